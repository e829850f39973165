import Exchange
import Office
import Records

extension OutgoingPacket {
  /// How many batches of other stations one packet shows.
  private static let mostShown = 50

  /// The entries of the office's other stations that the hub has lost, under the seals with which it passed them on: a
  /// station that is lost itself cannot send them again.
  static func colleagues(_ exchange: StationExchange) throws -> [Frame] {
    var (frames, shown) = ([Frame](), 0)
    for held in try exchange.colleaguesToShow() where shown < mostShown {
      var reached = held.sequence
      for bytes in try exchange.office.colleaguesSeals(after: held, most: mostShown - shown) {
        // A batch may begin before what is held, but not after a gap.
        guard let seal = Seal(stored: bytes), seal.first <= reached + 1 else { break }
        let (previous, entries) = try exchange.office.entries(
          of: seal.journal, after: seal.first - 1, limit: seal.last - seal.first + 1)
        guard entries.last?.sequence == seal.last else { break }
        frames += Batch(run: EntryRun(previous: previous, entries: entries), seal: seal).frames
        (reached, shown) = (seal.last, shown + 1)
      }
      exchange.hasShown(held)
    }
    return frames
  }
}
