import Foundation
import GRDB

/// The last things that the hub signed, as they arrived. A hub that was restored from a backup may lack what it signed:
/// these prove it.
public enum Evidence: String, Sendable {
  /// Its receipt for this station's journal.
  case receipt
  /// Its seal over entries of its own journal, which are in `journal`.
  case seal
}

extension OfficeTransaction {
  public func keep(_ evidence: Evidence, _ bytes: [UInt8]) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO evidence (kind, bytes) VALUES (?, ?)")
      .execute(arguments: [evidence.rawValue, bytes.data])
  }
}

extension Office {
  /// Returns the bytes as they arrived; `nil` if nothing was signed yet.
  public func evidence(_ kind: Evidence) throws -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM evidence WHERE kind = ?"), arguments: [kind.rawValue]
      ).map(Array.init)
    }
  }
}
