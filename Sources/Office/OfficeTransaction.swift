import GRDB
import Records
import RecordsSQL

/// An open transaction of the office's file, in which a clerk acts. The verbs are its methods, one file each.
///
/// A verb reads the registers, decides, and ends in `write`: one entry in the journal, applied at once.
public final class OfficeTransaction {
  /// The actor and the time. Bulk work (import, sample) may change them between acts.
  public var context: ActContext
  let db: Database
  let profile: OfficeProfile?
  private(set) var station: Station
  private let together: Bool
  /// Determined once in a transaction.
  private(set) lazy var fileDamage = foundDamage()
  private let foundDamage: () -> StorageRefusal?
  /// - Parameter isProvinceChanged: whether this transaction has read something of the hub's journal, which may yet be
  ///   rolled back.
  private let knownDirectory: (Database, _ isProvinceChanged: Bool) throws -> OrganDirectory
  private let path: String
  /// The trouble with the key beside the file; determined once in a transaction.
  private(set) lazy var keyTrouble = Result {
    path.isEmpty ? nil : try KeyBeside(path).trouble(path, db)
  }
  private var group: EntryReference?
  private var touched: Set<Int64> = []
  /// Documents that are as they were, but may be in another place on their way.
  private var moved: Set<Int64> = []
  /// Whether the hub has said something about who takes part in the exchange.
  private(set) var isProvinceChanged = false
  /// Lines as they are now, of those read in this transaction: no other connection writes while it is open.
  private var lines: [Int64: DocumentLine] = [:]
  private let insertion: Statement
  /// Why the hub accepts nothing from this station; determined once in a transaction.
  private lazy var refused = Result { try replacement }
  /// Checked once in a transaction.
  private var isDayExpected = false

  init(
    _ db: Database, context: ActContext, together: Bool, path: String, foundDamage: @escaping () -> StorageRefusal?,
    directory: @escaping (Database, _ isProvinceChanged: Bool) throws -> OrganDirectory
  ) throws {
    self.db = db
    knownDirectory = directory
    self.path = path
    self.foundDamage = foundDamage
    self.context = context
    self.together = together
    station = try Station.read(db)
    profile = try .read(db)
    insertion = try db.cachedStatement(sql: Journal.insertion)
  }

  /// Whether this station writes: not before all its earlier entries are back from the hub.
  var isAlive: Bool { station.epoch > 0 }

