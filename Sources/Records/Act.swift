/// One thing a station did: the words of Decree 30/2020, articles 14–24, and the few of the house itself.
///
/// Acts are facts. They are written once, never changed, and applied in order; everything the program
/// shows is what the acts, applied, leave behind. `document` is always the entry that made the document.
///
/// Every associated value is labelled: the labels are the stored form, pinned by golden files, and stay for ever.
public enum Act: Codable, Equatable, Sendable {
  // MARK: the house

  /// The office begins its file.
  case founded(office: OfficeProfile)
  /// A person who may act here.
  case clerkNamed(name: String)
  /// A book is opened (article 15, 22): a series for a year.
  case bookOpened(book: Book)
  /// Names a group of recipients: "Các xã, phường".
  case groupNamed(name: String, members: [Recipient])
  /// An agency the shipped directory does not know.
  case organNamed(organ: NamedOrgan)
  /// The days off and the swapped working days of a year, by the yearly notice.
  case calendarSet(year: Int, holidays: [Holiday])
  /// What this office sends is delivered as before, and stands apart in the box; or no longer.
  case senderMuted(organ: String, name: String, isMuted: Bool)
  /// The file was restored or copied: a new epoch begins, and the entry says what it goes on from.
  case epochBegun(from: EntryReference)
  /// After a restore: the last number used on paper. Numbers the file does not know are reserved in the book.
  case numbersConfirmed(book: String, last: Int)
  /// The book goes to another station of the office, which gives its numbers from now on. `generation` counts the hands it has
  /// been in; only who held the one before can hand it over.
  case custodyHandedOver(book: String, generation: Int, to: String, last: Int)
  /// The holder is lost: this station takes the book, with the last number read from paper and who allowed it.
  case custodyRecovered(book: String, generation: Int, last: Int, reason: String)

  // MARK: the hub

  /// The tree of agencies, or what changed in it.
  case organsListed(organs: [Organ])
  /// A station of an office takes part. Keys: Ed25519 for its signature, X25519 for what is sealed to it; 64 hexadecimal digits.
  case stationEnrolled(station: String, organ: Organ.ID, name: String, signingKey: String, agreementKey: String)
  /// What it signs from now on is not taken.
  case stationRevoked(station: String, reason: String)

  // MARK: incoming

  /// Đăng ký văn bản đến (article 22). `arrival` names the document another office sent through the hub, `seen` what that office had said of
  /// it by then: what it says afterwards it asks for, whatever its clock. Earlier versions wrote none.
  case registered(
    document: Document, book: String, arrivalNumber: Int, suffix: String?, arrivalDate: Day, reason: String?,
    arrival: EntryReference?, seen: [EntryReference]? = nil)
  /// Tiếp nhận (article 21) at a station that does not hold the book: the document is here, its number comes from who holds it, by
  /// `registered` with this line as the arrival.
  case registeredProvisionally(document: Document, arrivalDate: Day, reason: String?)
  /// A line of an older book, taken over as it stood: who had it, and how it ended.
  case registerImported(
    document: Document, book: String, number: Int, suffix: String?, day: Day, toPlaces: String?, state: Processing)
  /// Trình người đứng đầu (article 23.1).
  case submitted(document: EntryReference, to: String?)
  /// Chuyển giao: ý kiến chỉ đạo, đơn vị chủ trì, phối hợp, thời hạn (article 23).
  case routed(document: EntryReference, assignments: [Assignment], instruction: String?, instructedBy: String?)
  /// Tiến độ giải quyết.
  case progressed(document: EntryReference, note: String)
  /// Giải quyết xong (article 24), with the document that answers it.
  case settled(document: EntryReference, answer: String?, note: String?)
  /// Trả lại nơi gửi, with the reason (article 21.2b).
  case sentBack(document: EntryReference, reason: String)

  // MARK: outgoing

  /// Dự thảo: a document being prepared, without a number.
  case drafted(document: Document, to: [Recipient])
  /// The draft, written anew.
  case redrafted(document: EntryReference, content: Document, to: [Recipient])
  /// Cấp số, đăng ký, phát hành (articles 15, 16, 18). `draft` names the draft it was made from, `files` what lay beside the draft:
  /// its own acts stay in the office. `replaces` names an issued document in whose place this one stands.
  case issued(
    document: Document, book: String, number: Int, suffix: String?, to: [Recipient], draft: EntryReference?,
    reason: String?, files: [StoredFile]?, replaces: EntryReference?)
  /// A draft, or a line that was registered provisionally, is given up: it had no number.
  case draftDiscarded(document: EntryReference)
  /// Thu hồi (article 18.3): the sender asks its readers to destroy it.
  case recalled(document: EntryReference, reason: String)

