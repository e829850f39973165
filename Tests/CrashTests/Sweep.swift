import Exchange
import Foundation
import Glibc
import Office
import Records
import Sync
import TestSupport
import Wording

@testable import Hub
@testable import Office

/// Lets the power fail before every operation of a recorded session, examines what is left with the real program, and
/// continues from there.
final class Sweep {
  private let stage: Stage
  private let trace: Trace
  private let disk: Disk
  private let way: Province.Way
  private let options: Options
  private var promises = Promises()
  private var conversations = Conversations()
  private var packets: Packets
  private var organs: [StationName: (machine: Machine, organ: Organ.ID)] = [:]
  /// The states of a machine that were examined: what it knows, and what is wrong with it.
  private var known: [Int: Known] = [:]
  /// What need not be examined again: the same disk, the same promises.
  private var seen: Set<[Int]> = []
  private var gone: Set<[Int]> = []
  private var calm: End?
  /// The incarnation of the hub's data: a crash starts no new one.
  private var incarnation: UInt64 = 0
  private(set) var problems: [String] = []
  private(set) var figures = Figures()

  struct Options {
    /// Every how many-th write is a point; all fsyncs and changes of names are.
    var writes = 1
    /// From every how many-th state the session is carried to its end.
    var ends = 1
    /// `ends`, when every point is tried.
    var endsOfAll = 1
    /// Whether the end is the same whenever the power fails: all that the clerks did was done before.
    var hasOneEnd = true
    /// Continues from what is in a folder, where that is more than exchanging what is new; throws when it cannot.
    var goOn: ((String) throws -> Void)?
  }

  struct Figures {
    var operations = 0
    var points = 0
    var disks = 0
    var states = 0
    var ends = 0
    /// Entries, items of mail and pieces that were relied on at the end.
    var promises = 0
  }

  private struct Known {
    var office: OfficeFacts?
    var hub: HubFacts?
    var faults: [String]
  }

  /// - Parameter disk: the disk before the session.
  init(_ stage: Stage, _ disk: Disk, _ way: Province.Way, _ options: Options) throws {
    self.stage = stage
    self.disk = disk
    self.way = way
    self.options = options
    trace = try stage.recorded()
    disk.follow(trace)
    packets = Packets()
  }

  func run() throws {
    try settle()
    figures.operations = trace.operations.count
    var writes = 0
    for (number, operation) in trace.operations.enumerated() {
      if operation.kind == .written { writes += 1 }
      let isPoint = operation.kind != .sent && (operation.kind != .written || writes % options.writes == 0)
      if isPoint, let machine = stage.machines[operation.process], stage.told[operation.file] == nil {
        try fail(before: number, machine)
      }
      try hear(operation)
      if stage.told[operation.file] == nil, !isStandardStream(operation) { try disk.apply(operation) }
      if problems.count > 12 { return }
    }
    for machine in Machine.allCases { try fail(before: trace.operations.count, machine) }
    problems += try disk.differences()
    figures.promises = promises.weight
  }

  private func isStandardStream(_ operation: Trace.Operation) -> Bool {
    operation.kind == .written && stage.streams.contains(operation.file)
  }

  /// Finds out what is known before the first operation: the stations, and the end when nothing goes wrong.
  private func settle() throws {
    incarnation = try Hub.open(copy(.all, of: [folder(.hub)]) + "/hub").incarnation
    if options.goOn != nil { return }
    let whole = try copy(.all, of: Machine.allCases.map(folder))
    let province = try Province(whole)
    packets.keys[.hub] = province.hub.keys.agreement
    for (seat, named) in zip(province.seats, Province.organs) {
      let station = try seat.office.stationName().station
      organs[station] = (seat.machine, named.organ)
      packets.keys[seat.machine] = seat.keys.agreement
    }
    if options.hasOneEnd { calm = try finish(whole) }
  }

