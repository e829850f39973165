import Records

/// A document between offices, with everything the message says beside it.
///
/// A text the message does not give is empty. The identifier of the document is `document.documentID`.
public struct EdXMLDocument: Equatable, Sendable {
  /// What the registers of both sides share.
  public var document: Document
  /// Who sends, with the name and code it has there; not always who issued.
  public var from: EdXMLOrgan
  /// Whom this message is for.
  public var to: [EdXMLOrgan]
  /// Địa danh: where it was issued.
  public var place: String
  /// A short content beside the subject.
  public var content: String
  /// Quyền hạn ký, before the position: `TL. CHỦ TỊCH`.
  public var competence: String
  /// Nơi nhận as printed.
  public var toPlaces: [String]
  /// What is enclosed, as printed.
  public var appendixes: [String]
  /// Phạm vi ban hành.
  public var sphere: String
  /// Ký hiệu người đánh máy.
  public var typist: String
  /// 1 no directive, 2 a directive, 3 a report on one; other numbers occur.
  public var steering: Int?
  /// The documents it answers.
  public var responseFor: [EdXMLReference]
  /// What vendors add to the header; kept, and written again.
  public var extensions: [EdXMLExtension]

  /// What the receiver is to do with it.
  public var business: EdXMLBusiness
  /// Why it is recalled, updated or replaced.
  public var reason: String
  /// The identifier given beside `business`. In real messages it may differ from the document's own, which counts.
  public var businessDocumentID: String
  /// The paper follows.
  public var paperFollows: Bool
  public var staff: EdXMLStaff?
  /// The stations it passed, in order.
  public var trace: [EdXMLTrace]

  public var attachments: [EdXMLAttachment]
  /// Whether the message holds a signature of its own. It is **not** examined, and never written: a document's signature is in
  /// its file.
  public var isSigned: Bool

  public init(
    document: Document, from: EdXMLOrgan, to: [EdXMLOrgan] = [], place: String = "", content: String = "",
    competence: String = "", toPlaces: [String] = [], appendixes: [String] = [], sphere: String = "",
    typist: String = "", steering: Int? = nil, responseFor: [EdXMLReference] = [], extensions: [EdXMLExtension] = [],
    business: EdXMLBusiness = .new, reason: String = "", businessDocumentID: String = "", paperFollows: Bool = false,
    staff: EdXMLStaff? = nil, trace: [EdXMLTrace] = [], attachments: [EdXMLAttachment] = [], isSigned: Bool = false
  ) {
    self.document = document
    self.from = from
    self.to = to
    self.place = place
    self.content = content
    self.competence = competence
    self.toPlaces = toPlaces
    self.appendixes = appendixes
    self.sphere = sphere
    self.typist = typist
    self.steering = steering
    self.responseFor = responseFor
    self.extensions = extensions
    self.business = business
    self.reason = reason
    self.businessDocumentID = businessDocumentID
    self.paperFollows = paperFollows
    self.staff = staff
    self.trace = trace
    self.attachments = attachments
    self.isSigned = isSigned
  }
}

/// A station a message passed, and when.
public struct EdXMLTrace: Equatable, Sendable {
  public var organID: String
  public var time: EdXMLTime

  public init(organID: String, time: EdXMLTime) {
    self.organID = organID
    self.time = time
  }
}
