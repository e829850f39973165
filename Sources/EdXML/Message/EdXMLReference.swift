/// Another document, as a message speaks of it: the one it answers, or whose status it reports.
public struct EdXMLReference: Equatable, Sendable {
  /// Who issued it.
  public var organID: String
  /// Số, ký hiệu in one: `7816/VPCP-TTĐT`.
  public var code: String
  public var issuedDate: EdXMLDay?
  public var documentID: String

  public init(organID: String = "", code: String = "", issuedDate: EdXMLDay? = nil, documentID: String = "") {
    self.organID = organID
    self.code = code
    self.issuedDate = issuedDate
    self.documentID = documentID
  }

  var isEmpty: Bool { self == EdXMLReference() }
}
