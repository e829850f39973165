import Wording

/// A field of a document, in a register and in what is exchanged: one row of the table in `DocumentFields.swift`.
///
/// Code that handles all fields of a document loops over the table: registers, corrections, limits, JSON, import,
/// export, search and the province's index. A new field needs a property of `Document` and a row of the table.
public struct Field: RawRepresentable, Codable, Hashable, Sendable {
  /// One reference, so that a loop over the table copies nothing else.
  private let row: Row

  /// The name in acts, after Decree 30/2020, Annex VI; never changes.
  public var rawValue: String { row.name }
  public var words: Bilingual { row.words }
  /// The kind of text that a clerk may type for it.
  public var kind: Kind { row.kind }
  /// The columns of the register that hold it: the signer has two; nơi nhận has none here, because it is not part of
  /// the document.
  public var columns: [FieldColumn] { row.columns }
  /// Whether a clerk may correct it. A correction never overwrites: the old value stays in the trail.
  var isCorrectable: Bool { row.isCorrectable }
  /// The maximum length of its stored text, in characters.
  public var length: Int { row.length }
  /// The titles of its column in the registers of offices, the program's own first.
  public var titles: [String] { row.titles }
  /// Returns its members in JSON, which scripts rely on.
  var json: @Sendable (Document, inout [(String, JSON)]) -> Void { row.json }
  var display: @Sendable (Document) -> String { row.display }
  /// Its element in a message of the national format (docs/internals/edxml.md), as a path below `MessageHeader`; `nil`
  /// if the messages that gateways exchange have no element for it.
  public var element: String? { row.element }
  /// Whether an update from the axis changes it.
  public var isUpdated: Bool { row.isUpdated }
  /// Whether it is part of the content that is destroyed when the sender takes the document back.
  public var isContent: Bool { row.isContent }
  /// Whether the search index has it among the notes. Code, agency, subject and signer have columns of their own there.
  public var isFoundAmongNotes: Bool { row.isFoundAmongNotes }
  var get: @Sendable (Document) -> String { row.get }
  var set: @Sendable (inout Document, String) -> Bool { row.set }

  private final class Row: Sendable {
    let name: String
    let words: Bilingual
    let kind: Kind
    let columns: [FieldColumn]
    let isCorrectable: Bool
    let length: Int
    let titles: [String]
    let json: @Sendable (Document, inout [(String, JSON)]) -> Void
    let display: @Sendable (Document) -> String
    let element: String?
    let isUpdated: Bool
    let isContent: Bool
    let isFoundAmongNotes: Bool
    let get: @Sendable (Document) -> String
    let set: @Sendable (inout Document, String) -> Bool

    init(
      _ name: String, _ words: Bilingual, _ kind: Kind, _ columns: [FieldColumn], isCorrectable: Bool, length: Int,
      titles: [String], json: @escaping @Sendable (Document, inout [(String, JSON)]) -> Void,
      display: @escaping @Sendable (Document) -> String, element: String?, isUpdated: Bool, isContent: Bool,
      isFoundAmongNotes: Bool, get: @escaping @Sendable (Document) -> String,
      set: @escaping @Sendable (inout Document, String) -> Bool
    ) {
      self.name = name
      self.words = words
      self.kind = kind
      self.columns = columns
      self.isCorrectable = isCorrectable
      self.length = length
      self.titles = titles
      self.json = json
      self.display = display
      self.element = element
      self.isUpdated = isUpdated
      self.isContent = isContent
      self.isFoundAmongNotes = isFoundAmongNotes
      self.get = get
      self.set = set
    }
  }

  public enum Kind: Sendable, Equatable {
    case text, code, amount, urgency
    case day(isRequired: Bool, toward: Day.Direction)
  }

