import Records
import Wording

extension EdXMLMessage {
  /// Reads the envelope. Senders differ in how much of it they write, so the header is searched for.
  init(
    _ root: XMLNode, receivedOn day: Day, limits: EdXMLLimits, _ remarks: inout Remarks
  ) throws(EdXMLRefusal) {
    let envelope = ["edxml", "edxmlenvelope"].contains(root.key) ? root : root.find("edxmlenvelope") ?? root
    let header = envelope.key == "edxmlheader" ? envelope : envelope.find("edxmlheader") ?? envelope
    guard let message = header["messageheader"] ?? header["status"] else { throw .notEdXML }
    if message.key == "status" || message["statuscode"] != nil {
      self = .status(try EdXMLStatus(message, &remarks))
      return
    }
    guard message["from"] != nil || message["code"] != nil || message["subject"] != nil else { throw .notEdXML }
    var document = EdXMLDocument(message, header: header, receivedOn: day, &remarks)
    document.attachments = try EdXMLAttachment.all(in: root, limits: limits, &remarks)
    document.isSigned = root.find("signature") != nil || root.find("digitalsignature") != nil
    self = .document(document)
  }
}
