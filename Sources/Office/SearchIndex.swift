import GRDB
import Records
import Vietnamese

/// The search index over every field, note, instruction and text of files: without marks and with them
/// (Schema/search.sql).
struct SearchIndex {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// Writes the index rows of these documents again; removes those of documents that are gone.
  ///
  /// - Parameter known: lines as they are now, which need not be read again.
  func update(_ documents: Set<Int64>, known: [Int64: DocumentLine] = [:]) throws {
    guard !documents.isEmpty else { return }
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO search (rowid, code, organ, subject, people, note, content, facts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for id in documents.sorted() {
      guard let line = try known[id] ?? self.line(id) else {
        try db.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?").execute(arguments: [id])
        continue
      }
      try statement.execute(arguments: StatementArguments([id] + columns(of: line)))
    }
  }

  func line(_ id: Int64) throws -> DocumentLine? {
    try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [id])
  }

  /// Returns the columns of the index for a line of the registers.
  func columns(of line: DocumentLine) throws -> [String] {
    let document = line.document
    let people = [line.toPlaces, document.signer?.display ?? "", try recipients(of: line)]
    let note =
      [document.note, line.instruction, line.progress, line.answer, line.reason]
      + Field.all.filter(\.isFoundAmongNotes).map { document.value(of: $0) }
    return [
      SearchIndex.words(SearchIndex.spellings(of: document.code) + " " + line.numberText),
      SearchIndex.words(line.author), SearchIndex.words(document.subject),
      SearchIndex.words(people.joined(separator: " ")),
      SearchIndex.words(note.compactMap(\.self).joined(separator: " ")), try content(of: line),
      SearchIndex.facts(of: line),
    ]
  }

  /// Returns the indexed words of a text; empty if there are none.
  static func words(_ text: String) -> String {
    let words = searchWords(text)
    return words.isEmpty ? "" : indexText(words)
  }

  /// A number below ten may be written with a zero before it or without; it is found either way.
  private static func spellings(of code: String) -> String {
    let digits = code.prefix { $0.isASCII && $0.isNumber }
    if digits.count == 1 { return "\(code) 0\(code)" }
    if digits.first == "0" { return "\(code) \(code.drop { $0 == "0" })" }
    return code
  }

  /// Returns what filters ask for, as single tokens that nothing typed can be: they begin with `=`.
  static func facts(of line: DocumentLine) -> String {
    var facts = [
      Fact.direction(line.direction), Fact.year(line.day.year), Fact.type(line.document.typeName),
      Fact.state(line.state),
      Fact.urgency(line.document.urgency),
    ]
    if line.files > 0 { facts.append(Fact.hasFile) }
    return facts.joined(separator: " ")
  }

  private func recipients(of line: DocumentLine) throws -> String {
    guard line.direction == .outgoing else { return "" }
    return try String.fetchAll(
      db.cachedStatement(sql: "SELECT name FROM recipient WHERE document = ? ORDER BY position"), arguments: [line.id]
    ).joined(separator: " ")
  }

  private func content(of line: DocumentLine) throws -> String {
    guard line.files > 0 else { return "" }
    let texts = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT a.name, t.text FROM attachment a LEFT JOIN fileText t USING (sha256) WHERE a.document = ?
          """), arguments: [line.id])
    return SearchIndex.words(texts.map { "\($0[0] as String) \($0[1] as String? ?? "")" }.joined(separator: " "))
  }
}

/// The tokens of the index column `facts`.
enum Fact {
  static func direction(_ direction: Book.Direction) -> String { "=chieu\(direction.rawValue)" }
  static func year(_ year: Int) -> String { "=nam\(year)" }
  static func type(_ name: String) -> String { "=loai" + searchTokens(name).joined() }
  static func state(_ state: Processing) -> String { "=trangthai\(state.rawValue.lowercased())" }
  static func urgency(_ urgency: Urgency) -> String { "=khan\(urgency.rawValue.lowercased())" }
  static let hasFile = "=cotep"
}