  /// Creates a field that is one property of a document.
  ///
  /// The property is a pair of closures and not a key path: a list reads fourteen of them for each of its rows.
  ///
  /// - Parameters:
  ///   - limit: the range of a text's length, or of a number.
  ///   - element: every field says what it is in a message.
  ///   - isUpdated: if `nil`, an update changes what has an element.
  init<Value: FieldValue>(
    _ name: String, _ get: @escaping @Sendable (Document) -> Value,
    _ set: @escaping @Sendable (inout Document, Value) -> Void, _ words: Bilingual, _ kind: Kind = .text,
    _ limit: ClosedRange<Int>? = nil, titles: [String] = [], json: String? = nil, element: String?,
    isUpdated: Bool? = nil, isCorrectable: Bool = true, isContent: Bool = false, isFoundAmongNotes: Bool = false
  ) {
    let key = json ?? name
    self.init(
      name, words, kind, columns: [FieldColumn(name, get, set, limit)], titles: titles, element: element,
      isUpdated: isUpdated, isCorrectable: isCorrectable, isContent: isContent, isFoundAmongNotes: isFoundAmongNotes,
      json: { $1.append((key, get($0).json)) }, display: { get($0).display }, get: { get($0).stored },
      set: { document, stored in
        guard let value = Value(stored: stored) else { return false }
        set(&document, value)
        return true
      })
  }

  init(
    _ name: String, _ words: Bilingual, _ kind: Kind = .text, columns: [FieldColumn], length: Int? = nil,
    titles: [String] = [], element: String?, isUpdated: Bool? = nil, isCorrectable: Bool = true,
    isContent: Bool = false, isFoundAmongNotes: Bool = false,
    json: @escaping @Sendable (Document, inout [(String, JSON)]) -> Void,
    display: (@Sendable (Document) -> String)? = nil, get: @escaping @Sendable (Document) -> String,
    set: @escaping @Sendable (inout Document, String) -> Bool
  ) {
    let texts = kind == .text || kind == .code ? columns.compactMap(\.limit?.upperBound).reduce(0, +) : Lengths.code
    row = Row(
      name, words, kind, columns, isCorrectable: isCorrectable, length: length ?? texts, titles: titles, json: json,
      display: display ?? get, element: element, isUpdated: isUpdated ?? (element != nil), isContent: isContent,
      isFoundAmongNotes: isFoundAmongNotes, get: get, set: set)
  }

  /// Creates the field that a correction names; `nil` if this version does not know it, or if it cannot be corrected.
  public init?(rawValue: String) {
    guard let field = Field.byName[rawValue] else { return nil }
    self = field
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

  public static func == (left: Field, right: Field) -> Bool { left.rawValue == right.rawValue }
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

extension Field: CustomStringConvertible {
  public var description: String { rawValue }
}

extension Field: CaseIterable {
  /// The fields that a clerk may correct.
  public static let allCases = all.filter(\.isCorrectable)
}

extension Field {
  /// Whether a stored text is a valid value of the field. Checked before a value from another office is stored in a
  /// register: an invalid day would make every list unreadable.
  public func canHold(_ stored: String) -> Bool {
    var document = Document.blank
    return set(&document, stored)
  }

  /// The columns of all fields, in the order of a register's row.
  public static let columns = all.flatMap(\.columns)
}

extension Document {
  /// Returns the stored form of a field's value; empty if it has none, and for nơi nhận, which are not part of a
  /// document.
  public func value(of field: Field) -> String { field.get(self) }

  /// Returns the value of a field as a clerk reads it in Vietnamese: days as 05/03/2026, an urgency in words.
  public func display(of field: Field) -> String {
    field.display(self)
  }

  /// Sets a field from its stored form; an invalid value leaves the field unchanged.
  public mutating func set(_ field: Field, to stored: String) { _ = field.set(&self, stored) }

  /// A document before its fields are set.
  public static let blank = Document(code: "", organName: "", issuedDate: .first, typeName: "", subject: "")
}

extension Document {
  // Lists of closures: a loop over the fields themselves would copy each of them, for each row of a list.
  private static let readers = Field.columns.map(\.read)
  private static let writers = Field.columns.map(\.value)
  private static let members = Field.all.map(\.json)

  /// Reads a document from a row of a register, whose columns from `place` on are `Field.columns`.
  ///
  /// - Returns: the column that holds no value of its field; `nil` when all do.
  public mutating func read(_ source: any CellSource, from place: Int) -> FieldColumn? {
    for (index, read) in Document.readers.enumerated() where !read(&self, source, place + index) {
      return Field.columns[index]
    }
    return nil
  }

  /// The values of `Field.columns`.
  public var cells: [Cell] { Document.writers.map { $0(self) } }

  /// Appends the fields under the names that scripts rely on.
  public func appendJSON(to members: inout [(String, JSON)]) {
    for append in Document.members { append(self, &members) }
  }
}
