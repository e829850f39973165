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
