import Foundation
import GRDB
import GRDBSQLite
import Records

/// Stored as a blob, its 32 bytes.
extension Hash256: DatabaseValueConvertible, StatementColumnConvertible {
  public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

  public static func fromDatabaseValue(_ value: DatabaseValue) -> Hash256? {
    guard case .blob(let data) = value.storage else { return nil }
    return Hash256(data)
  }

  public init?(sqliteStatement statement: SQLiteStatement, index: CInt) {
    guard sqlite3_column_type(statement, index) == SQLITE_BLOB, let start = sqlite3_column_blob(statement, index) else {
      return nil
    }
    self.init(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
  }
}
