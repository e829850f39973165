/// A reference to another document: the one this answers, or whose status it reports.
public struct EdXMLReference: Equatable, Sendable {
  /// The issuer.
  public var organID: String
  /// Số, ký hiệu in one text: `7816/VPCP-TTĐT`.
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
