import GRDB
import Vietnamese

/// The searches that a clerk keeps on this PC, in the order of the dictionary; they are no acts.
extension Office {
  public func savedSearches() throws -> [(name: String, query: String)] {
    try read { try Row.fetchAll($0, sql: "SELECT name, query FROM savedSearch").map { (name: $0[0], query: $0[1]) } }
      .sortedByWords(\.name)
  }

  /// Saves a search under a name, replacing an earlier one; an empty query deletes the name.
  public func saveSearch(_ name: String, _ query: String) throws {
    try write { db in
      try db.execute(sql: "DELETE FROM savedSearch WHERE name = ?", arguments: [name])
      if !query.isEmpty {
        try db.execute(sql: "INSERT INTO savedSearch (name, query) VALUES (?, ?)", arguments: [name, query])
      }
    }
  }
}

enum SavedSearch {
  /// Converts saved searches of earlier versions. Quoted phrases used to ignore marks and are exact now: those without
  /// marks become adjacent words, so that they find the same as before (`"ho ngheo"` becomes `ho-ngheo`).
  static func keepLoose(_ db: Database) throws {
    for row in try Row.fetchAll(db, sql: "SELECT name, query FROM savedSearch") {
      let (name, query): (String, String) = (row[0], row[1])
      try db.execute(sql: "UPDATE savedSearch SET query = ? WHERE name = ?", arguments: [loose(query), name])
    }
  }

  static func loose(_ query: String) -> String {
    var (loose, rest) = ("", Substring(query))
    while let open = rest.firstIndex(of: "\"") {
      let phrase = rest[rest.index(after: open)...].prefix { $0 != "\"" }
      guard phrase.endIndex < rest.endIndex else { break }
      let end = rest.index(after: phrase.endIndex)
      let words = searchWords(String(phrase))
      let isLoose = !words.isEmpty && !words.contains(where: \.hasMarks)
      loose += rest[..<open] + (isLoose ? words.map(\.folded).joined(separator: "-") : String(rest[open..<end]))
      rest = rest[end...]
    }
    return loose + rest
  }
}