  private func finish(_ folder: String) throws -> End {
    let way: Province.Way = if case .stick = way { .stick(folder + "/stick") } else { .line }
    return try Province(folder).finish(way)
  }

  private func folder(_ machine: Machine) -> String { "\(stage.world)/\(machine.rawValue)" }

  private func copy(_ power: Disk.Power, of folders: [String]) throws -> String {
    let whole = stage.root + "/whole"
    FileTree.empty(whole)
    try Disk.put(disk.contents(power, of: folders + [stage.stick]), from: stage.world, into: whole)
    return whole
  }

  // MARK: what is told

  private func hear(_ operation: Trace.Operation) throws {
    guard let machine = stage.machines[operation.process] else { return }
    switch operation.kind {
    case .sent:
      for (frame, header) in try conversations.take(trace.data(operation), on: operation.file) {
        tell(frame, header, machine)
      }
    case .renamed where operation.other.hasSuffix(".vtp"):
      // The stick may be taken away at this moment.
      let bytes = disk.names[operation.name]?.now ?? []
      for (frame, header) in packets.read(bytes, at: operation.other) { tell(frame, header, machine) }
    case .written where stage.told[operation.file] == machine: try tellClerk(machine)
    default: break
    }
  }

  private func tell(_ frame: Frame, _ header: PacketHeader, _ machine: Machine) {
    var station = header.sender
    if machine == .hub, case .station(let receiver) = header.receiver { station = receiver }
    guard let organ = organs[station]?.organ else { return }
    promises.tell(frame, by: machine, station, organ: organ)
  }

  private func tellClerk(_ machine: Machine) throws {
    packets.promise()
    let whole = try copy(.all, of: [folder(machine)])
    if machine == .hub {
      promises.tell(.hub, entries: try HubFacts(Hub.open(whole + "/hub"), whole).entries, contents: [])
    } else {
      let facts = try OfficeFacts(Office.open("\(whole)/\(machine.rawValue)/office.db"))
      promises.tell(machine, entries: facts.entries, contents: facts.contents)
    }
  }

  // MARK: the power fails

  private func fail(before number: Int, _ machine: Machine) throws {
    figures.points += 1
    let operation = number < trace.operations.count ? trace.operations[number] : nil
    let seed = UInt64(number)
    let powers: [(String, Disk.Power)] = [
      ("all of it kept", .all), ("only what was safe kept", .floor), ("bytes lost, names kept", .names),
      ("kept by chance", .chance(SeededRandom(seed: seed), writing: operation)),
    ]
    for (place, (name, power)) in powers.enumerated() {
      // Between two fsyncs, what is safe stays the same.
      if place == 1 || place == 2 {
        let moment = [machine.hashValue, place, disk.version, promises.count]
        guard seen.insert(moment).inserted else { continue }
      }
      for problem in try look(power, machine) {
        let what =
          operation.map { "\($0.kind) \($0.name) \($0.other) \($0.data.count) bytes at \($0.place)" } ?? "the end"
        problems.append("before operation \(number) (\(what)), \(machine.rawValue), \(name): \(problem)")
      }
    }
  }

  private func look(_ power: Disk.Power, _ machine: Machine) throws -> [String] {
    figures.disks += 1
    let own = disk.contents(power, of: [folder(machine), stage.stick])
    let image = stage.root + "/image"
    FileTree.empty(image)
    try Disk.put(own, from: stage.world, into: image)
    var problems = packets.broken(by: own)
    let known: Known
    let state: Int
    do {
      (known, state) = try recovered(image, machine, own)
    } catch {
      return problems + ["does not open: \(error)"]
    }
    problems += known.faults
    if let facts = known.office {
      problems += promises.broken(by: facts, machine, organ: Sweep.organ(machine)).map { "lost: \($0)" }
    }
    if let facts = known.hub {
      problems += promises.broken(by: facts).map { "lost: \($0)" }
      if facts.incarnation != incarnation { problems.append("the hub began another life") }
    }
    let key = [state, packets.digest(own)]
    if problems.isEmpty, gone.insert(key).inserted, gone.count % options.ends == 0 {
      problems += try goOn(machine, own)
    }
    return problems
  }

