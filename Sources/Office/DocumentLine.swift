import GRDB
import Records

/// A line of a register, or a draft, in its present state.
public struct DocumentLine: Identifiable, Equatable, Sendable {
  /// Grows with the day of registration.
  public var id: Int64
  /// The journal entry that made the line.
  public var entry: String
  public var direction: Book.Direction
  public var state: Processing
  public var book: String?
  /// Số đến, or the number of an outgoing document; nil for a draft.
  public var number: Int?
  public var suffix: String
  /// 0, unless the number was given to several documents and another one bears it: then 1, 2, … (`Registers.rule`).
  public var doubled: Int
  /// Ngày đến, or the day on which an outgoing document got its number.
  public var day: Day
  public var document: Document
  /// Đơn vị hoặc người nhận, or nơi nhận of an outgoing document.
  public var toPlaces: String
  public var instruction: String?
  /// Ngày chuyển.
  public var handedOn: Day?
  public var progress: String?
  /// Số, ký hiệu of the document that answers it.
  public var answer: String?
  public var closedOn: Day?
  /// The reason why it was voided or sent back.
  public var reason: String?
  /// The number of attached files.
  public var files: Int
  /// The position in the mailbox, if another office sent the document through the hub.
  public var mailbox: Int?
  /// The office that sent it through the hub: that of the key that signed it. `nil` if it came on paper.
  public var sender: Organ.ID?
  /// The issuer as the document itself names it, if it came through the hub.
  public var written: String?
  /// The number of later acts of its sender that wait for an answer.
  public var requests: Int

  /// Whether it came over the national axis: its issuer is outside the province and has no key here.
  public var isOverAxis: Bool { sender == NationalAxis.id }

  /// Tác giả, as lists and prints show it. For a document from the axis they say so, because no key confirms the name.
  public var author: String { isOverAxis ? "qua trục liên thông: \(document.organName)" : document.organName }

  /// The issuer's name in the document, if it differs from the name shown.
  public var otherName: String? {
    guard let written, OrganDirectory.foldedKey(written) != OrganDirectory.foldedKey(document.organName) else {
      return nil
    }
    return written
  }

  /// The number with its suffix: `57`, `57a`; `57*` if another document bears it; empty for a draft.
  public var numberText: String { number.map { "\($0)\(suffix)\(stars)" } ?? "" }

  private var stars: String { String(repeating: "*", count: doubled) }

  /// The name of the line in commands.
  ///
  /// The arrival number, or the code of an outgoing document; with a star if the number was given to several documents
  /// and another one bears it. For a draft, `nhap-` and the sequence of its entry. For
  /// an arrival that is not registered, `moi-` and its position in the mailbox. For a line registered provisionally,
  /// `tam-`, the station and the sequence, so that two stations never use one mark for two documents.
  public var reference: String {
    switch (direction, number) {
    case (.incoming, .some): numberText
    case (.outgoing, .some): document.code + stars
    case (.incoming, nil): mailbox.map { "moi-\($0)" } ?? provisionalMark
    case (.outgoing, nil): "nhap-\(EntryReference(entry)?.sequence ?? 0)"
    }
  }

  /// The mark on the paper until it has its number: `tam-7f3c-57`.
  private var provisionalMark: String {
    EntryReference(entry).map { "tam-\($0.station.description.prefix(4))-\($0.sequence)" } ?? entry
  }

  /// Whether it was registered at a station that does not hold the book, and waits for its number.
  public var isProvisional: Bool { direction == .incoming && number == nil && mailbox == nil }

  public func isOverdue(on today: Day) -> Bool {
    guard state.isOpen, let due = document.dueDate else { return false }
    return due < today
  }
}

extension DocumentLine: FetchableRecord {
  private static let names =
    ["id", "entry", "direction", "state", "book", "number", "suffix", "doubled", "day"] + Field.columns.map(\.name)
    + [
      "toPlaces", "instruction", "handedOn", "progress", "answer", "closedOn", "reason", "files", "mailbox", "requests",
      "sender", "written",
    ]
  static let columns = names.map { "document.\($0)" }.joined(separator: ", ")
  static let byID = "SELECT \(columns) FROM document WHERE id = ?"
  static let byEntry = "SELECT \(columns) FROM document WHERE entry = ?"

  public init(row: Row) throws {
    var read = RowReader(row)
    id = read.next()
    entry = read.next()
    direction = try read.name()
    state = try read.name()
    book = read.optional()
    number = read.optional()
    suffix = read.next()
    doubled = read.next()
    day = try read.day()
    document = try read.document()
    toPlaces = read.next()
    instruction = read.optional()
    handedOn = read.optionalDay()
    progress = read.optional()
    answer = read.optional()
    closedOn = read.optionalDay()
    reason = read.optional()
    files = read.next()
    mailbox = read.optional()
    requests = read.next()
    sender = read.optional()
    written = read.optional()
  }
}

/// Reads a row from left to right, in the order in which its columns were selected.
private struct RowReader {
  private let row: Row
  private var place = 0

  init(_ row: Row) { self.row = row }

  private mutating func advance() -> Int {
    defer { place += 1 }
    return place
  }

  mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value { row[advance()] }

  mutating func optional<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value? { row[advance()] }

  mutating func optionalDay() -> Day? { (optional() as String?).flatMap { Day($0) } }

  mutating func day() throws -> Day {
    let text: String = next()
    guard let day = Day(text) else { throw RegisterFault.value(text) }
    return day
  }

  mutating func name<Value: RawRepresentable<String>>() throws -> Value {
    let text: String = next()
    guard let value = Value(rawValue: text) else { throw RegisterFault.value(text) }
    return value
  }

  mutating func document() throws -> Document {
    var document = Document.blank
    if let wrong = document.read(row, from: place) { throw RegisterFault.value(wrong.name) }
    place += Field.columns.count
    return document
  }
}

extension Row: CellSource {
  public func text(_ place: Int) -> String? { self[place] }
  public func number(_ place: Int) -> Int? { self[place] }
}

/// A register contains what no vanthu wrote.
enum RegisterFault: Error {
  case value(String)
  /// An act on a document or on a line of a book that no entry made.
  case unknown(String)
}
