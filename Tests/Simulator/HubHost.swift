import Exchange
import FoundationEssentials
import GRDB
import Hub
import Records

/// The machine the hub runs on: the real code, with clock and random numbers of the world, and a simulated disk.
final class HubHost {
  private unowned let world: World
  private var disk: Disk
  let keys: HubKeys
  private(set) var hub: Hub
  private(set) var watcher: DatabaseQueue
  var isFull = false
  /// The number of this start of the program: answers begun before it are dead.
  private(set) var life = 0
  /// The acknowledged positions: they must be held after any crash.
  private(set) var promised: [String: JournalHead] = [:]

  init(_ world: World, _ folder: String) throws {
    self.world = world
    disk = Disk(folder)
    keys = try HubKeys(HubHost.system(world))
    hub = try Hub.inOneFile(disk.path, name: HubHost.name, keys: keys, system: HubHost.system(world))
    watcher = try DatabaseQueue(path: disk.path)
  }

  private static let name = "VP UBND tỉnh Cao Bằng"

  private static func system(_ world: World) -> System {
    System(
      now: { [unowned world] in Int(world.tick()) }, random: { [unowned world] in world.random() },
      free: { [unowned world] _ in world.isHubFull ? 1 << 20 : nil }, codeCost: .light)
  }

  func mark() -> Disk.Mark { disk.mark() }

  private func start() throws {
    life += 1
    hub = try Hub.inOneFile(disk.path, name: HubHost.name, keys: keys, system: HubHost.system(world))
    watcher = try DatabaseQueue(path: disk.path)
  }

  /// Cuts the power while something may have been written after `mark`.
  func crash(since mark: Disk.Mark?, torn: (Int) -> Int) throws {
    disk.crash(since: mark, torn: torn)
    try start()
    try checkPromises()
  }

  /// Makes a backup as the administrator does. Returns its path.
  func backup(_ name: String) throws -> String {
    let folder = "\(disk.folder)/\(name)"
    try hub.backup(to: folder)
    return "\(folder)/hub.vanthu-hub"
  }

  func restore(_ copy: String) throws {
    disk.put(back: copy)
    promised = [:]
    try start()
  }

  // MARK: promises

  /// Notes that the hub acknowledged a journal up to there: that must be so now, and from now on.
  func promise(_ position: JournalHead) throws {
    try check(position)
    let name = "\(position.station).\(position.epoch)"
    if position.sequence > promised[name]?.sequence ?? 0 { promised[name] = position }
  }

  /// Checks that what was acknowledged is held, and is the same.
  func checkPromises() throws {
    for promise in promised.sorted(by: { $0.key < $1.key }) { try check(promise.value) }
  }

  private func check(_ position: JournalHead) throws {
    guard position.sequence > 0 else { return }
    let hash = try watcher.read { db in
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT hash FROM entries WHERE station = ? AND epoch = ? AND sequence = ?"),
        arguments: [position.station.description, position.epoch, position.sequence])
    }
    if hash.map(Array.init) != position.hash.bytes {
      world.problem("I1", "\(position.reference) was acknowledged and is not at the hub")
    }
  }

  /// Returns how far the hub holds the newest epoch of a station, and the time of the last entry there.
  func end(of station: StationName) throws -> (position: JournalHead, time: HybridTime)? {
    let row = try watcher.read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT epoch, sequence, hash, time FROM entries WHERE station = ? ORDER BY epoch DESC, sequence DESC LIMIT 1
          """, arguments: [station.description])
    }
    return row.flatMap { row in
      Hash256(Array(row[2] as Data)).map {
        (JournalHead(station: station, epoch: row[0], sequence: row[1], hash: $0), HybridTime(packed: row[3]))
      }
    }
  }

  /// Returns the current key of a station, as the hub's journal states it to all stations.
  func signingKey(of station: StationName) throws -> String? {
    try watcher.read { db in
      try String.fetchOne(
        db, sql: "SELECT lower(hex(signingKey)) FROM stationKeys WHERE station = ? ORDER BY number DESC LIMIT 1",
        arguments: [station])
    }
  }

  /// Limits the pages by which the database may grow; `nil` for no limit.
  func limit(morePages: Int?) throws {
    try hub.database.read { db in
      let pages = try morePages.map { try Int.fetchOne(db, sql: "PRAGMA page_count")! + $0 }
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages ?? 1_000_000)")
    }
  }

  /// Returns a number that changes whenever another connection has committed.
  func version() throws -> Int { try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version")! } }
}
