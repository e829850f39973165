import Crypto
import Exchange
import Records
import TestSupport

/// A station with valid keys, run by a program that is not ours: it writes and signs whatever it likes.
struct Teller {
  var name: StationName
  let key: Curve25519.Signing.PrivateKey
  let agreement: Curve25519.KeyAgreement.PrivateKey
  private static let times: [Int64] = [0, -1, (1 << 47) - 1, -(1 << 47), 1 << 40]
  private(set) var entries: [StoredEntry] = []
  private(set) var hashes: [Hash256] = []

  init(_ name: StationName, _ chance: inout SeededRandom) throws {
    self.name = name
    key = try Curve25519.Signing.PrivateKey(rawRepresentation: chance.bytes(32))
    agreement = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: chance.bytes(32))
  }

  var head: Hash256 { hashes.last ?? .zero }

  var position: JournalHead { JournalHead(station: name, epoch: 1, sequence: entries.count, hash: head) }

  mutating func write(_ act: String, at milliseconds: Int64, on day: Day = Day(2026, 11, 20), clerk: String = "Hương") {
    let entry = StoredEntry(
      station: name, epoch: 1, sequence: entries.count + 1,
      time: HybridTime(milliseconds: milliseconds, counter: Int64(entries.count % 60_000)), day: day, clerk: clerk,
      act: act)
    guard entry.canTravel else { return }
    hashes.append(entry.hash(after: head))
    entries.append(entry)
  }

  /// Writes an act that is corrupted, or whose time and clerk are; or a good one.
  ///
  /// - Parameter onTime: whether at least the times are in order.
  mutating func write(
    _ act: String, others: [String], at milliseconds: Int64, onTime: Bool = false, _ chance: inout SeededRandom
  ) {
    let act = chance.one(in: 3) ? act : SpoilingJSON.spoil(act, others: others, &chance)
    let time = !onTime && chance.one(in: 30) ? chance.pick(Teller.times) : milliseconds
    let day = chance.one(in: 30) ? chance.pick([Day.first, Day.last]) : Day(2026, 11, 20)
    let clerk = chance.one(in: 20) ? chance.pick(SpoilingJSON.texts) : "Hương"
    write(act.replacing("\n", with: " "), at: time, on: day, clerk: clerk)
  }

  /// Removes what was not accepted, as if it had never been written.
  mutating func forget(after sequence: Int) {
    guard sequence < entries.count else { return }
    entries.removeSubrange(sequence...)
    hashes.removeSubrange(sequence...)
  }

  /// Returns sealed batches of everything after an entry.
  func batches(after sequence: Int) throws -> [Batch] {
    guard sequence < entries.count else { return [] }
    var previous = sequence == 0 ? Hash256.zero : hashes[sequence - 1]
    return try Batch.parts(of: Array(entries[sequence...])).map { part in
      let batch = try Batch.sign(EntryRun(previous: previous, entries: Array(part)), key: key)
      previous = batch.seal.head
      return batch
    }
  }
}