  private static func organ(_ machine: Machine) -> Organ.ID? {
    Province.organs.first { $0.machine == machine }?.organ
  }

  /// Opens what is left with the real program. A state that was examined before is recognised by its bytes.
  private func recovered(
    _ image: String, _ machine: Machine, _ contents: [(path: String, bytes: [UInt8]?)]
  ) throws -> (Known, Int) {
    var hasher = Hasher()
    hasher.combine(machine)
    // Besides the database: keys, contents.
    for (path, bytes) in contents where !Sweep.isDatabase(path) {
      guard let bytes, path.hasPrefix(folder(machine)) else { continue }
      hasher.combine(path)
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    if machine == .hub {
      let data = image + "/hub"
      let hub = try Hub.open(data)
      try hub.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
      try Disk.read("\(data)/hub.vanthu-hub").withUnsafeBytes { hasher.combine(bytes: $0) }
      let state = hasher.finalize()
      if let known = known[state] { return (known, state) }
      figures.states += 1
      known[state] = Known(
        hub: try HubFacts(hub, data), faults: try hub.verify().faults.map(\.english))
      return (known[state]!, state)
    }
    let path = "\(image)/\(machine.rawValue)/office.db"
    guard access(path, F_OK) == 0 else {
      // Not made yet, or being filled from the hub.
      hasher.combine(try stateAside(path + ".from-hub"))
      return (Known(office: OfficeFacts(), faults: []), hasher.finalize())
    }
    let office = try Office.open(path)
    try office.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try Disk.read(path).withUnsafeBytes { hasher.combine(bytes: $0) }
    let state = hasher.finalize()
    if let known = known[state] { return (known, state) }
    figures.states += 1
    var faults = try office.verify().findings.map { "\($0.kind) \($0.place): \($0.words.english)" }
    if try office.enrolment() != nil, try KeyFile(besideOffice: path).read() == nil {
      faults.append("the keys are lost")
    }
    known[state] = Known(office: try OfficeFacts(office), faults: faults)
    return (known[state]!, state)
  }

  /// Returns how far a file aside is; it may have been interrupted before it is anything.
  private func stateAside(_ path: String) throws -> [UInt8] {
    guard access(path, F_OK) == 0 else { return [] }
    do {
      let office = try Office.open(path)
      try office.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    } catch is OpenRefusal { return [1] }
    return try Disk.read(path)
  }

  /// Whether the file belongs to a database, so that only SQLite knows how much of it counts.
  private static func isDatabase(_ path: String) -> Bool {
    [".db", ".vanthu-hub"].contains { end in ["", "-wal", "-journal"].contains { path.hasSuffix(end + $0) } }
  }

  /// Carries the session to its end: the machine from what is left of its disk, the others as they were.
  private func goOn(_ machine: Machine, _ own: [(path: String, bytes: [UInt8]?)]) throws -> [String] {
    figures.ends += 1
    let others = Machine.allCases.filter { $0 != machine }.map(folder)
    let whole = stage.root + "/whole"
    FileTree.empty(whole)
    try Disk.put(own + disk.contents(.all, of: others), from: stage.world, into: whole)
    do {
      if let goOn = options.goOn {
        try goOn(whole)
        return []
      }
      let end = try finish(whole)
      if let calm { return end.differences(from: calm).prefix(4).map { "another end: \($0)" } }
      return []
    } catch let unfinished as Unfinished {
      let differences = calm.map(unfinished.state.differences) ?? []
      return ["comes to no end: \(differences.prefix(6))"]
    } catch {
      return ["cannot go on: \((error as? any Refusal)?.words.english ?? "\(error)")"]
    }
  }
}
