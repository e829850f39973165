import GRDB
import Records
import Vietnamese

/// The search index over every field, note, instruction and text of files, folded.
struct SearchIndex {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// Writes the index lines of these documents anew; those of documents that are gone go too.
  ///
  /// - Parameter known: lines as they stand, for those that need not be read again.
  func update(_ documents: Set<Int64>, known: [Int64: DocumentLine] = [:]) throws {
    guard !documents.isEmpty else { return }
    let statement = try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO search (rowid, code, organ, subject, people, note, content, facts)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for id in documents.sorted() {
      let read = DocumentLine.byID
      guard let line = try known[id] ?? DocumentLine.fetchOne(db.cachedStatement(sql: read), arguments: [id]) else {
        try db.cachedStatement(sql: "DELETE FROM search WHERE rowid = ?").execute(arguments: [id])
        continue
      }
      let document = line.document
      let people = [line.toPlaces, document.signer?.display ?? "", try recipients(of: line)]
      let note = [document.note, line.instruction, line.progress, line.answer, line.reason, document.documentID]
      try statement.execute(arguments: [
        id, tokens(SearchIndex.spellings(of: document.code) + " " + line.numberText), tokens(document.organName),
        tokens(document.subject),
        tokens(people.joined(separator: " ")), tokens(note.compactMap(\.self).joined(separator: " ")),
        try content(of: line), SearchIndex.facts(of: line),
      ])
    }
  }

  /// A number below ten is written with a zero before it or without; it is found
  /// either way.
  private static func spellings(of code: String) -> String {
    let digits = code.prefix { $0.isASCII && $0.isNumber }
    if digits.count == 1 { return "\(code) 0\(code)" }
    if digits.first == "0" { return "\(code) \(code.drop { $0 == "0" })" }
    return code
  }

  private func tokens(_ text: String) -> String { searchTokens(text).joined(separator: " ") }

  /// What filters ask for, as single tokens that nothing typed can be: they begin with `=`.
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
    return texts.map { row in
      let (name, text): (String, String?) = (row[0], row[1])
      return tokens(name) + " " + tokens(text ?? "")
    }.joined(separator: " ")
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
