import Records

/// `23/11 01:07` of a moment, by the clock of Vietnam, as every day of the program is.
package func clockTime(_ milliseconds: Int64) -> String {
  let seconds = Int(milliseconds / 1000)
  func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  return Day(unixSeconds: seconds).short + " \(digits(hour(milliseconds))):\(digits(seconds / 60 % 60))"
}

/// The hour of a moment in Vietnam, 0 to 23.
package func hour(_ milliseconds: Int64) -> Int { Int(milliseconds / 3_600_000 + 7) % 24 }
