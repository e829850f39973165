import Wording

/// A field of a document, in a register and in what travels: one row of the table (`DocumentFields.swift`).
///
/// Whatever is done with all fields of a document loops over the table: the registers write, rewrite and read them by it,
/// corrections, limits, JSON, import, export, search and the province's index ask it. A new field is a property of
/// `Document` and a row.
public struct Field: RawRepresentable, Codable, Hashable, Sendable {
  /// The name in acts, after Decree 30/2020, Annex VI; stays for ever.
  public let rawValue: String
  public let words: Words
  /// What a clerk may type for it.
  public let kind: Kind
  /// The columns of the register that hold it: the signer has two, nơi nhận none of the document's.
  public let columns: [FieldColumn]
  /// Whether a clerk may correct it. A correction never overwrites: the old value stays in the trail.
  let isCorrectable: Bool
  /// How many characters a stored text of it has at most.
  public let length: Int
  /// Titles over its column in the registers of offices, the program's own first.
  public let titles: [String]
  /// Its members in JSON, which scripts rely on.
  public let json: @Sendable (Document) -> [(String, JSON)]
  /// Whether the national message format has it, so that an update by the axis changes it.
  public let isInMessages: Bool
  /// Whether the index of words finds it among notes; the code, agency, subject and signer have places of their own there.
  public let isFoundAmongNotes: Bool
  let get: @Sendable (Document) -> String
  let set: @Sendable (inout Document, String) -> Bool

  public enum Kind: Sendable, Equatable {
    case text, code, amount, urgency
    case day(isRequired: Bool, toward: Day.Direction)
  }

  /// A field that is one property of a document.
  init<Value: FieldValue>(
    _ name: String, _ path: WritableKeyPath<Document, Value> & Sendable, _ words: Words, _ kind: Kind = .text,
    _ limit: ClosedRange<Int>? = nil, titles: [String] = [], json: String? = nil, isCorrectable: Bool = true,
    isInMessages: Bool = false, isFoundAmongNotes: Bool = false
  ) {
    let key = json ?? name
    self.init(
      name, words, kind, columns: [FieldColumn(name, path, limit)], titles: titles, isCorrectable: isCorrectable,
      isInMessages: isInMessages, isFoundAmongNotes: isFoundAmongNotes, json: { [(key, $0[keyPath: path].json)] },
      get: { $0[keyPath: path].stored },
      set: { document, stored in
        guard let value = Value(stored: stored) else { return false }
        document[keyPath: path] = value
        return true
      })
  }

  init(
    _ name: String, _ words: Words, _ kind: Kind = .text, columns: [FieldColumn], length: Int? = nil,
    titles: [String] = [], isCorrectable: Bool = true, isInMessages: Bool = false, isFoundAmongNotes: Bool = false,
    json: @escaping @Sendable (Document) -> [(String, JSON)], get: @escaping @Sendable (Document) -> String,
    set: @escaping @Sendable (inout Document, String) -> Bool
  ) {
    rawValue = name
    self.words = words
    self.kind = kind
    self.columns = columns
    let texts = kind == .text || kind == .code ? columns.compactMap(\.limit?.upperBound).reduce(0, +) : Lengths.code
    self.length = length ?? texts
    self.titles = titles
    self.isCorrectable = isCorrectable
    self.isInMessages = isInMessages
    self.isFoundAmongNotes = isFoundAmongNotes
    self.json = json
    self.get = get
    self.set = set
  }

  /// The field a correction names; `nil` for one this version does not know, and for one nobody may correct.
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
  /// Those that a clerk may correct.
  public static let allCases = all.filter(\.isCorrectable)
}

extension Field {
  /// Whether a stored text is a value the field can hold. What others write is asked before it stands in a register: a day
  /// that is none would keep every list from being read.
  public func canHold(_ stored: String) -> Bool {
    var document = Document.blank
    return set(&document, stored)
  }

  /// The columns of all fields, in the order in which a register's row holds them.
  public static let columns = all.flatMap(\.columns)
}

extension Document {
  /// The value of a field as it is stored, empty where there is none. Nơi nhận are no part of a document and always empty.
  public func value(of field: Field) -> String { field.get(self) }

  /// The value of a field as a clerk reads it in Vietnamese: days as 05/03/2026, a grade in words.
  public func display(of field: Field) -> String {
    let stored = value(of: field)
    switch field.kind {
    case .day: return Day(stored)?.display ?? stored
    case .urgency: return urgency.words.vietnamese
    case .text, .code, .amount: return stored
    }
  }

  /// Sets a field from its stored form; a text that is no value of the field leaves it as it was.
  public mutating func set(_ field: Field, to stored: String) { _ = field.set(&self, stored) }

  /// A document before its fields are set.
  public static let blank = Document(code: "", organName: "", issuedDate: .first, typeName: "", subject: "")
}