  // MARK: to the sender

  /// Trạng thái xử lý, told to the office that sent the document (Decision 28/2018, articles 6.3, 9.2). `recipient` is how the sender
  /// named this office; `answers` names the sender's act that is agreed or refused.
  case reported(
    document: EntryReference, recipient: String, status: DeliveryStatus, note: String?, answers: EntryReference?)

  // MARK: both

  /// Đính chính one field; the old value stays here.
  case corrected(document: EntryReference, field: Field, old: String, new: String, reason: String)
  /// Hủy số: the number stays in the book and is not given again.
  case voided(document: EntryReference, reason: String)
  case attached(document: EntryReference, file: StoredFile)
  case detached(document: EntryReference, sha256: String, reason: String?)
  /// Takes back an earlier act on a document, as if it had not been done; both stay in the trail.
  case undone(entry: EntryReference, document: EntryReference)
}

extension Act {
  /// The document the act is about, if it is about one that exists already.
  public var document: EntryReference? {
    switch self {
    case .submitted(let document, _), .routed(let document, _, _, _), .progressed(let document, _),
      .settled(let document, _, _), .sentBack(let document, _), .redrafted(let document, _, _),
      .draftDiscarded(let document), .corrected(let document, _, _, _, _), .voided(let document, _),
      .attached(let document, _), .detached(let document, _, _), .recalled(let document, _),
      .reported(let document, _, _, _, _), .undone(_, let document):
      return document
    case .registered(_, _, _, _, _, _, let arrival, _): return arrival
    case .issued(_, _, _, _, _, let draft, _, _, _): return draft
    case .founded, .clerkNamed, .bookOpened, .groupNamed, .organNamed, .calendarSet, .senderMuted, .epochBegun,
      .numbersConfirmed,
      .custodyHandedOver, .custodyRecovered, .organsListed, .stationEnrolled, .stationRevoked,
      .registeredProvisionally, .registerImported, .drafted:
      return nil
    }
  }

  /// The book the act is about: it must be open before.
  public var book: String? {
    switch self {
    case .registered(_, let book, _, _, _, _, _, _), .registerImported(_, let book, _, _, _, _, _),
      .issued(_, let book, _, _, _, _, _, _, _), .numbersConfirmed(let book, _),
      .custodyHandedOver(let book, _, _, _), .custodyRecovered(let book, _, _, _):
      book
    default: nil
    }
  }

  /// Whether it asks the readers of a document to give it back.
  public var takesBack: Bool {
    switch self {
    case .recalled, .voided: true
    default: false
    }
  }

  /// Whether a clerk can take the act back. A number once given stays given: it can only be voided.
  public var isUndoable: Bool {
    switch self {
    case .submitted, .routed, .progressed, .settled, .sentBack, .redrafted, .draftDiscarded, .corrected, .voided,
      .attached, .detached:
      true
    case .founded, .clerkNamed, .bookOpened, .groupNamed, .organNamed, .calendarSet, .senderMuted, .epochBegun,
      .numbersConfirmed,
      .custodyHandedOver, .custodyRecovered, .organsListed, .stationEnrolled, .stationRevoked, .registered,
      .registeredProvisionally, .registerImported, .drafted, .issued, .recalled, .reported, .undone:
      false
    }
  }
}

/// A file beside a document: its content lives in the office's file under the hash of its bytes.
public struct StoredFile: Codable, Hashable, Sendable {
  public var name: String
  /// SHA-256 of the content, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// Bytes.
  public var size: Int
  public var mediaType: String

  /// No longer content is carried between offices, in bytes: who writes of one writes wrongly.
  public static let longestCarried = 1 << 30
  /// What others write may be any number: in the register a content is no longer than this, so that sizes can be reckoned with.
  public static let longest = 1 << 40

  public init(name: String, sha256: String, size: Int, mediaType: String) {
    self.name = name
    self.sha256 = sha256
    self.size = size
    self.mediaType = mediaType
  }
}

/// An agency a clerk typed that no directory knew.
public struct NamedOrgan: Codable, Equatable, Sendable {
  public var name: String
  /// Mã định danh, where known.
  public var code: String?

  public init(name: String, code: String? = nil) {
    self.name = name
    self.code = code
  }
}
