import Exchange
import Records
import TestProvince
import TestSupport

/// The journal of a station that is run by a program that is not ours: it writes and signs whatever it likes.
extension StationJournal {
  private static let times = [0, -1, (1 << 47) - 1, -(1 << 47), 1 << 40]

  init(_ name: StationName, _ chance: inout SeededRandom) throws {
    try self.init(name, signing: chance.bytes(32), agreement: chance.bytes(32))
  }

  /// Writes an act, unless its entry could not travel.
  mutating func write(_ act: String, at milliseconds: Int, on day: Day = Day(2026, 11, 20), clerk: String = "Hương") {
    let entry = next(act, at: milliseconds, on: day, clerk: clerk)
    if entry.canTravel { append(entry) }
  }

  /// Writes an act that is corrupted, or whose time and clerk are; or a good one.
  ///
  /// - Parameter onTime: whether at least the times are in order.
  mutating func write(
    _ act: String, others: [String], at milliseconds: Int, onTime: Bool = false, _ chance: inout SeededRandom
  ) {
    let act = chance.one(in: 3) ? act : SpoilingJSON.spoil(act, others: others, &chance)
    let time = !onTime && chance.one(in: 30) ? chance.pick(StationJournal.times) : milliseconds
    let day = chance.one(in: 30) ? chance.pick([Day.first, Day.last]) : Day(2026, 11, 20)
    let clerk = chance.one(in: 20) ? chance.pick(SpoilingJSON.texts) : "Hương"
    write(act.replacing("\n", with: " "), at: time, on: day, clerk: clerk)
  }
}
