import Foundation
import GRDB

/// What the hub signed last, kept as it came. A hub that was put back from a copy has not what it signed: this proves it.
public enum Evidence: String, Sendable {
  /// Its receipt for this station's journal.
  case receipt
  /// Its seal over entries of its own journal, which lie in `journal`.
  case seal
}

extension Desk {
  public func keep(_ evidence: Evidence, _ bytes: [UInt8]) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO evidence (kind, bytes) VALUES (?, ?)")
      .execute(arguments: [evidence.rawValue, bytes.data])
  }
}

extension Office {
  /// `nil` where nothing was signed yet.
  public func evidence(_ kind: Evidence) throws -> [UInt8]? {
    try read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT bytes FROM evidence WHERE kind = ?"), arguments: [kind.rawValue]
      ).map(Array.init)
    }
  }
}
