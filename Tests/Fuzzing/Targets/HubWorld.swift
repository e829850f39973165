import Exchange
import FoundationEssentials
import GRDB
import Hub
import Records
import TestProvince
import TestSupport
import Wording

/// A hub with three stations of two offices that send whatever they like. Its file is in memory, so that a second
/// connection sees whether anything was written.
final class HubWorld: @unchecked Sendable {
  private let folder = TemporaryFolder()
  private var world: World!
  private var watcher: DatabaseQueue!
  var stations: [Station] = []
  let acts: Acts
  /// What the hub held at the last check.
  private var held: [String: Data] = [:]

  /// What a station remembers of the hub.
  struct Station {
    var journal: StationJournal
    let organ: Organ.ID
    var acknowledged = 0
    var challenge: UInt64 = 0
    var cursor: Hello.Cursor?
    var wants: [Want] = []
    var contents: [Hash256: [UInt8]] = [:]
    var packets: [[UInt8]] = []
  }

  init(_ founding: inout SeededRandom) throws {
    acts = try Acts(to: [World.thucPhan, World.province])
    let path = folder("hub.db")
    world = try World(founding, clock: TestClock(step: 3)) { system in
      try Hub.inOneFile(path, name: World.name, keys: HubKeys(system), system: system)
    }
    watcher = try DatabaseQueue(path: path)
    for (place, organ) in [World.province, World.thucPhan, World.thucPhan].enumerated() {
      let journal = try StationJournal(StationName(number: 0x0a00_0000 + UInt32(place)), &founding)
      let code = try hub.code(for: organ)
      _ = try hub.enrol(journal.request(place < 2 ? .first : .join, code))
      stations.append(Station(journal: journal, organ: organ))
    }
  }

  deinit {
    // The file is closed before its folder is removed.
    world = nil
    watcher = nil
  }

  var hub: Hub { world.hub }

  var now: Int {
    get { world.now }
    set { world.now = newValue }
  }

  // MARK: what a station sends

  /// Returns a valid packet with hostile contents: acts that no program writes, wants and pieces of anything.
  func packet(of place: Int, isHostile: Bool, _ chance: inout SeededRandom) throws -> [UInt8] {
    for _ in 0..<chance.below(4) { try write(at: place, isHostile, &chance) }
    let station = stations[place]
    let journal = station.journal
    let header = PacketHeader(
      id: chance.next(), sender: journal.name, epoch: 1, receiver: .hub, dictionary: chance.one(in: 2) ? 0 : 1)
    var writer = try PacketWriter(header)
    var bytes = writer.start
    var hello = Hello(held: [journal.position], cursor: station.cursor)
    if journal.entries.isEmpty { hello.held = [] }
    if isHostile, chance.one(in: 4) { spoil(&hello, &chance) }
    let told = told(hello, isHostile, &chance)
    let shared = chance.one(in: 3) ? shared(journal) : nil
    if shared != nil || chance.one(in: 8) {
      let brief = BriefHello.Station(
        held: hello.held.map(BriefHello.Held.init), cursor: hello.cursor, digest: told?.digest, room: hello.room)
      bytes += Array(try writer.append(.brief(.station(brief))).joined())
    } else {
      bytes += Array(try writer.append(.hello(hello)).joined())
      if let told { bytes += Array(try writer.append(.place(told)).joined()) }
    }
    if let shared {
      bytes += try writer.stamp(
        challenge: station.challenge, isSaid: true, next: 0, time: now, isLast: false, key: shared.toHub)
    } else {
      bytes += try writer.proof(challenge: station.challenge, next: 0, time: now, key: journal.signing)
    }
    let first = isHostile && chance.one(in: 10) ? chance.below(journal.entries.count + 1) : station.acknowledged
    for frame in try journal.batches(after: first).flatMap(\.frames) {
      let part = try FuzzTarget.appended(frame, to: &writer)
      guard !part.isEmpty else {
        // What fits into no frame was never written.
        stations[place].journal.forget(after: station.acknowledged)
        return try packet(of: place, isHostile: isHostile, &chance)
      }
      bytes += part
    }
    for want in station.wants {
      for frame in pieces(for: want, station, isHostile, &chance) {
        bytes += Array(try writer.append(frame).joined())
      }
    }
    if isHostile, chance.one(in: 4) { bytes += Array(try writer.append(.wants(someWants(&chance))).joined()) }
    return try bytes + (shared == nil ? writer.end() : writer.stampedEnd())
  }

