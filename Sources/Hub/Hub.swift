import Exchange
import GRDB
import Records

/// What holds a province together: it keeps the journals of all stations, gives every office what concerns it, and says with its
/// signature what it holds. The rules are in docs/internals/exchange.md; whom an entry concerns says `Concern`.
///
/// For one caller at a time. Clock and chance come from `Machine`; nothing is said to be held before it is on the disk.
public final class Hub {
  public let name: String
  /// Its name as a station.
  public let station: StationName
  public let keys: HubKeys
  public let machine: Machine
  /// The folder, or the file where all is in one.
  public let path: String
  /// Names this life of the data.
  public internal(set) var log: UInt64
  /// The epoch of its own journal that is being written.
  var epoch: Int

  package let database: DatabaseQueue
  let contents: ContentStore
  /// The agencies as they are known here; made when it is first asked for, and again after a change.
  private var knownDirectory: OrganDirectory?
  private var knownVersion: Int?
  /// Head of the hub's own journal when the agencies were read: whoever lists agencies writes there.
  private var knownHead: Int?
  /// On whose behalf it acts, for the audit log.
  public internal(set) var actor = AuditActor.local()
  /// Whose documents are whose, by the directory as it is known.
  var authors = Authors()
  /// Which packet of a station is the newest: an older one is not read on.
  var newest: [StationName: Int] = [:]
  /// What was written down today of offices that wanted more than they may.
  var toldOversteps: Set<String> = []
  /// What parties cost lately.
  var meter = Meter()

  /// The state that is looked at.
  private var looked: Database?

  /// Where the marks lie (`HubMark`); a hub in memory has none.
  let marks: [String]
  /// Which of them could not be written.
  let unwritten = MarkTroubles()
  /// When they were written, and what they said.
  var markedAt = 0
  var lastMark: HubMark?
  /// They prove what the administrator has to look at.
  var keepsMarks = false

  init(
    path: String, database: DatabaseQueue, contents: ContentStore, keys: HubKeys, machine: Machine,
    marks: [String] = []
  ) throws {
    self.path = path
    self.marks = marks
    self.database = database
    self.contents = contents
    self.keys = keys
    self.machine = machine
    guard
      let row = try database.read({
        try Row.fetchOne($0, sql: "SELECT name, station, log, epoch, signingKey, agreementKey FROM hub")
      }), let station = StationName(row[1])
    else { throw HubStorageRefusal.foreign(path) }
    guard row[4] == keys.signing.publicKey.rawRepresentation, row[5] == keys.agreement.publicKey.rawRepresentation
    else { throw HubStorageRefusal.keys(path) }
    name = row[0]
    self.station = station
    log = UInt64(bitPattern: row[2])
    epoch = row[3]
  }

  /// All agencies the hub knows: those of the program, and its own over them.
  public var directory: OrganDirectory { get throws { try read(directory) } }

  func directory(_ db: Database) throws -> OrganDirectory {
    try refresh(db)
    if let knownDirectory { return knownDirectory }
    let directory = try Hub.storedDirectory(db)
    knownDirectory = directory
    return directory
  }

  /// The agencies of the program, and the hub's own over them.
  static func storedDirectory(_ db: Database) throws -> OrganDirectory {
    let own = try Hub.ownOrgans(db)
    var organs = OrganDirectory.shipped.organs
    let places = Dictionary(organs.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for organ in own {
      if let place = places[organ.id] { organs[place] = organ } else { organs.append(organ) }
    }
    return own.isEmpty ? .shipped : OrganDirectory(organs)
  }

  /// Grows whenever agencies are listed: that is written in the hub's own journal.
  static func organsVersion(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT max(place) FROM journals WHERE station = (SELECT station FROM hub)")) ?? 0
  }

  func forgetDirectory() {
    knownDirectory = nil
    authors = Authors()
  }

  /// Forgets what it knew when another process wrote to the same data: an administrator's command while the hub serves.
  func refresh(_ db: Database) throws {
    let version = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
    guard version != knownVersion, let row = try Row.fetchOne(db, sql: "SELECT log, epoch FROM hub") else { return }
    knownVersion = version
    log = UInt64(bitPattern: row[0])
    epoch = row[1]
    // A line of the audit log is a change too, and changes no agency.
    let head = try Hub.organsVersion(db)
    if head != knownHead { forgetDirectory() }
    knownHead = head
  }

  /// The day in Việt Nam.
  public var today: Day { day(of: machine.now()) }

  func day(of milliseconds: Int) -> Day { Day(unixSeconds: milliseconds / 1_000) }

  /// One consistent state; within `looking` the one that is looked at.
  package func read<T>(_ body: (Database) throws -> T) throws -> T {
    if let looked { return try body(looked) }
    return try HubStorageRefusal.translating(path) {
      // Not `read`: that sets `PRAGMA query_only`, by which SQLite reads every statement anew that was kept.
      try database.unsafeRead { db in
        let changes = db.totalChangesCount
        var result: T?
        try db.inTransaction(.deferred) {
          result = try body(db)
          return .commit
        }
        assert(db.totalChangesCount == changes, "written where it is only read")
        return result!
      }
    }
  }

  /// All that is read in `body` is read from one state, in one transaction: to begin one and to end it takes as long as to look
  /// something up. Nothing may be written meanwhile.
  func looking<T>(_ body: () throws -> T) throws -> T {
    try read { db in
      looked = db
      defer { looked = nil }
      return try body()
    }
  }

  /// All of `body` is on the disk after this, or nothing of it.
  @discardableResult
  func write<T>(_ body: (Database) throws -> T) throws -> T {
    let result = try commit("FULL", body)
    renewMarks()
    return result
  }

  /// The same without waiting for the disk, for what nobody is promised: power may take it, and takes nothing that was written before.
  func note(_ body: (Database) throws -> Void) throws { try commit("NORMAL", body) }

  /// Every commit says how safe it is to be, so that none takes over the one before it.
  private func commit<T>(_ safety: String, _ body: (Database) throws -> T) throws -> T {
    try HubStorageRefusal.translating(path) {
      try database.writeWithoutTransaction { db in
        // SQLite does this while it reads the statement: one that is kept would do it once.
        try db.execute(sql: "PRAGMA synchronous = \(safety)")
        var result: T?
        try db.inTransaction(.immediate) {
          try refresh(db)
          result = try body(db)
          return .commit
        }
        return result!
      }
    }
  }
}
