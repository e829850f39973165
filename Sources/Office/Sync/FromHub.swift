import DurableFile
import GRDB
import Records
import RecordsSQL
import Wording

extension Office {
  /// Creates an empty file that is to be filled from the hub: of a station that is lost, or of one more station of an
  /// office.
  ///
  /// - Parameters:
  ///   - station: its name.
  ///   - isNew: a new station begins its journal at once; a lost one writes nothing before all it ever wrote is back.
  public static func emptyForHub(_ path: String, station: StationName, isNew: Bool) throws -> Office {
    // Created before SQLite opens it, so that SQLite opens this file and none that was put there by others.
    try FileRefusal.translating(path) { try NewFile.write([], to: path, replacing: .nothing) }
    let office = try create(path, in: path)
    try StorageRefusal.translating(path) {
      try office.database.write { db in
        try db.execute(
          sql: "INSERT INTO station (id, epoch, sequence, time, hash) VALUES (?, ?, 0, 0, ?)",
          arguments: [station, isNew ? 1 : 0, Hash256.zero])
        try GrantedLease.awaitFirst(db)
      }
    }
    return office
  }

  /// Where a file is filled from the hub, until it is complete and moved to its place.
  public static func pathOfComingBack(_ path: String) -> String { path + ".from-hub" }

  /// When a request to be enrolled was made that the hub's answer has not come to, in milliseconds since 1970; `nil`
  /// where none waits. Its keys lie beside the file meanwhile.
  public static func enrolmentWaits(_ path: String) -> Int64? {
    Folder.facts(pathOfWaitingKeys(path) + ".key").map { Int64($0.st_mtim.tv_sec) * 1000 }
  }

  /// What the keys of an unfinished enrolment lie beside.
  public static func pathOfWaitingKeys(_ path: String) -> String { path + ".new" }

  /// Whether the file is still being rebuilt from the hub.
  public func isComingBack() throws -> Bool { try read { try Station.read($0).epoch == 0 } }

  /// Moves this file, which is complete now, to its place; a file that is there is set aside.
  ///
  /// - Returns: where the file is that was there.
  public func move(to place: String, context: ActContext) throws -> String? {
    let aside = path
    try StorageRefusal.translating(aside) { try database.close() }
    try Office.quieten(aside)
    try Office.quieten(place)
    let old = try Office.setAsideFile(place, context)
    try FileRefusal.translating(place) { try Folder.move(aside, to: place, replacing: .files) }
    return old
  }
}

extension OfficeTransaction {
  /// Called when everything the hub stored of this station is back: the station writes again, in a new epoch, and gives
  /// no number until the last ones used on paper are confirmed.
  public func comeBack() throws {
    let name = try stationID
    let last = try Int.fetchOne(
      db, sql: "SELECT epoch FROM journal WHERE station = ? ORDER BY epoch DESC LIMIT 1", arguments: [name])
    guard let last else { throw FromHubRefusal.nothingThere(name) }
    try live(from: try JournalHead.of(JournalName(station: name, epoch: last), db))
    // Senders that were not informed before the loss are informed now.
    for id in try Int64.fetchAll(db, sql: "SELECT id FROM document WHERE mailbox IS NOT NULL") { touch(id) }
  }
}

public enum FromHubRefusal: Refusal, Equatable {
  case nothingThere(StationName)

  public var words: Bilingual {
    switch self {
    case .nothingThere(let station):
      Bilingual(
        "Tỉnh không giữ việc nào của máy \(station): máy ấy chưa đồng bộ lần nào. "
          + "Phục hồi từ bản sao lưu bằng vanthu restore TỆP, không có thì lập sổ mới bằng vanthu init.",
        "The hub has nothing from station \(station), which has never exchanged. "
          + "Restore a backup with vanthu restore FILE, or start again with vanthu init."
      )
    }
  }
}
