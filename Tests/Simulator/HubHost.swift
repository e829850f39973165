import Exchange
import FoundationEssentials
import GRDB
import Hub
import Records

/// The machine the hub runs on: real code, its clock and chance from the world, its disk ours.
final class HubHost {
  private unowned let world: World
  private var disk: Disk
  let keys: HubKeys
  private(set) var hub: Hub
  private(set) var watcher: DatabaseQueue
  var isFull = false
  /// Which start of the program this is: answers begun before it are dead.
  private(set) var life = 0
  /// What was acknowledged: it must be there after any crash.
  private(set) var promised: [String: (sequence: Int, hash: Hash256)] = [:]

  init(_ world: World, _ folder: String) throws {
    self.world = world
    disk = Disk(folder)
    keys = try HubKeys(HubHost.machine(world))
    hub = try Hub.inOneFile(disk.path, name: HubHost.name, keys: keys, machine: HubHost.machine(world))
    watcher = try DatabaseQueue(path: disk.path)
  }

  private static let name = "VP UBND tỉnh Cao Bằng"

  private static func machine(_ world: World) -> Machine {
    Machine(
      now: { [unowned world] in Int(world.tick()) }, random: { [unowned world] in world.random() },
      free: { [unowned world] _ in world.isHubFull ? 1 << 20 : nil })
  }

  func mark() -> Disk.Mark { disk.mark() }

  private func start() throws {
    life += 1
    hub = try Hub.inOneFile(disk.path, name: HubHost.name, keys: keys, machine: HubHost.machine(world))
    watcher = try DatabaseQueue(path: disk.path)
  }

  /// Power is gone while something may have been written behind `mark`.
  func crash(since mark: Disk.Mark?, torn: (Int) -> Int) throws {
    disk.crash(since: mark, torn: torn)
    try start()
    try checkPromises()
  }

  /// A backup as the administrator makes it.
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

  func promise(_ position: Position) {
    let name = "\(position.station).\(position.epoch)"
    if position.sequence > promised[name]?.sequence ?? 0 { promised[name] = (position.sequence, position.hash) }
  }

  /// What was acknowledged is here, and is what it was.
  func checkPromises() throws {
    for (name, promise) in promised.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: ".")
      let hash = try watcher.read { db in
        try Data.fetchOne(
          db, sql: "SELECT hash FROM entries WHERE station = ? AND epoch = ? AND sequence = ?",
          arguments: [String(parts[0]), Int(parts[1])!, promise.sequence])
      }
      if hash.map(Array.init) != promise.hash.bytes {
        world.problem("I1", "\(name).\(promise.sequence) was acknowledged and is not at the hub")
      }
    }
  }

  /// Changes whenever somebody else has committed anything.
  func version() throws -> Int { try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version")! } }
}
