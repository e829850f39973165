import GRDB
import GRDBSQLite
import Records

/// Stored as text, its 8 digits.
extension StationName: DatabaseValueConvertible, StatementColumnConvertible {
  public var databaseValue: DatabaseValue { description.databaseValue }

  public static func fromDatabaseValue(_ value: DatabaseValue) -> StationName? {
    String.fromDatabaseValue(value).flatMap { StationName($0) }
  }

  public init?(sqliteStatement statement: SQLiteStatement, index: CInt) {
    guard sqlite3_column_type(statement, index) == SQLITE_TEXT, let text = sqlite3_column_text(statement, index) else {
      return nil
    }
    let count = Int(sqlite3_column_bytes(statement, index))
    self.init(digits: UnsafeBufferPointer(start: text, count: count))
  }
}