  func shared(_ journal: StationJournal) -> SharedKeys? {
    SharedKeys(of: journal.name, journal.agreement, with: hub.station, hub.keys.agreement.publicKey)
  }

  private func write(at place: Int, _ isHostile: Bool, _ chance: inout SeededRandom) throws {
    let count = stations[place].journal.entries.count
    if chance.one(in: 4) {
      // A content the hub will ask for.
      let bytes = chance.bytes(chance.anySize(upTo: 18))
      let hash = Hash256(of: bytes)
      stations[place].contents[hash] = bytes
      let size = isHostile && chance.one(in: 4) ? chance.pick([0, -1, 1, bytes.count + 1, 1 << 40, .max]) : bytes.count
      let file = StoredFile(name: "a.pdf", sha256: hash.description, size: size, mediaType: "application/pdf")
      let act = Acts.issued(
        count + 1, to: [World.thucPhan, World.province], on: Day(2026, 11, 20), files: [file])
      stations[place].journal.write(try StoredAct.text(of: act), at: now)
    } else {
      let writer = chance.one(in: 6) ? chance.pick(stations).journal : stations[place].journal
      let act = acts.pick(for: writer.name, entries: writer.entries.count, &chance)
      if isHostile {
        stations[place].journal.write(act, others: acts.texts, at: now, &chance)
      } else {
        stations[place].journal.write(act, at: now)
      }
    }
  }

  /// Returns the place in its mailbox, which it may not know, or misstate.
  private func told(_ hello: Hello, _ isHostile: Bool, _ chance: inout SeededRandom) -> MailboxPlace? {
    guard chance.one(in: 2) else { return nil }
    let position = hello.cursor?.position ?? 0
    guard isHostile, chance.one(in: 2) else {
      return MailboxPlace(position: position, digest: position == 0 ? .empty : nil)
    }
    return MailboxPlace(
      position: chance.pick([0, 1, position, 1 << 53 - 1]),
      digest: chance.one(in: 2) ? nil : MailboxDigest(chance.next()))
  }

  private func spoil(_ hello: inout Hello, _ chance: inout SeededRandom) {
    let counts = [0, 1, 2, 1 << 31, 1 << 53 - 1]
    switch chance.below(4) {
    case 0:
      hello.cursor = .init(
        incarnation: chance.one(in: 2) ? hub.incarnation : chance.next(), position: chance.pick(counts))
    case 1: hello.room = chance.pick([0, 1, 100, 5_000, 1 << 53 - 2])
    case 2:
      let name = chance.pick([hub.station] + stations.map(\.journal.name))
      hello.held.append(
        JournalHead(station: name, epoch: chance.pick(counts), sequence: chance.pick(counts), hash: .zero))
    default: hello.held += stations.map { JournalHead(station: $0.journal.name, epoch: 1, sequence: 1, hash: .zero) }
    }
  }

  private func someWants(_ chance: inout SeededRandom) -> [Want] {
    let known = stations.flatMap(\.contents.keys).sorted { $0.description < $1.description }
    return (0...chance.below(3)).map { _ in
      let pieces = chance.pick([1, 2, 3, 11, 5_000])
      return Want(
        file: known.isEmpty || chance.one(in: 4) ? .zero : chance.pick(known), pieces: pieces,
        missing: (0..<pieces).filter { _ in chance.one(in: 2) }, begun: [0: chance.pick([1, 100, 65_535])])
    }
  }

  private func pieces(for want: Want, _ station: Station, _ isHostile: Bool, _ chance: inout SeededRandom) -> [Frame] {
    guard let content = station.contents[want.file] else { return [] }
    var frames: [Frame] = []
    for index in 0..<min(want.pieces, 8) where want.misses(index) {
      var place = index * WireLimits.piece + (want.begun[index] ?? 0)
      let end = min(content.count, (index + 1) * WireLimits.piece)
      while place < end {
        let next = min(end, place + chance.pick([Piece.most, Piece.most, 1_000]))
        var piece = Piece(
          file: want.file, index: index, offset: place - index * WireLimits.piece, bytes: Array(content[place..<next]))
        if isHostile, chance.one(in: 8) {
          switch chance.below(4) {
          case 0: piece.index = chance.pick([0, 1, 1 << 40, 1 << 53 - 1])
          case 1: piece.offset = chance.pick([0, 1, 65_535, 65_536, 1 << 53 - 1])
          case 2: piece.bytes = chance.bytes(chance.anySize(upTo: 14))
          default: piece.file = .zero
          }
        }
        frames.append(.piece(piece))
        place = next
        if frames.count > 12 { return frames }
      }
    }
    return frames
  }

