import Records
import Vietnamese
import Wording

extension EdXMLDocument {
  /// The elements of MessageHeader that have a field in `EdXMLDocument`; others are kept as extensions.
  static let headerNames: Set = [
    "from", "to", "documentid", "code", "promulgationinfo", "documenttype", "subject", "content", "signerinfo",
    "duedate", "toplaces", "otherinfo", "responsefor", "steeringtype", "statuscode",
  ]

  init(_ message: XMLNode, header: XMLNode, receivedOn day: Day, _ remarks: inout Remarks) {
    let from = EdXMLOrgan(message["from"])
    let trace = (header["traceheaderlist"]?.all("traceheader") ?? []).map(EdXMLTrace.init)
    let document = Document(message, from: from, trace: trace, receivedOn: day, &remarks)
    self.init(document: document, from: from, trace: trace)

    if from.organID.isEmpty {
      remarks.say("Bên gửi không ghi mã định danh.", "The sender has no identifier.")
    }
    to = message.all("to").map { EdXMLOrgan($0) }
    if to.contains(where: \.organID.isEmpty) {
      remarks.say(
        "Có nơi nhận không ghi mã định danh; hãy xem tên nơi nhận.",
        "A recipient has no identifier; check the recipients' names.")
    }
    place = message["promulgationinfo"]?.text("place") ?? ""
    content = message["content"]?.lines ?? ""
    competence = message["signerinfo"]?.text("competence") ?? ""
    toPlaces = message["toplaces"]?.texts("place") ?? []
    let other = message["otherinfo"]
    appendixes = other?["appendixes"]?.texts("appendix") ?? []
    sphere = other?.text("sphereofpromulgation") ?? ""
    typist = other?.text("typernotation") ?? ""
    steering = Int(message.text("steeringtype"))
    responseFor = message.all("responsefor").map(EdXMLReference.init).filter { !$0.isEmpty }
    for reference in responseFor { reference.issuedDate?.remark(&remarks) }
    extensions = message.children.compactMap(EdXMLExtension.init)
    if let business = header["traceheaderlist"]?.business ?? header.business { read(business, &remarks) }
    if self.document.documentID == nil {
      remarks.say("Văn bản không có mã định danh.", "The document has no identifier.")
    }
  }
}

extension EdXMLTrace {
  init(_ node: XMLNode) {
    self.init(organID: node.text("organid"), time: EdXMLTime(reading: node.text("timestamp")))
  }
}

extension EdXMLOrgan {
  init(_ node: XMLNode?) {
    self.init(
      organID: node?.text("organid") ?? "", name: node?.text("organname") ?? "",
      inCharge: node?.text("organizationincharge") ?? "", address: node?.text("organadd") ?? "",
      email: node?.text("email") ?? "", telephone: node?.text("telephone") ?? "", fax: node?.text("fax") ?? "",
      website: node?.text("website") ?? "")
  }
}

extension EdXMLStaff {
  /// Returns `nil` when all is empty.
  init?(_ node: XMLNode?) {
    guard let node else { return nil }
    self.init(
      department: node.text("department"), departmentID: node.text("departmentid"), staff: node.text("staff"),
      staffID: node.text("staffid"), email: node.text("email"), mobile: node.text("mobile"))
    if isEmpty { return nil }
  }
}

extension EdXMLReference {
  /// Reads a reference; `Code` is one text, or number and symbol.
  init(_ node: XMLNode) {
    let date = node.text("promulgationdate")
    let code = node["code"].map { $0.children.isEmpty ? $0.text : Document.code($0) } ?? ""
    self.init(
      organID: node.text("organid"), code: code, issuedDate: date.isEmpty ? nil : EdXMLDay(reading: date),
      documentID: node.text("documentid"))
  }
}

extension EdXMLExtension {
  init?(_ node: XMLNode) {
    self.init(name: node.name, text: node.text, children: node.children.compactMap(EdXMLExtension.init))
  }
}

extension EdXMLDay {
  func remark(_ remarks: inout Remarks) {
    guard day == nil else { return }
    remarks.say(
      "Ngày “\(shown(text))” của văn bản được trả lời không có thật.",
      "The date “\(shown(text))” of the document being answered does not exist.")
  }
}

extension XMLNode {
  fileprivate func texts(_ key: String) -> [String] { all(key).map(\.text).filter { !$0.isEmpty } }

  /// *Bussiness* is the standard's spelling.
  fileprivate var business: XMLNode? { self["bussiness"] ?? self["business"] }
}
