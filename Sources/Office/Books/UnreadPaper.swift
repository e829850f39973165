import GRDB

/// Books that this PC may number again after it had to wait for that: another PC may have written numbers on paper
/// meanwhile, which no exchange brings if it is lost. So the last number on paper is asked for first.
enum UnreadPaper {
  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE unreadPaper (
          -- This PC alone: a book that it may number again, and whose last number on paper it has to be told first.
          book TEXT PRIMARY KEY
        ) WITHOUT ROWID
        """)
  }

  static func books(_ db: Database) throws -> Set<String> {
    try String.fetchSet(db.cachedStatement(sql: "SELECT book FROM unreadPaper"))
  }

  static func contains(_ book: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM unreadPaper WHERE book = ?)"), arguments: [book])!
  }

  static func add(_ books: Set<String>, _ db: Database) throws {
    for book in books.sorted() {
      try db.execute(sql: "INSERT OR IGNORE INTO unreadPaper (book) VALUES (?)", arguments: [book])
    }
  }

  static func remove(_ book: String, _ db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM unreadPaper WHERE book = ?").execute(arguments: [book])
  }
}
