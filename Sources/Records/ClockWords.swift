/// Returns a time (milliseconds since 1970 UTC) as `23/11 01:07`, in Vietnam's time zone, as all days of the program
/// are.
package func clockTime(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return Day(unixSeconds: seconds).short + " \(digits(hour(milliseconds))):\(digits(seconds / 60 % 60))"
}

/// Returns the day of an act, and the time of day if the clock showed that day: `20/11/2026 09:00`. An act that was
/// entered for another day has none.
package func moment(_ day: Day, _ milliseconds: Int64?) -> String {
  guard let milliseconds, Day(unixSeconds: Int(milliseconds / 1000)) == day else { return day.display }
  return moment(milliseconds)
}

/// Returns a time as `20/11/2026 09:00`.
package func moment(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return "\(Day(unixSeconds: seconds).display) \(digits(hour(milliseconds))):\(digits(seconds / 60 % 60))"
}

/// Returns the hour of a time in Vietnam, 0 to 23.
package func hour(_ milliseconds: Int64) -> Int { Int(milliseconds / 3_600_000 + 7) % 24 }

package extension Day {
  /// `05/03`: the day for a narrow column, where the year is plain from the list.
  var short: String { String(display.prefix(5)) }
}

/// A time as clocks in Vietnam show it (UTC+7, no summer time), whatever the zone of the PC is.
package struct VietnamTime {
  private let seconds: Int

  /// - Parameter milliseconds: since 1970 (UTC).
  package init(milliseconds: Int64) { seconds = Int(milliseconds / 1000) + 7 * 3600 }

  package var secondOfDay: Int { seconds % 86_400 }

  /// `2026-11-20 09:00:00`, for a log.
  package var stamp: String {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let clock = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map(digits).joined(separator: ":")
    return "\(Day(unixSeconds: seconds - 7 * 3600)) \(clock)"
  }
}
