import Records
import TestSupport

@testable import Exchange

/// Frames of all types with unlikely values.
extension SeededRandom {
  private mutating func count() -> Int { Int(next() & (1 << 53 - 1) >> UInt64.random(in: 0...52, using: &self)) }
  private mutating func hash() -> Hash256 { Hash256(bytes(32))! }
  private mutating func station() -> StationName {
    StationName(number: UInt32.random(in: 0...UInt32.max, using: &self))
  }

  private mutating func text() -> String {
    let letters = Array("aăâbcdđeêghiklmnoôơpqrstuưvxyắẾị ,.{}\"\\/0123456789😀\u{301}")
    return String((0..<Int.random(in: 0...60, using: &self)).map { _ in letters.randomElement(using: &self)! })
  }

  private mutating func position() -> JournalHead {
    JournalHead(station: station(), epoch: count(), sequence: count(), hash: hash())
  }

  mutating func entry(_ station: StationName, _ epoch: Int, _ sequence: Int, after before: StoredEntry?) -> StoredEntry
  {
    let group: EntryReference? =
      switch Int.random(in: 0..<4, using: &self) {
      case 0:
        EntryReference(station: station, epoch: epoch, sequence: Int.random(in: 1...sequence, using: &self))
      case 1: EntryReference(station: self.station(), epoch: count() + 1, sequence: count() + 1)
      case 2: before?.group
      default: nil
      }
    let time =
      switch Int.random(in: 0..<3, using: &self) {
      case 0: HybridTime.next(after: before?.time, now: 0)
      case 1: HybridTime(packed: Int64(bitPattern: next()))
      default: HybridTime(milliseconds: 1_795_000_000_000 + Int64(sequence % 100_000))
      }
    let sameDay = Bool.random(using: &self) ? before?.day : nil
    return StoredEntry(
      station: station, epoch: epoch, sequence: sequence, time: time,
      day: sameDay ?? Day(ordinal: Int.random(in: -20_000...80_000, using: &self))!,
      clerk: Bool.random(using: &self) ? before?.clerk ?? "" : text(), group: group, act: text())
  }

  mutating func run() -> EntryRun {
    let (station, epoch, first) = (station(), count() / 2 + 1, count() / 2 + 1)
    var entries: [StoredEntry] = []
    for place in 0..<Int.random(in: 1...20, using: &self) {
      entries.append(entry(station, epoch, first + place, after: entries.last))
    }
    return EntryRun(previous: hash(), entries: entries)
  }

  mutating func frame() throws -> Frame {
    switch Int.random(in: 0..<16, using: &self) {
    case 13:
      let proof = Stamp.Proof(
        challenge: Bool.random(using: &self) ? next() : nil, next: Bool.random(using: &self) ? next() : nil,
        time: count(), code: bytes(16))
      return .stamp(Stamp(proof: proof, isLast: false))
    case 14:
      let held = (0..<Int.random(in: 0...5, using: &self)).map { _ in BriefHello.Held(position()) }
      let cursor = Bool.random(using: &self) ? Hello.Cursor(incarnation: next(), position: count()) : nil
      return .brief(
        .station(
          .init(
            held: held, cursor: cursor, digest: Bool.random(using: &self) ? MailboxDigest(next()) : nil,
            room: Bool.random(using: &self) ? nil : count())))
    case 15:
      let otherwise = (0..<Int.random(in: 0...5, using: &self)).map { _ in position().reference }
      return .brief(
        .hub(
          .init(
            otherwise: otherwise, incarnation: Bool.random(using: &self) ? next() : nil,
            end: Bool.random(using: &self) ? count() : nil)))
    case 10:
      let withheld = (0..<Int.random(in: 0...3, using: &self)).map { _ in
        WithheldBook(book: text(), until: Int64(count()))
      }
      return .lease(
        Lease(
          epoch: count(), asked: Int64(count()), days: Int.random(in: Lease.days, using: &self), withheld: withheld))
    case 11: return .statement(try statement())
    case 9:
      let digest = Bool.random(using: &self) ? MailboxDigest(next()) : nil
      return .place(MailboxPlace(position: count(), digest: digest))
    case 0:
      let cursor = Bool.random(using: &self) ? Hello.Cursor(incarnation: next(), position: count()) : nil
      let held = (0..<Int.random(in: 0...5, using: &self)).map { _ in position() }
      return .hello(Hello(held: held, cursor: cursor, room: Bool.random(using: &self) ? nil : count()))
    case 1: return .entries(run())
    case 2: return .seal(try Batch.sign(run(), key: Sample.key).seal)
    case 3:
      let size = Int.random(in: 1...Piece.most, using: &self)
      let offset = Int.random(in: 0...(WireLimits.piece - size), using: &self)
      return .piece(Piece(file: hash(), index: count(), offset: offset, bytes: bytes(size)))
    case 4:
      let pieces = Int.random(in: 1...3_000, using: &self)
      let missing = (0..<pieces).filter { _ in Bool.random(using: &self) }
      let begun = missing.first.map { [$0: Int.random(in: 0..<WireLimits.piece, using: &self)] } ?? [:]
      return .wants([Want(file: hash(), pieces: pieces, missing: missing, begun: begun)])
    case 5: return .acknowledgement(position())
    case 6:
      let batch = try Batch.sign(run(), key: Sample.key)
      let places = batch.run.entries.map(\.sequence).filter { _ in Bool.random(using: &self) }
      return .delivery(batch.delivery(places.map { (position: count(), sequence: $0) }))
    case 7:
      return .receipt(
        try Receipt(incarnation: next(), held: position(), position: count(), time: count(), key: Sample.hubKey))
    case 8:
      return .proof(Proof(challenge: next(), next: next(), time: count(), signature: bytes(64)))
    default:
      return .notice(
        Notice(
          about: EntryReference(station: station(), epoch: count(), sequence: count()), position: count(), code: text(),
          words: .init(text(), text())))
    }
  }

  private mutating func statement() throws -> StatementFrame {
    let entry = EntryReference(station: station(), epoch: count(), sequence: count())
    switch Int.random(in: 0..<3, using: &self) {
    case 0: return .asked((0..<Int.random(in: 0...5, using: &self)).map { _ in entry })
    case 1: return .refused(entry, .init(rawValue: text()))
    default:
      return .given(
        try Statement(about: entry, incarnation: next(), time: count(), body: text(), key: Sample.hubKey))
    }
  }

  mutating func header() -> PacketHeader {
    PacketHeader(
      id: next(), sender: station(), epoch: count(),
      receiver: Bool.random(using: &self) ? .hub : .station(station()),
      base: Bool.random(using: &self) ? PacketHeader.Base(sequence: count() + 1, hash: hash()) : nil,
      dictionary: Int.random(in: 0...1, using: &self),
      volume: PacketHeader.Volume(index: 2, count: Bool.random(using: &self) ? 0 : 7),
      forms: Int.random(in: 0...2, using: &self))
  }
}
