import Foundation
import GRDB
import Records
import RecordsSQL
import Wording

/// The chain of hashes, checked entry by entry as described in docs/internals/journal.md.
struct Chain {
  struct End: Equatable {
    var reference: EntryReference
    var time: Int64
    var hash: Hash256
  }

  struct Link {
    var place: String
    /// `nil` when the row cannot be read as a journal entry.
    var reference: EntryReference?
    /// `nil` when this program does not know the act.
    var entry: JournalEntry?
    var faults: [Bilingual] = []
  }

  /// Whether the file takes part in an exchange.
  ///
  /// If an old copy of a file was used further, a later epoch can continue from an entry of that copy, which the hub
  /// refused and no one else has. So the first entry of an epoch is then accepted with any previous hash, as the hub
  /// does.
  let isFromHub: Bool
  /// The station whose file it is. The clock of another station and where its epochs continue from do not count as
  /// damage of this file.
  let own: StationName?
  /// The last link.
  private(set) var end: End?

  init(of own: StationName?, isFromHub: Bool) { (self.own, self.isFromHub) = (own, isFromHub) }

  /// Checks the next row (`Journal.columns` and the hash, in the order of the primary key).
  ///
  /// After a fault the chain continues from the values of the row, so that one changed byte is not a fault of every
  /// later row.
  ///
  /// - Parameter hash: returns the hash of an earlier entry: an epoch may continue from the middle of another one,
  ///   whose rest came back from the hub.
  mutating func step(_ row: Row, _ hash: (EntryReference) throws -> Hash256?) rethrows -> Link {
    guard let link = RawEntry(row) else {
      return Link(
        place: "journal \(row[0] as DatabaseValue).\(row[1] as DatabaseValue).\(row[2] as DatabaseValue)",
        faults: [Bilingual("Dòng nhật ký không đọc được.", "The journal's line cannot be read.")])
    }
    var result = Link(place: "journal \(link.reference)", reference: link.reference, entry: link.entry)
    let previous = end.flatMap { $0.reference.station == link.reference.station ? $0 : nil }
    checkOrder(link, after: previous, &result)
    var before = previous?.hash ?? .zero
    // Only a first entry begins an epoch; in the middle of one, `epochBegun` is an entry like any other.
    if link.reference.sequence == 1, case .epochBegun(let begun) = link.entry?.act, begun.from != previous?.reference {
      // A copy made before the station's first act has no previous entry.
      before = begun.from.sequence == 0 ? .zero : try hash(begun.from) ?? before
    }
    // The hub accepts an epoch of another station that starts without a previous hash, whatever other epochs of that
    // station exist.
    let beginsAlone =
      link.reference.station != own && link.reference.sequence == 1 && link.entry?.act.beginsEpoch != true
    if beginsAlone, SHA256.hash(.zero, link.hashed) == link.hash { before = .zero }
    let isOfAnotherStory = isFromHub && link.entry?.act.beginsEpoch == true && link.reference.sequence == 1
    if !isOfAnotherStory, SHA256.hash(before, link.hashed) != link.hash {
      result.faults.append(
        Bilingual(
          "Mã băm không khớp: việc này, hoặc mã băm của việc ngay trước, đã bị sửa.",
          "The hash does not match: this entry, or the hash of the one before it, was changed."))
    }
    end = End(reference: link.reference, time: link.time, hash: link.hash)
    return result
  }

  private func checkOrder(_ link: RawEntry, after previous: End?, _ result: inout Link) {
    let reference = link.reference
    let follows =
      if let previous, previous.reference.epoch == reference.epoch {
        reference.sequence == previous.reference.sequence + 1
      } else {
        reference.sequence == 1 && reference.epoch >= 1
      }
    if !follows {
      let before = previous.map { "\($0.reference)" } ?? "–"
      result.faults.append(
        Bilingual(
          "Thiếu việc giữa \(before) và \(reference).", "Entries are missing between \(before) and \(reference)."))
    }
    guard let previous else { return }
    if link.time <= previous.time, link.reference.epoch == previous.reference.epoch, reference.station == own {
      result.faults.append(
        Bilingual(
          "Giờ không ở sau việc trước \(previous.reference).",
          "Its time is not after the entry before, \(previous.reference)."))
    }
    if previous.reference.epoch != reference.epoch, reference.station == own, !continues(link, previous.reference) {
      result.faults.append(
        Bilingual(
          "Kỷ nguyên mới không nói tiếp tục từ \(previous.reference).",
          "The new epoch does not say that it continues from \(previous.reference)."))
    }
  }
}

extension Chain {
  /// Whether a first entry names what it continues from: an entry of this station in an earlier epoch.
  private func continues(_ link: RawEntry, _ previous: EntryReference) -> Bool {
    guard case .epochBegun(let begun) = link.entry?.act else { return false }
    return begun.from.station == previous.station && begun.from.epoch < link.reference.epoch
  }
}

/// A row of the journal as stored; every value may be damaged.
struct RawEntry {
  var reference: EntryReference
  var time: Int64
  var hashed: [UInt8]
  var hash: Hash256
  var entry: JournalEntry?

  init?(_ row: Row) {
    func value<Value: DatabaseValueConvertible>(_ index: Int) -> Value? { Value.fromDatabaseValue(row[index]) }
    guard let station: StationName = value(0), let epoch: Int = value(1), let sequence: Int = value(2),
      let packed: Int64 = value(3), let dayText: String = value(4), let day = Day(dayText),
      let clerk: String = value(5),
      let act: String = value(7), let hash: Hash256 = value(8)
    else { return nil }
    var group: EntryReference?
    if let text: String = value(6) {
      guard let named = EntryReference(text), named.description == text else { return nil }
      group = named
    } else if !(row[6] as DatabaseValue).isNull {
      return nil
    }
    reference = EntryReference(station: station, epoch: epoch, sequence: sequence)
    time = packed
    self.hash = hash
    let time = HybridTime(packed: packed)
    hashed = JournalEntry.hashed(
      reference: reference, time: time, day: day, clerk: clerk, group: group, storedAct: act)
    if let act = try? StoredAct.act(from: act) {
      entry = JournalEntry(reference: reference, time: time, day: day, clerk: clerk, group: group, act: act)
    }
  }
}
