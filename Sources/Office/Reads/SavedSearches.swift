import GRDB
import Vietnamese

/// Searches a clerk keeps on this PC, in dictionary order; they are no act of the office.
extension Office {
  public func savedSearches() throws -> [(name: String, query: String)] {
    try read { try Row.fetchAll($0, sql: "SELECT name, query FROM savedSearch").map { (name: $0[0], query: $0[1]) } }
      .sortedByWords(\.name)
  }

  /// Keeps a search under a name, in place of what had it; an empty query forgets the name.
  public func saveSearch(_ name: String, _ query: String) throws {
    try StorageRefusal.translating(path) {
      try database.write { db in
        try db.execute(sql: "DELETE FROM savedSearch WHERE name = ?", arguments: [name])
        if !query.isEmpty {
          try db.execute(sql: "INSERT INTO savedSearch (name, query) VALUES (?, ?)", arguments: [name, query])
        }
      }
    }
  }
}
