import Records

/// A document between offices, with everything else the message says.
///
/// Texts missing in the message are empty. The identifier of the document is `document.documentID`.
public struct EdXMLDocument: Equatable, Sendable {
  /// The fields that the registers of both sides share.
  public var document: Document
  /// The sender, with its own name and code; not always the issuer.
  public var from: EdXMLOrgan
  /// The receivers of this message.
  public var to: [EdXMLOrgan]
  /// Địa danh: where it was issued.
  public var place: String
  /// A short summary besides the subject.
  public var content: String
  /// Quyền hạn ký, before the position: `TL. CHỦ TỊCH`.
  public var competence: String
  /// Nơi nhận as printed.
  public var toPlaces: [String]
  /// The enclosures as printed.
  public var appendixes: [String]
  /// Phạm vi ban hành.
  public var sphere: String
  /// Ký hiệu người đánh máy.
  public var typist: String
  /// 1 no directive, 2 a directive, 3 a report on one; other numbers occur.
  public var steering: Int?
  /// The documents it answers.
  public var responseFor: [EdXMLReference]
  /// What vendors add to the header; kept and written again.
  public var extensions: [EdXMLExtension]

  /// What the receiver is to do.
  public var business: EdXMLBusiness
  /// Why it is recalled, updated or replaced.
  public var reason: String
  /// The identifier given with `business`. In real messages it may differ from the document's own, which takes
  /// precedence.
  public var businessDocumentID: String
  /// Whether the paper original follows.
  public var paperFollows: Bool
  public var staff: EdXMLStaff?
  /// The stations the message passed, in order.
  public var trace: [EdXMLTrace]

  public var attachments: [EdXMLAttachment]
  /// Whether the message has a signature of its own. It is **not** verified, and never written: a document's signature
  /// is in its file.
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
