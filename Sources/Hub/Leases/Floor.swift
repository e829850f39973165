import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

/// What every station of an office has to know before a book that was taken over may be numbered: all hand-overs of its
/// books, the present epoch of each station, and that of the hub. A station that knows them enters no earlier code, and
/// accepts no earlier lease.
///
/// It is shown by the positions in the station's hello, so nothing else needs to be sent.
struct Floor {
  /// For each journal, the entry up to which it has to be held.
  private var least: [JournalName: Int] = [:]
  /// The present epoch of each station that has written anything.
  private var epochs: [StationName: Int] = [:]

  /// - Parameter stations: all of the office, also revoked ones.
  init(of organ: Organ.ID, _ stations: [StationName], hub: JournalName, _ db: Database) throws {
    least[hub] = 1
    for station in stations {
      let epoch = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT max(epoch) FROM journals WHERE station = ?"), arguments: [station])
      guard let epoch else { continue }
      epochs[station] = epoch
      least[JournalName(station: station, epoch: epoch)] = 1
    }
    let hands = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT station, epoch, max(sequence) FROM hands WHERE organ = ? GROUP BY station, epoch"),
      arguments: [organ])
    for row in hands {
      let journal = JournalName(station: try row.stored(0), epoch: row[1])
      // Only what the hub can give: of a station that was moved or lost it may hold less.
      guard let head = try Journals.head(journal, db) else { continue }
      least[journal] = min(max(least[journal] ?? 1, row[2]), head.sequence)
    }
  }

  /// A short name of it: 8 bytes of a SHA-256.
  var digest: Int64 {
    let lines = least.sorted { $0.key < $1.key }.map { "\($0.key.station) \($0.key.epoch) \($0.value)\n" }.joined()
    let hash = Hash256(of: Array("vanthu floor 1\n\(lines)".utf8))
    return Int64(bitPattern: hash.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Whether the station writes in a later epoch than this one.
  func isOver(_ epoch: Int, of station: StationName) -> Bool { (epochs[station] ?? 0) > epoch }

  /// Whether the positions cover it.
  func isShown(in held: [JournalHead]) -> Bool {
    let held = Dictionary(held.map { ($0.journal, $0.sequence) }) { max($0, $1) }
    return least.allSatisfy { held[$0.key] ?? 0 >= $0.value }
  }
}
