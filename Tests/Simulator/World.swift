import Exchange
import Hub
import Office
import Records
import Sync
import TestSupport

/// A hub, offices and their stations, a network and couriers between them; all of it from one seed, in one thread.
final class World: @unchecked Sendable {
  let plan: Plan
  var chance: SeededRandom
  /// Milliseconds since 1970, by a clock that no machine in the world has.
  private(set) var time: Int64 = 1_795_000_000_000
  let folder = Disk.temporary()
  private(set) var host: HubHost!
  var seats: [Seat] = []
  /// PCs that were replaced and work on.
  var formerLives: [Seat] = []
  var truth = Truth()
  /// The offices that take part.
  private(set) var organs: [Organ.ID] = []
  /// All offices that documents are sent to: these, and that of the liar.
  lazy var correspondents = organs
  /// The liar, in a world that has one.
  var liar: Liar?
  /// The contents known when there were that many entries; a cache.
  var contentsKnown: (entries: Int, contents: [Hash256: Holding])?
  /// What acts say, by their text; a cache.
  var actsKnown: [String: Act?] = [:]
  /// The agencies in whose name an office may write; a cache.
  var kinKnown: [Organ.ID: [Organ]] = [:]
  var isHubFull = false
  /// The number of desks there ever were.
  private var desks = 0
  /// Whether the faults have stopped.
  var isCalm = false
  var couriers: [Courier] = []
  var halfOpen: [HalfOpen] = []
  var hubCopies: [(path: String, keys: [StationName: [UInt8]])] = []
  var hubRestores = 0
  /// Bytes over connections, for the statistics.
  var bytes = 0
  var exchanges = 0

  private(set) var problems: [Problem] = []
  /// A hash of everything that happened: the same for the same seed.
  private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  var isTalkative = false
  /// How the last run of a desk ended, where it was not done.
  var lastEnds: [Int: String] = [:]

  init(_ plan: Plan) throws {
    self.plan = plan
    chance = SeededRandom(plan.seed, 2)
    host = try HubHost(self, "\(folder)/hub")
    var communes = OrganDirectory.shipped.organs.filter {
      $0.level == .commune && $0.validTo == nil && $0.id.hasSuffix("/ubnd") && !$0.predecessors.isEmpty
    }
    organs = ["so-noi-vu"]
    while organs.count < plan.offices { organs.append(communes.remove(at: chance.below(communes.count)).id) }
    for organ in organs { try found(organ) }
    try letLiarIn()
  }

  deinit {
    guard isTalkative, !problems.isEmpty else { return FileTree.remove(folder) }
    print("  the disks are kept in \(folder)")
  }

  // MARK: time and chance

  func tick() -> Int64 {
    time += 7
    return time
  }

  func pass(milliseconds: Int64) { time += milliseconds }

  var today: Day { Day(unixSeconds: Int(time / 1000)) }

  func random() -> UInt64 { chance.next() }

  /// Whether something of this kind goes wrong now.
  func goesWrong(_ fault: Fault) -> Bool {
    guard !isCalm, let rate = plan.rates[fault], chance.one(in: rate) else { return false }
    log("fault \(fault.rawValue)")
    return true
  }

  var isTorn: Bool { plan.rates[.torn] != nil }

  // MARK: what is found

  func problem(_ invariant: String, _ text: String) {
    guard problems.count < 12, !problems.contains(where: { $0.invariant == invariant && $0.text == text }) else {
      return
    }
    log("PROBLEM \(invariant) \(text)")
    problems.append(Problem(invariant: invariant, text: text))
  }

  func log(_ event: @autoclosure () -> String) {
    // The folder has another name in each run.
    let event = event().replacing(folder, with: "")
    for byte in event.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
    if isTalkative { print("  \(today.description) \(event)") }
  }

  /// Prints details for a person who looks at one world; they are not part of its digest.
  func whisper(_ detail: @autoclosure () -> String) {
    if isTalkative { print("    \(detail())") }
  }

  // MARK: who is there

  private func newDesk() -> (number: Int, disk: Disk) {
    let number = newNumber()
    return (number, Disk("\(folder)/desk\(number)"))
  }

  func newNumber() -> Int {
    desks += 1
    return desks - 1
  }

  func newDisk() -> Disk { newDesk().disk }

