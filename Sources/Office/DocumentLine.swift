import GRDB
import Records

/// One line of a register, or a draft, as it stands now.
public struct DocumentLine: Identifiable, Equatable, Sendable {
  /// Grows with the day of registration.
  public var id: Int64
  /// The journal entry that put the line here.
  public var entry: String
  public var direction: Book.Direction
  public var state: Processing
  public var book: String?
  /// Số đến, or the number of an outgoing document; nil for a draft.
  public var number: Int?
  public var suffix: String
  /// Ngày đến; of an outgoing document the day of its number.
  public var day: Day
  public var document: Document
  /// Đơn vị hoặc người nhận; nơi nhận of an outgoing document.
  public var toPlaces: String
  public var instruction: String?
  /// Ngày chuyển.
  public var handedOn: Day?
  public var progress: String?
  /// Số, ký hiệu of the document that answers it.
  public var answer: String?
  public var closedOn: Day?
  /// Why it was voided or sent back.
  public var reason: String?
  /// How many files lie beside it.
  public var files: Int
  /// The place in the mailbox, of a document another office sent through the hub.
  public var mailbox: Int?
  /// The office that sent it through the hub, by the key that signed it; nil for what came on paper.
  public var sender: Organ.ID?
  /// The issuer as the document itself names it, of one that came through the hub.
  public var written: String?
  /// How many later acts of its sender wait for an answer.
  public var requests: Int

  /// Whether the national axis brought it: its issuer is outside the province and has no key here.
  public var isOverAxis: Bool { sender == NationalAxis.id }

  /// Tác giả, as lists and prints show it: what the axis brought says so, for nobody's key stands for the name.
  public var author: String { isOverAxis ? "qua trục liên thông: \(document.organName)" : document.organName }

  /// What the document says of its issuer, where that is another name than the author's.
  public var otherName: String? {
    guard let written, OrganDirectory.foldedKey(written) != OrganDirectory.foldedKey(document.organName) else {
      return nil
    }
    return written
  }

  /// `57`, `57a`; empty for a draft.
  public var numberText: String { number.map { "\($0)\(suffix)" } ?? "" }

  /// What names the line in a command: the arrival number, the code of an outgoing document, for a draft `nhap-` and the
  /// sequence of its entry, for an arrival that is not registered `moi-` and its place in the mailbox, for one that was registered
  /// provisionally `tam-`, the station and the sequence: two stations never mean two documents by one mark.
  public var reference: String {
    switch (direction, number) {
    case (.incoming, .some): numberText
    case (.outgoing, .some): document.code
    case (.incoming, nil): mailbox.map { "moi-\($0)" } ?? provisionalMark
    case (.outgoing, nil): "nhap-\(EntryReference(entry)?.sequence ?? 0)"
    }
  }

  /// The mark a paper bears until it has its number: `tam-7f3c-57`.
  private var provisionalMark: String {
    EntryReference(entry).map { "tam-\($0.station.prefix(4))-\($0.sequence)" } ?? entry
  }

  /// Whether the station that wrote it down did not hold the book: it waits for its number.
  public var isProvisional: Bool { direction == .incoming && number == nil && mailbox == nil }

  public func isOverdue(on today: Day) -> Bool {
    guard state.isOpen, let due = document.dueDate else { return false }
    return due < today
  }
}

extension DocumentLine: FetchableRecord {
  static let columns = """
    document.id, document.entry, document.direction, document.state, document.book, document.number, document.suffix, \
    document.day, document.code, document.organName, document.organID, document.issuedDate, document.typeName, \
    document.subject, document.urgency, document.signerPosition, document.signerName, document.pageAmount, \
    document.issuedAmount, document.dueDate, document.note, document.documentID, document.toPlaces, \
    document.instruction, document.handedOn, document.progress, document.answer, document.closedOn, document.reason, \
    document.files, document.mailbox, document.requests, document.sender, document.written
    """
  static let byID = "SELECT \(columns) FROM document WHERE id = ?"
  static let byEntry = "SELECT \(columns) FROM document WHERE entry = ?"

  public init(row: Row) throws {
    id = row[0]
    entry = row[1]
    direction = try DocumentLine.read(row, 2)
    state = try DocumentLine.read(row, 3)
    book = row[4]
    number = row[5]
    suffix = row[6]
    day = try DocumentLine.day(row, 7)
    let signerName: String? = row[16]
    document = Document(
      code: row[8], organName: row[9], organID: row[10], issuedDate: try DocumentLine.day(row, 11), typeName: row[12],
      subject: row[13], urgency: try DocumentLine.read(row, 14),
      signer: signerName.map { Signer(position: row[15], fullName: $0) }, pageAmount: row[17], issuedAmount: row[18],
      dueDate: (row[19] as String?).flatMap { Day($0) }, note: row[20], documentID: row[21])
    toPlaces = row[22]
    instruction = row[23]
    handedOn = (row[24] as String?).flatMap { Day($0) }
    progress = row[25]
    answer = row[26]
    closedOn = (row[27] as String?).flatMap { Day($0) }
    reason = row[28]
    files = row[29]
    mailbox = row[30]
    requests = row[31]
    sender = row[32]
    written = row[33]
  }

  private static func day(_ row: Row, _ index: Int) throws -> Day {
    let text: String = row[index]
    guard let day = Day(text) else { throw RegisterFault.value(text) }
    return day
  }

  private static func read<Value: RawRepresentable<String>>(_ row: Row, _ index: Int) throws -> Value {
    let text: String = row[index]
    guard let value = Value(rawValue: text) else { throw RegisterFault.value(text) }
    return value
  }
}

/// A register holds what no vanthu wrote.
enum RegisterFault: Error {
  case value(String)
  /// An act on a document, or a line of a book, that no entry made.
  case unknown(String)
}
