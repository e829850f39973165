/// That a document answers, replaces or is answered by another one.
public struct Citation: Codable, Hashable, Sendable {
  public var relation: Relation
  public var document: CitedDocument

  public enum Relation: String, Codable, CaseIterable, Sendable {
    case answers, answeredBy, replaces
  }

  public init(_ relation: Relation, _ document: CitedDocument) {
    self.relation = relation
    self.document = document
  }
}

/// A document as another one names it. What is not known is absent.
public struct CitedDocument: Codable, Hashable, Sendable {
  /// Số, ký hiệu; empty if only the entry or the identifier is known.
  public var code: String
  public var issuedDate: Day?
  public var organName: String?
  public var organID: String?
  /// Mã định danh văn bản.
  public var documentID: String?
  /// The entry that made its line at the office that issued it, or registered it from paper.
  public var entry: EntryReference?

  public init(
    code: String, issuedDate: Day? = nil, organName: String? = nil, organID: String? = nil, documentID: String? = nil,
    entry: EntryReference? = nil
  ) {
    self.code = code
    self.issuedDate = issuedDate
    self.organName = organName
    self.organID = organID
    self.documentID = documentID
    self.entry = entry
  }

  public init(_ document: Document, entry: EntryReference?) {
    self.init(
      code: document.code, issuedDate: document.issuedDate, organName: document.organName, organID: document.organID,
      documentID: document.documentID, entry: entry)
  }

  var fitsRegister: Bool {
    fits(code, Lengths.code) && fits(organName, Lengths.organName) && fits(organID, Lengths.organID)
      && fits(documentID, Lengths.documentID)
  }
}

extension Citation {
  /// No document names more.
  public static let most = 100
}

extension [Citation]? {
  /// Whether another office may have written them.
  var fitRegister: Bool {
    (self ?? []).count <= Citation.most && (self ?? []).allSatisfy(\.document.fitsRegister)
  }

  var days: [Day] { (self ?? []).compactMap(\.document.issuedDate) }
}