  private func newKeys() throws -> StationKeys {
    try StationKeys(signing: chance.bytes(32), agreement: chance.bytes(32))
  }

  func name(_ organ: Organ.ID) throws -> String { try host.hub.directory[organ]!.name }

  /// Founds and enrols an office of the directory.
  private func found(_ organ: Organ.ID) throws {
    let name = try name(organ)
    let (number, disk) = newDesk()
    let context = ActContext(clerk: "Văn thư", day: today, milliseconds: tick())
    let office = try Office.found(
      disk.path, OfficeProfile(organID: organ, name: name, place: name),
      station: StationName(number: UInt32(truncatingIfNeeded: random())),
      books: Book.usual(year: today.year), context: context)
    let seat = try Seat(self, organ, number, disk: disk, office: office, keys: newKeys())
    seats.append(seat)
    truth.papers[organ] = Dictionary(uniqueKeysWithValues: Book.usual(year: today.year).map { ($0.series, number) })
    try enrol(seat, .first)
    try seat.collect()
  }

  /// Enrols another station of an office.
  func join(_ organ: Organ.ID) throws {
    let (number, disk) = newDesk()
    let keys = try newKeys()
    let station = StationName(number: UInt32(truncatingIfNeeded: random()))
    let enrolled = try ask(organ, .join, nil, station, keys)
    let office = try Office.emptyForHub(disk.path, station: enrolled.station, isNew: true)
    let seat = try Seat(self, organ, number, disk: disk, office: office, keys: keys)
    seat.isEmpty = true
    try office.act(seat.context()) { try $0.keep(enrolled.enrolment) }
    seats.append(seat)
    log("desk \(seat.number) joins \(organ)")
  }

  /// Replaces a PC that burnt, or has another history than the hub: a new file is filled from the hub.
  ///
  /// - Parameter disk: the disk of the new PC; `nil` for the one that is there, emptied.
  func replace(_ seat: Seat, on disk: Disk? = nil) throws {
    log("desk \(seat.number) is lost")
    // Whoever reports a PC as lost has it revoked; whoever only asks for a code does not.
    if disk == nil { try host.hub.revoke(seat.station.description, reason: "Mất máy") }
    seat.keys = try newKeys()
    let enrolled = try ask(
      seat.organ, .replace, seat.station, StationName(number: UInt32(truncatingIfNeeded: random())),
      seat.keys)
    if let disk { seat.disk = disk } else { seat.disk.burn() }
    try seat.takeOver(try Office.emptyForHub(seat.disk.path, station: enrolled.station, isNew: false))
    try seat.office.act(seat.context()) { try $0.keep(enrolled.enrolment) }
    seat.copies = []
    seat.backups = []
    (seat.isEmpty, seat.isForked, seat.mustEnrol) = (true, false, false)
    log("now \(enrolled.station)")
  }

  /// Enrols a station whose file is good and whose keys are no longer valid: the administrator gives a code.
  func enrol(_ seat: Seat, _ mode: EnrolmentRequest.Mode) throws {
    if mode == .replace { seat.keys = try newKeys() }
    let enrolled = try ask(
      seat.organ, mode, mode == .replace ? seat.station : nil, seat.station, seat.keys)
    try seat.office.act(seat.context()) { try $0.keep(enrolled.enrolment) }
    seat.mustEnrol = false
  }

  func ask(
    _ organ: Organ.ID, _ mode: EnrolmentRequest.Mode, _ replaces: StationName?, _ station: StationName,
    _ keys: StationKeys
  ) throws -> Enrolling.Enrolled {
    let enrolling = try Enrolling(code: try host.hub.code(for: organ).description, url: "memory:")
    let request = enrolling.request(mode, replaces: replaces, station: station, name: "Máy văn thư", keys: keys)
    // A station that got no answer sends the same request again.
    if !isCalm, chance.one(in: 3) { _ = try host.hub.enrol(json: try request.json) }
    let result = try enrolling.enrolment(from: try host.hub.enrol(json: try request.json).json)
    truth.stations[result.station] = organ
    return result
  }
}

/// Something that must not happen.
public struct Problem: Sendable, CustomStringConvertible {
  public var invariant: String
  public var text: String
  public var description: String { "\(invariant): \(text)" }
}