  /// Whether the hub holds another history under this station's name: then no number is given.
  var isForked: Bool {
    get throws {
      try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM hub WHERE refusal = 'fork')"))!
    }
  }

  var mustConfirmNumbers: Bool {
    get { station.mustConfirmNumbers }
    set { station.mustConfirmNumbers = newValue }
  }

  /// Writes one entry and applies it.
  ///
  /// - Parameter isByItself: whether the program writes it and no clerk: what it reports of a document waits with the
  ///   rest until a station that was replaced is enrolled again.
  @discardableResult
  func write(_ act: Act, isByItself: Bool = false) throws -> JournalEntry {
    if !isByItself, let refusal = try refused.get() { throw refusal }
    precondition(!context.clerk.utf8.contains(10), "a clerk's name is one line")
    if !isDayExpected {
      if case .keyOfOther(let path)? = try keyTrouble.get() { throw StorageRefusal.keyOfOther(path) }
      try expectDayKnown()
      isDayExpected = true
    }
    let reference = try station.next()
    if together, group == nil, act.document != nil { group = reference }
    station.time = HybridTime.next(after: station.time, now: context.milliseconds)
    let entry = JournalEntry(
      reference: reference, time: station.time!, day: context.day, clerk: context.clerk, group: group, act: act)
    let stored = try StoredAct.text(of: act)
    station.hash = SHA256.hash(
      station.hash,
      JournalEntry.hashed(
        reference: reference, time: entry.time, day: entry.day, clerk: entry.clerk, group: group, storedAct: stored))
    try insertion.execute(arguments: [
      reference.station, reference.epoch, reference.sequence, entry.time.packed, entry.day.description, entry.clerk,
      group?.description, stored, station.hash,
    ])
    try applied(SourcedEntry(entry: entry, isReceived: false))
    return entry
  }

  /// Applies an entry to the registers, ours or another's.
  func applied(_ sourced: SourcedEntry) throws {
    touch(try Registers(db).apply(sourced))
  }

  func touch(_ documents: [Int64]) {
    for document in documents {
      touched.insert(document)
      lines[document] = nil
    }
  }

  /// Records that another station of the office has acted at that time: this one's acts from now on get later times. A
  /// time from the year 2200 on (`HybridTime.endless`) is ignored: no clock shows it, and after the last one of them
  /// there would be no later time.
  func observe(_ time: HybridTime) {
    guard time < HybridTime.endless else { return }
    station.time = max(station.time ?? time, time)
  }

  /// Called when our own entries have come back from the hub, of this epoch or of a later one: the file was an old
  /// copy. What it lacked is there now. Begins a new epoch, in which no number is given until the last ones used on
  /// paper are confirmed.
  public func goOnAfterOldCopy() throws {
    guard isAlive else { return }
    let name = try stationID
    let last = try Int.fetchOne(db, sql: "SELECT max(epoch) FROM journal WHERE station = ?", arguments: [name])
    let head = try JournalHead.of(JournalName(station: name, epoch: max(last ?? 0, station.epoch)), db)
    if (head.epoch, head.sequence) > (station.epoch, station.sequence) { try live(from: head) }
  }

  var stationID: StationName {
    get throws { try station.name }
  }

  /// Continues after the last entry of an earlier epoch.
  func live(from head: JournalHead) throws {
    (station.epoch, station.sequence, station.hash) = (head.epoch, head.sequence, head.hash)
    try goOn(inEpoch: newEpoch(after: [head.epoch]))
  }

  /// Returns the number of a new epoch.
  ///
  /// A hub that was put back may have forgotten epochs of this station. Where the PC's clock is years behind, only the
  /// hub's journal, which it has begun anew since, keeps their numbers from being used again.
  func newEpoch(after known: [Int]) throws -> Int {
    let time = try Int64.fetchOne(
      db,
      sql: """
        SELECT time FROM journal WHERE station = (SELECT station FROM hub) ORDER BY epoch DESC, sequence DESC LIMIT 1
        """)
    return context.newEpoch(after: known, orBy: time.map { HybridTime(packed: $0).milliseconds } ?? 0)
  }

  /// Begins an epoch: what was written before the restore or copy keeps its names.
  ///
  /// - Returns: the last of those names.
  func beginEpoch(_ epoch: Int) throws -> EntryReference {
    precondition(epoch > station.epoch, "an epoch is never used again")
    let last = try station.last
    station.epoch = epoch
    station.sequence = 0
    return last
  }

  /// Completes the transaction: destroys contents that were taken back, checks contents that have arrived, informs
  /// senders, stores the end of our chain, and indexes every document touched.
  func finish() throws {
    try Contents(db).destroyUnneeded()
    try settleArrived(of: touched)
    try reportToSenders(of: touched)
    try updateDeliveries(of: touched.union(moved))
    try updateConflicts(of: touched.union(moved))
    try station.save(db)
    try SearchIndex(db).update(touched, known: lines)
  }

  /// Indexes what was touched so far: long work calls this now and then to keep the set small.
  func indexTouched() throws {
    try reportToSenders(of: touched)
    try updateDeliveries(of: touched)
    try updateConflicts(of: touched)
    try SearchIndex(db).update(touched, known: lines)
    touched.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// Remembers a line as it is now.
  func remember(_ line: DocumentLine) -> DocumentLine {
    lines[line.id] = line
    return line
  }

  func remembered(_ document: Int64) -> DocumentLine? { lines[document] }

  /// Has the deliveries of these documents looked at again.
  func outdate(_ documents: [Int64]) { moved.formUnion(documents) }

  func provinceHasChanged() { isProvinceChanged = true }

  /// The agencies that this office knows.
  var directory: OrganDirectory { get throws { try knownDirectory(db, isProvinceChanged) } }

  /// Marks a document as touched, because the content of its files changed what a search should find.
  func touch(_ document: Int64) { touched.insert(document) }
}
