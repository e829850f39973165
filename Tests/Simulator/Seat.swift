import Exchange
import FoundationEssentials
import GRDB
import Office
import Records
import RecordsSQL
import Sync
import Wording

/// The desk of one station: a PC with its disk, its clock, its keys and the office's file.
final class Seat: @unchecked Sendable {
  let organ: Organ.ID
  /// The number of the desk in the world.
  let number: Int
  private unowned let world: World
  var disk: Disk
  var office: Office
  var keys: StationKeys
  var station: StationName
  /// Milliseconds its clock is ahead of the world's.
  var skew: Int64 = 0

  /// The entries that its clerks were informed of, which must stay as long as this PC does.
  private(set) var told: [EntryReference: [UInt8]] = [:]
  private var seen = (epoch: 0, sequence: 0)

  /// Old copies of its file, and backups.
  var copies: [String] = []
  var backups: [String] = []
  /// Packets it sent that the hub answered, and the answers.
  var packets: [(bytes: [UInt8], restores: Int)] = []
  var answers: [[UInt8]] = []
  /// The number of its packets that the hub has accepted as proved.
  var proofs = 0
  /// Whether the hub no longer knows it, or not with these keys.
  var mustEnrol = false
  /// Whether the hub has another history: the file has to be filled from the hub again.
  var isForked = false
  /// Whether it is being filled from the hub.
  var isEmpty = false
  /// Whether there is nothing it could be filled with.
  var isGone = false
  /// Whether it was told that another PC has replaced it.
  var isTold = false
  /// Whether its disk has no space for what others send.
  var isFull = false
  /// Whether the power fails before the clerk sees anything of what is done now.
  var isFailing = false

  init(
    _ world: World, _ organ: Organ.ID, _ number: Int, disk: Disk, office: Office, keys: StationKeys
  ) throws {
    self.world = world
    self.organ = organ
    self.number = number
    self.disk = disk
    self.office = office
    self.keys = keys
    station = try office.stationName().station
  }

  var clock: Int64 { max(0, world.tick() + skew) }

  func context(_ clerk: String = "Văn thư") -> ActContext {
    // The day is read from the calendar on the wall, the time from the PC.
    ActContext(clerk: clerk, day: world.today, milliseconds: clock)
  }

  func conditions(budget: Int? = nil) -> Conditions {
    Conditions(
      clock: { [unowned self] in clock }, random: { [unowned self] in world.random() }, budget: budget,
      hasRoom: { [unowned self] in !isFull })
  }

  /// Returns how many bytes it may send in one exchange, by what it knows (I9): what the hub has not acknowledged, what
  /// the hub requests, what a colleague or another office wrote and the hub has lost, and the greeting.
  func mostBytesToSend() throws -> Int {
    let entries = try office.read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT ifnull(sum(length(CAST(j.act AS BLOB)) + length(CAST(j.clerk AS BLOB)) + 64), 0) FROM journal j
          LEFT JOIN acknowledged a ON a.station = j.station AND a.epoch = j.epoch
          WHERE j.station = (SELECT id FROM station) AND j.sequence > ifnull(a.sequence, 0)
          """)!
    }
    let contents = try office.unsentContents().reduce(0) { $0 + $1.size }
    let asked = try office.awaited().reduce(0) { $0 + 64 + $1.size >> 16 }
    let colleagues = try office.colleaguesLostAtHub().reduce(0) { bytes, held in
      let seals = try office.colleaguesSeals(after: held, most: 50).compactMap(Seal.init(stored:))
      guard let first = seals.first?.first, let last = seals.last?.last else { return bytes }
      let entries = try office.entries(of: held.journal, after: first - 1, limit: last - first + 1).entries
      return bytes + entries.reduce(160 * seals.count) { $0 + $1.hashed.count }
    }
    let broughtBack = try office.unnamed(most: 200).reduce(0) { $0 + $1.proof.count + $1.entry.hashed.count + 64 }
    return try (entries + contents + colleagues + broughtBack) * 115 / 100 + asked + 60 * office.journalHeads().count
      + 1_500
  }

  // MARK: what was written

  /// Notes the new entries in its journal: from now on the clerks rely on them.
  func collect() throws {
    let (own, rows) = try office.read { db in
      let own = try StationName.fetchOne(db, sql: "SELECT id FROM station")!
      return (
        own,
        try Row.fetchAll(
          db,
          sql: """
            SELECT epoch, sequence, hash, act FROM journal WHERE station = ? AND (epoch, sequence) > (?, ?)
            ORDER BY epoch, sequence
            """, arguments: [own, seen.epoch, seen.sequence])
      )
    }
    station = own
    try checkHead()
    for row in rows {
      let reference = EntryReference(station: own, epoch: row[0], sequence: row[1])
      let hash = Array(row[2] as Data)
      told[reference] = hash
      world.truth.add(reference, hash, row[3], of: organ)
      seen = (reference.epoch, reference.sequence)
    }
  }

  /// Checks that the chain ends where the station says.
  private func checkHead() throws {
    let row = try office.read {
      try Row.fetchOne(
        $0,
        sql: """
          SELECT s.epoch, s.sequence, j.epoch, j.sequence FROM station s JOIN journal j ON j.station = s.id
          ORDER BY j.epoch DESC, j.sequence DESC LIMIT 1
          """)
    }
    guard let row, row[0] as Int > 0, row[0] as Int != row[2] || row[1] as Int != row[3] else { return }
    world.problem(
      "I3",
      "desk \(number) is at \(row[0] as Int).\(row[1] as Int), its journal ends at \(row[2] as Int).\(row[3] as Int)")
  }

  /// Notes that there is another file now: what is in it is what there is.
  func takeOver(_ office: Office) throws {
    self.office = office
    told = [:]
    seen = (0, 0)
    try collect()
  }

  /// Cuts the power; what was being written after `mark` is torn.
  func crash(since mark: Disk.Mark?) throws {
    disk.crash(since: mark) { world.isTorn ? world.chance.below($0 + 1) : $0 }
    office = try Office.open(disk.path)
    let before = told
    seen = (0, 0)
    told = [:]
    try collect()
    for (reference, hash) in before.sorted(by: { $0.key.description < $1.key.description })
    where told[reference] != hash {
      world.problem("I1", "\(reference) was told to the clerk of desk \(number) and is gone after a crash")
    }
  }

  /// Does what a clerk does; returns `nil` when it was refused.
  @discardableResult
  func act<T>(_ body: (OfficeTransaction) throws -> T) throws -> T? {
    do {
      let result = try office.act(context(), body)
      if !isFailing { try collect() }
      return result
    } catch let refusal as any Refusal {
      world.log("refused \(type(of: refusal))")
      return nil
    }
  }
}
