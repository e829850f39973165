import GRDB
import Records

extension Row {
  /// Returns a value of a type that has values which are never stored: a file that has one of them is damaged. (GRDB's
  /// subscript ends the program then.)
  public func stored<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ index: Int) throws -> Value {
    do { return try decode(Value.self, atIndex: index) } catch is RowDecodingError { throw DatabaseError.damaged }
  }
}

extension JournalName {
  /// - Parameter first: the column of the station; the epoch is in the next one.
  public init(_ row: Row, from first: Int = 0) throws {
    self.init(station: try row.stored(first), epoch: row[first + 1])
  }
}

extension EntryReference {
  /// - Parameter first: the column of the station; epoch and sequence are in the next two.
  public init(_ row: Row, from first: Int = 0) throws {
    self.init(station: try row.stored(first), epoch: row[first + 1], sequence: row[first + 2])
  }
}

extension DatabaseError {
  /// A value that no program of ours writes.
  public static let damaged = DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a value that was never written")
}
