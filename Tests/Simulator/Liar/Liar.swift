import Crypto
import Exchange
import Office
import Records
import Sync
import TestSupport

/// A station of the province that was enrolled like the others, with keys of its own, and lies.
///
/// It has no office's file and keeps to no rule of the program: it writes its journal as it likes, and signs it. It
/// knows the names of all entries and the hashes of all contents of the world, like an attacker who can listen
/// everywhere; it does not have the keys of others.
final class Liar {
  let organ: Organ.ID
  /// Whether it is another station of an office of honest clerks. What it does to them is their office's affair; what
  /// it does to others is not.
  let isColleague: Bool
  let keys: StationKeys
  let station: StationName
  let hub: Enrolment
  var chance: SeededRandom
  /// The texts by which lines of registers refer to it: its station, its office, and the predecessors of that.
  let names: [String]

  /// A journal as its author holds it.
  struct Story {
    var begins = Hash256.zero
    var entries: [StoredEntry] = []
    var hashes: [Hash256] = []
  }

  /// Its own journal, by epoch.
  private(set) var stories: [Int: Story] = [:]
  var epoch = 1
  /// Numbers it has given.
  var lastNumber = 0

  // What it learned from the hub.
  var challenge: UInt64 = 0
  var incarnation: UInt64
  /// The position up to which it has really received its mailbox.
  var position = 0
  var mailboxEnd = 0
  /// How far the hub holds its journal, by epoch.
  var held: [Int: Int] = [:]
  /// What it holds of the journals of the hub and of its office.
  private(set) var heads: [String: JournalHead] = [:]
  /// Documents delivered to it.
  private(set) var received: [StoredEntry] = []
  /// What the hub requested of it, in its last complete answer.
  private(set) var wants: [Want] = []
  /// Contents of its own, and the hashes of contents of which it was sent pieces.
  var files: [Hash256: [UInt8]] = [:]
  var given: Set<Hash256> = []
  /// Contents of others whose bytes it has recorded and sent as its own: having every byte is possession.
  var heard: Set<Hash256> = []

  /// Contents of others that were named together with one that nobody has: what the hub says of the two must be the
  /// same.
  var twins: [(known: Hash256, unknown: Hash256)] = []
  /// A content, and what was named together with it: whatever it tells the hub of the one it tells it of the other, so
  /// that only the hub can make a difference between them.
  func together(_ hash: Hash256) -> [Hash256] { [hash] + twins.filter { $0.known == hash }.map(\.unknown) }

  /// Hashes for which it sent other bytes.
  var spoilt: Set<Hash256> = []

  init(
    _ organ: Organ.ID, isColleague: Bool, keys: StationKeys, station: StationName, hub: Enrolment, chance: SeededRandom
  ) {
    self.organ = organ
    self.isColleague = isColleague
    self.keys = keys
    self.station = station
    self.hub = hub
    self.chance = chance
    incarnation = hub.incarnation
    let directory = OrganDirectory.shipped
    let kin = directory[organ].map { [$0] + directory.predecessors(of: $0) } ?? []
    names = [station.description] + kin.flatMap { [$0.id, $0.name] }
  }

  // MARK: its journal

  /// Writes an entry without any check.
  ///
  /// - Parameter isInOrder: whether its time is after that of the previous entry, as in every journal a hub accepts.
  @discardableResult
  func write(
    _ act: String, day: Day, time: HybridTime, clerk: String = "Kẻ Gian", group: EntryReference? = nil,
    isInOrder: Bool = true
  )
    -> StoredEntry
  {
    var story = stories[epoch] ?? Story()
    var time = time
    if isInOrder, let last = story.entries.last?.time.packed, time.packed <= last, last < .max {
      time = HybridTime(packed: last + 1)
    }
    let entry = StoredEntry(
      station: station, epoch: epoch, sequence: story.entries.count + 1, time: time, day: day, clerk: clerk,
      group: group, act: act)
    story.hashes.append(entry.hash(after: story.hashes.last ?? story.begins))
    story.entries.append(entry)
    stories[epoch] = story
    return entry
  }

  /// Drops what the hub has not accepted, as if it had never been written.
  func forgetWhatIsNotHeld() { forget((stories[epoch]?.entries.count ?? 0) - (held[epoch] ?? 0)) }

