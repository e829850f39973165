import Exchange
import GRDB
import Records
import RecordsSQL

/// The hub of a province: it keeps the journals of all stations, delivers to every office the entries that concern it,
/// and signs receipts for what it holds. The rules are in docs/internals/exchange.md; `Concern` decides whom an entry
/// concerns.
///
/// For one caller at a time. Clock and randomness come from `System`; nothing is acknowledged before it is on the
/// disk.
public final class Hub {
  public let name: String
  /// Its name as a station.
  public let station: StationName
  public let keys: HubKeys
  public let system: System
  /// The data folder, or the file if everything is kept in one.
  public let path: String
  /// Identifies this incarnation of the hub's data; changes after a restore.
  public internal(set) var incarnation: UInt64
  /// The epoch of its own journal that is being written.
  var epoch: Int

  package let database: DatabaseQueue
  let contents: ContentStore
  /// All agencies; read when first needed, and again after a change.
  private var knownDirectory: OrganDirectory?
  private var knownVersion: Int?
  /// The head of the hub's own journal when the agencies were read: listing agencies writes an entry there.
  private var knownHead: Int?
  /// The actor recorded in the audit log.
  public internal(set) var actor = AuditActor.local()
  /// Which documents belong to which office, cached for the known directory.
  var authors = Authors()
  /// The fencing token of each station's newest packet: an older packet is not read any further.
  var newest: [StationName: Int] = [:]
  /// The oversteps of allowances that were already logged today.
  var toldOversteps: Set<String> = []
  /// How many packets of others each station has brought in this hour (`CarriedExchange`).
  var carried: (hour: Int, counts: [StationName: Int]) = (0, [:])
  /// The meter of recent wrong tries.
  var meter = Meter()

  /// The transaction that `looking` has open.
  private var looked: Database?

  /// The paths of the marks (`HubMark`); a hub in memory has none.
  let marks: [String]
  /// The marks that could not be written.
  let unwritten = MarkTroubles()
  /// When the marks were last written (milliseconds since 1970), and with what contents.
  var markedAt = 0
  var lastMark: HubMark?
  /// When set, the marks are not overwritten: in a hub that is only looked at, and while they are evidence that the
  /// administrator has to look at.
  var keepsMarks = false

  init(
    path: String, database: DatabaseQueue, contents: ContentStore, keys: HubKeys, system: System,
    marks: [String] = []
  ) throws {
    self.path = path
    self.marks = marks
    self.database = database
    self.contents = contents
    self.keys = keys
    self.system = system
    guard
      let row = try database.read({
        try Row.fetchOne($0, sql: "SELECT name, station, log, epoch, signingKey, agreementKey FROM hub")
      }), let station = StationName.fromDatabaseValue(row[1])
    else { throw HubStorageRefusal.foreign(path) }
    guard row[4] == keys.signing.publicKey.rawRepresentation, row[5] == keys.agreement.publicKey.rawRepresentation
    else { throw HubStorageRefusal.keys(path) }
    name = row[0]
    self.station = station
    incarnation = UInt64(bitPattern: row[2])
    epoch = row[3]
  }

  /// All agencies the hub knows: those shipped with the program, overridden by its own.
  public var directory: OrganDirectory { get throws { try read(directory) } }

  func directory(_ db: Database) throws -> OrganDirectory {
    try refresh(db)
    if let knownDirectory { return knownDirectory }
    let directory = try Hub.storedDirectory(db)
    knownDirectory = directory
    return directory
  }

  /// The shipped agencies, overridden by the hub's own.
  static func storedDirectory(_ db: Database) throws -> OrganDirectory { .shipped.adding(try Hub.ownOrgans(db)) }

  /// A number that grows whenever agencies are listed, because that is written in the hub's own journal.
  static func organsVersion(_ db: Database) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT max(place) FROM journals WHERE station = (SELECT station FROM hub)")) ?? 0
  }

  func forgetDirectory() {
    knownDirectory = nil
    authors = Authors()
  }

  /// Drops cached state when another process has written to the data: an administrator's command while the hub serves.
  func refresh(_ db: Database) throws {
    let version = try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version"))
    guard version != knownVersion, let row = try Row.fetchOne(db, sql: "SELECT log, epoch FROM hub") else { return }
    knownVersion = version
    incarnation = UInt64(bitPattern: row[0])
    epoch = row[1]
    // A line of the audit log changes `data_version` too, but no agency.
    let head = try Hub.organsVersion(db)
    if head != knownHead { forgetDirectory() }
    knownHead = head
  }

  /// Today in Vietnam.
  public var today: Day { day(of: system.now()) }

  func day(of milliseconds: Int) -> Day { Day(unixSeconds: milliseconds / 1_000) }

  /// Reads in one transaction; within `looking`, in the one that is open.
  package func read<T>(_ body: (Database) throws -> T) throws -> T {
    if let looked { return try body(looked) }
    return try HubStorageRefusal.translating(path) { try database.readTogether(body) }
  }

  /// Runs `body` with all its reads in one transaction: to begin and end one takes as long as a look-up. Nothing may be
  /// written meanwhile.
  func looking<T>(_ body: () throws -> T) throws -> T {
    try read { db in
      looked = db
      defer { looked = nil }
      return try body()
    }
  }

  /// Runs `body` in a transaction, which is on the disk when this returns.
  @discardableResult
  func write<T>(_ body: (Database) throws -> T) throws -> T {
    let result = try commit("FULL", body)
    renewMarks()
    return result
  }

  /// Like `write`, but does not wait for fsync. Use it for data nobody was promised: a power cut may lose this commit,
  /// never an earlier `write`.
  func note(_ body: (Database) throws -> Void) throws { try commit("NORMAL", body) }

  /// Runs `body` in a transaction. Each commit sets `synchronous` explicitly, so it never inherits the previous
  /// commit's setting.
  private func commit<T>(_ safety: String, _ body: (Database) throws -> T) throws -> T {
    try HubStorageRefusal.translating(path) {
      try database.writeWithoutTransaction { db in
        // SQLite applies this PRAGMA when the statement is prepared; a cached statement would apply it only once.
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
