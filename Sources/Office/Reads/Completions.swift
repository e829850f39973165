import GRDB
import Records
import Vietnamese

/// What was typed before: the office completes from its own registers.
extension Office {
  /// Units and persons documents were handed to, the most used first.
  public func units(matching typed: String = "", limit: Int = 20) throws -> [String] {
    try recent(
      "SELECT unit FROM (SELECT unit, unitKey FROM assignment ORDER BY document DESC LIMIT 4000) GROUP BY unitKey ORDER BY count(*) DESC",
      matching: typed, limit: limit)
  }

  /// Agencies documents came from, the most used of the last ones first.
  public func correspondents(matching typed: String = "", limit: Int = 20) throws -> [String] {
    try recent(
      """
      SELECT organName FROM (
        SELECT organName, organKey FROM document WHERE direction = 'incoming' AND organName <> '' ORDER BY id DESC LIMIT 4000)
      GROUP BY organKey ORDER BY count(*) DESC
      """, matching: typed, limit: limit)
  }

  /// People who signed documents of this office.
  public func signers(matching typed: String = "", direction: Book.Direction, limit: Int = 20) throws -> [Signer] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT signerPosition, signerName FROM (
            SELECT signerPosition, signerName FROM document WHERE direction = ? AND signerName IS NOT NULL
            ORDER BY id DESC LIMIT 2000)
          GROUP BY 1, 2 ORDER BY count(*) DESC
          """, arguments: [direction.rawValue]
      ).map { Signer(position: $0[0], fullName: $0[1]) }
    }.filter { matches($0.display, typed) }.prefix(limit).map(\.self)
  }

  /// Subjects typed before that begin so, the latest first.
  public func subjects(matching typed: String, direction: Book.Direction, limit: Int = 10) throws -> [String] {
    try recent(
      """
      SELECT subject FROM (
        SELECT subject, id FROM document WHERE direction = '\(direction.rawValue)' ORDER BY id DESC LIMIT 2000)
      GROUP BY subject ORDER BY max(id) DESC
      """, matching: typed, limit: limit)
  }

  /// The last document of this agency: what its symbol, type and signer usually are.
  public func lastDocument(from organName: String) throws -> DocumentLine? {
    try read { db in
      try DocumentLine.fetchOne(
        db,
        sql: """
          SELECT \(DocumentLine.columns) FROM (SELECT * FROM document WHERE direction = 'incoming' ORDER BY id DESC LIMIT 4000)
            AS document
          WHERE organKey = ? ORDER BY id DESC LIMIT 1
          """, arguments: [OrganDirectory.nameKey(organName)])
    }
  }

  private func recent(_ sql: String, matching typed: String, limit: Int) throws -> [String] {
    try read { try String.fetchAll($0, sql: sql) }.filter { matches($0, typed) }.prefix(limit).map(\.self)
  }

  /// Every folded word typed begins a word of the text.
  private func matches(_ text: String, _ typed: String) -> Bool {
    let words = searchTokens(text)
    return searchTokens(typed).allSatisfy { typed in words.contains { $0.hasPrefix(typed) } }
  }
}