  /// Drops the last entries as if they had never been written: the next ones have their names.
  func forget(_ count: Int) {
    guard var story = stories[epoch], count > 0 else { return }
    story.entries.removeLast(min(count, story.entries.count))
    story.hashes.removeLast(min(count, story.hashes.count))
    stories[epoch] = story
  }

  func hash(of entry: StoredEntry) -> Hash256? { stories[entry.epoch]?.hashes[entry.sequence - 1] }

  func hasNamed(_ file: Hash256) -> Bool {
    stories.values.contains { $0.entries.contains { $0.act.contains(file.description) } }
  }

  /// Returns the entries after a position, sealed.
  func batches(_ epoch: Int, after held: Int) throws -> [Batch] {
    guard let story = stories[epoch], held < story.entries.count else { return [] }
    var previous = held == 0 ? story.begins : story.hashes[held - 1]
    return try Batch.parts(of: Array(story.entries[held...])).map { part in
      let run = EntryRun(previous: previous, entries: Array(part))
      previous = run.hashes.last ?? previous
      return try Batch.sign(run, key: keys.signing)
    }
  }

  /// Returns what the hub does not hold, in order.
  func news() throws -> [Frame] {
    try stories.keys.sorted().flatMap { epoch in
      try batches(epoch, after: min(held[epoch] ?? 0, stories[epoch]?.entries.count ?? 0)).flatMap(\.frames)
    }
  }

  // MARK: its packets

  /// What a packet says besides its frames.
  struct Greeting {
    var held: [JournalHead]
    var cursor: Hello.Cursor?
    /// Another station, in whose name the packet is sent.
    var name: StationName?
    /// The time by its clock.
    var time: Int64
  }

  /// Returns the greeting of a packet that does not lie.
  func greeting(at time: Int64) -> Greeting {
    Greeting(
      held: heads.values.sorted { $0.reference.description < $1.reference.description },
      cursor: challenge == 0 ? nil : Hello.Cursor(incarnation: incarnation, position: position), name: nil, time: time)
  }

  func packet(_ greeting: Greeting, _ frames: [Frame], id: UInt64) throws -> [UInt8] {
    var writer = try PacketWriter(
      PacketHeader(id: id, sender: greeting.name ?? station, epoch: epoch, receiver: .hub))
    var bytes = writer.start
    bytes += try writer.append(.hello(Hello(held: greeting.held, cursor: greeting.cursor))).joined()
    bytes += try writer.proof(challenge: challenge, next: 0, time: Int(greeting.time), key: keys.signing)
    for frame in frames { bytes += try writer.append(frame).joined() }
    return bytes + (try writer.end())
  }

  /// Reads what the hub answered.
  func hear(_ frames: [Frame]) {
    var isWhole = false
    var missing: [Want] = []
    for frame in frames {
      switch frame {
      case .hello(let hello):
        held = [:]
        for position in hello.held where position.station == station { held[position.epoch] = position.sequence }
        if let cursor = hello.cursor {
          if incarnation != cursor.incarnation { (incarnation, position) = (cursor.incarnation, 0) }
          mailboxEnd = cursor.position
        }
      case .acknowledgement(let position) where position.station == station:
        held[position.epoch] = max(held[position.epoch] ?? 0, position.sequence)
      case .entries(let run): hear(run)
      case .delivery(let delivery):
        received += delivery.items.map(\.entry)
        position = max(position, delivery.items.map(\.position).max() ?? 0)
      case .notice(let notice): position = max(position, notice.position)
      case .piece(let piece): given.insert(piece.file)
      case .wants(let wants): missing += wants
      case .proof(let proof): challenge = proof.next
      case .end: isWhole = true
      default: break
      }
    }
    if isWhole { wants = missing }
  }

  private func hear(_ run: EntryRun) {
    guard let last = run.entries.last, let hash = run.hashes.last else { return }
    let name = "\(last.station).\(last.epoch)"
    guard last.sequence > heads[name]?.sequence ?? 0 else { return }
    heads[name] = JournalHead(station: last.station, epoch: last.epoch, sequence: last.sequence, hash: hash)
  }
}
