import Records

/// The name of an automatic backup: its station and its day.
///
/// `vanthu-0a1b2c3d-2026-11-20.db`; a second history of the same day (an older file was restored in between) gets `-2`
/// after the day.
struct BackupName: Hashable, Comparable {
  var station: StationName
  var day: Day
  var copy = 1

  /// The ending of a backup in which `verify` found damage.
  static let damagedEnding = ".damaged"

  var text: String { "vanthu-\(station)-\(day)\(copy == 1 ? "" : "-\(copy)").db" }

  init(station: StationName, day: Day, copy: Int = 1) {
    (self.station, self.day, self.copy) = (station, day, copy)
  }

  /// Returns `nil` for any other file: files with other names are never removed.
  init?(_ text: String) {
    guard text.hasPrefix("vanthu-"), text.hasSuffix(".db") else { return nil }
    let parts = text.dropFirst(7).dropLast(3).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4 || parts.count == 5, let station = StationName(parts[0]),
      let day = Day(parts[1...3].joined(separator: "-"))
    else { return nil }
    (self.station, self.day) = (station, day)
    if parts.count == 5 {
      guard let copy = Int(parts[4]), copy > 1, "\(copy)" == parts[4] else { return nil }
      self.copy = copy
    }
  }

  static func < (a: BackupName, b: BackupName) -> Bool { (a.day, a.copy, a.station) < (b.day, b.copy, b.station) }
}
