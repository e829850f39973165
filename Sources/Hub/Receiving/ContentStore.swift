import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// Where complete contents are stored: each in a file named by its SHA-256, or in the database.
enum ContentStore {
  case folder(String)
  case database

  static func file(_ folder: String, _ hash: Hash256) -> String {
    "\(folder)/\(hash.description.prefix(2))/\(hash)"
  }

  /// Reads bytes of a complete content.
  func read(_ hash: Hash256, piece: Int, offset: Int, count: Int, _ db: Database) throws -> [UInt8] {
    switch self {
    case .folder(let folder):
      let path = ContentStore.file(folder, hash)
      guard let file = try OpenFile(path) else { throw HubStorageRefusal.damaged(path) }
      let bytes = try file.read(count, at: piece * WireLimits.piece + offset)
      guard bytes.count == count else { throw HubStorageRefusal.damaged(path) }
      return bytes
    case .database:
      let bytes = try Data.fetchOne(
        db.cachedStatement(
          sql: "SELECT substr(bytes, ?, ?) FROM pieces WHERE sha256 = ? AND sender = '' AND piece = ?"),
        arguments: [offset + 1, count, hash, piece])
      guard let bytes, bytes.count == count else { throw DatabaseError.damaged }
      return Array(bytes)
    }
  }
}
