import DurableFile
import GRDB
import Records
import Wording

extension Office {
  /// An empty file that is to be filled from the hub: of a station that is lost, or of one more station of an office.
  ///
  /// - Parameters:
  ///   - station: the name it bears.
  ///   - isNew: a new station begins its journal at once; a lost one has no life of its own before all it did is back.
  public static func emptyForHub(_ path: String, station: String, isNew: Bool) throws -> Office {
    // There before SQLite opens it, so that it opens this and nothing that was laid ready.
    try FileRefusal.translating(path) { try NewFile.write([], to: path, replacing: .nothing) }
    let office = try create(path, in: path)
    try StorageRefusal.translating(path) {
      try office.database.write { db in
        try db.execute(
          sql: "INSERT INTO station (id, epoch, sequence, time, hash) VALUES (?, ?, 0, 0, ?)",
          arguments: [station, isNew ? 1 : 0, Station.noHash.data])
      }
    }
    return office
  }

  /// Whether the file is still being put together from the hub.
  public func isComingBack() throws -> Bool { try read { try Station.read($0).epoch == 0 } }

  /// Moves this file, which is whole now, to its place; one that lies there is set aside.
  ///
  /// - Returns: where the file is that lay there.
  public func move(to place: String, acting: Acting) throws -> String? {
    let aside = path
    try StorageRefusal.translating(aside) { try database.close() }
    try Office.quieten(aside)
    try Office.quieten(place)
    let old = try Office.setAsideFile(place, acting)
    try FileRefusal.translating(place) { try Folder.move(aside, to: place, replacing: .files) }
    return old
  }
}

extension Desk {
  /// All that the hub held of this station is back: it lives again, in a new epoch, with the question about the numbers on paper open.
  public func comeBack() throws {
    let last = try Row.fetchOne(
      db, sql: "SELECT epoch FROM journal WHERE station = ? ORDER BY epoch DESC LIMIT 1", arguments: [stationID])
    guard let last else { throw FromHubRefusal.nothingThere(stationID) }
    try live(from: try JournalHead.of(stationID, last[0], db))
    // Senders that were not told before the loss are told now.
    for id in try Int64.fetchAll(db, sql: "SELECT id FROM document WHERE mailbox IS NOT NULL") { touch(id) }
  }
}

public enum FromHubRefusal: Refusal, Equatable {
  case nothingThere(String)

  public var words: Words {
    switch self {
    case .nothingThere(let station):
      Words(
        "Tỉnh không giữ việc nào của máy \(station): máy ấy chưa đồng bộ lần nào. Phục hồi từ bản sao lưu bằng vanthu restore TỆP, không có thì lập sổ mới bằng vanthu init.",
        "The hub holds nothing of station \(station), which never exchanged. Restore a backup with vanthu restore FILE, or begin anew with vanthu init."
      )
    }
  }
}
