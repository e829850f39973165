import Records

/// Returns a time (milliseconds since 1970 UTC) as `23/11 01:07`, in Vietnam's time zone, as all days of the program
/// are.
package func clockTime(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return Day(unixSeconds: seconds).short + " \(digits(hour(milliseconds))):\(digits(seconds / 60 % 60))"
}

/// Returns the hour of a time in Vietnam, 0 to 23.
package func hour(_ milliseconds: Int64) -> Int { Int(milliseconds / 3_600_000 + 7) % 24 }