  // MARK: what the hub answers

  /// Feeds a packet and reads the answer as the packet's station does.
  func feed(_ bytes: [UInt8], from place: Int, over way: Transport, _ chance: inout SeededRandom) throws -> Verdict {
    let version = try self.version()
    let answer = hub.answer(over: way)
    var given: [UInt8] = []
    var isRefused = false
    do {
      for part in FuzzTarget.parts(of: bytes, &chance) {
        given += try answer.feed(part)
        if chance.one(in: 400) {
          answer.cut()
          return .refused
        }
      }
      try answer.finish { given += $0 }
    } catch let refusal as any Refusal {
      try expect(!refusal.words.english.isEmpty, "a refusal without words")
      isRefused = true
      answer.cut()
    }
    if answer.member == nil { try expect(try self.version() == version, "refused at its header, it has written") }
    guard !given.isEmpty else { return .refused }
    let key = stations[place].journal.agreement
    let read = way == .line ? PacketReader.read(given) : SealedReader.read(given, key: key)
    if case .refused(let refusal) = read.ending {
      // It may be sealed to the station that the packet came from, which is not this one.
      try expect(way != .line && refusal == .notOpened, "the hub's answer is refused: \(refusal)")
    } else {
      try expect(isRefused || read.ending == .whole, "the hub's answer is cut")
      if read.header?.receiver == .station(stations[place].journal.name) {
        remember(read.frames, toWhoSaid: PacketReader.read(bytes).frames, at: place)
      }
    }
    return answer.isProved ? .taken : .refused
  }

  private func remember(_ frames: [Frame], toWhoSaid said: [Frame], at place: Int) {
    let name = stations[place].journal.name
    for frame in frames {
      switch frame {
      case .hello(let hello):
        stations[place].cursor = hello.cursor ?? stations[place].cursor
        stations[place].wants = []
        if hello.cursor != nil {
          stations[place].acknowledged = hello.held.first { $0.station == name && $0.epoch == 1 }?.sequence ?? 0
        }
      case .acknowledgement(let position):
        if position.station == name, position.epoch == 1 { stations[place].acknowledged = position.sequence }
      case .wants(let wants): stations[place].wants += wants
      case .brief(.hub(let told)):
        stations[place].wants = []
        let heads = said.compactMap { frame -> Hello? in
          switch frame {
          case .hello(let hello): hello
          case .brief(.station(let brief)): Hello(held: brief.held.map { $0.head(nil) }, cursor: brief.cursor)
          default: nil
          }
        }
        // A hostile hello may say a journal twice; what the hub makes of it is told by its answer to the next one.
        guard let hello = heads.first, let whole = try? told.hello(after: hello, hub: hub.station) else { break }
        stations[place].cursor = whole.cursor
        stations[place].acknowledged = min(
          whole.held.first { $0.station == name && $0.epoch == 1 }?.sequence ?? 0,
          stations[place].journal.entries.count)
      case .stamp(let stamp): stations[place].challenge = stamp.proof?.next ?? stations[place].challenge
      case .proof(let proof): stations[place].challenge = proof.next
      default: break
      }
    }
    // What the hub did not accept is never sent again.
    let kept = stations[place].acknowledged
    if kept <= stations[place].journal.entries.count { stations[place].journal.forget(after: kept) }
  }

  // MARK: what must be so

  private func version() throws -> Int { try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version")! } }

  /// Checks that the hub's own verification finds nothing, and that the hub still holds all it held.
  func check() throws {
    let faults = try hub.verify().faults
    try expect(faults.isEmpty, "verify: \(faults.first?.english ?? "")")
    let rows = try watcher.read { db in
      try Row.fetchAll(db, sql: "SELECT station || '.' || epoch || '.' || sequence, hash FROM entries")
    }
    let now = Dictionary(uniqueKeysWithValues: rows.map { ($0[0] as String, $0[1] as Data) })
    for (name, hash) in held { try expect(now[name] == hash, "\(name) was held and is not what it was") }
    held = now
  }
}
