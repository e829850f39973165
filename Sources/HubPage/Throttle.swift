/// Slows down whoever guesses passwords: by the account that is tried and by the address that tries. After some free tries each wrong one
/// makes the next wait longer, up to a quarter of an hour; an hour of rest, or the right password, and all is forgotten.
///
/// An account is never locked for good: otherwise anybody could lock it.
struct Throttle {
  static let freeOfAccount = 5
  static let freeOfAddress = 20
  static let longest = 15 * 60_000
  static let rest = 3_600_000
  /// So many names are remembered; the oldest make room.
  static let most = 5_000

  private struct Tries {
    var wrong = 0
    var last = 0
  }

  private var tries: [String: Tries] = [:]

  /// How long is left until the next try is taken, in milliseconds; 0 when it is.
  func wait(account: String, address: String, now: Int) -> Int {
    max(
      wait("a \(account)", Throttle.freeOfAccount, now), wait("n \(address)", Throttle.freeOfAddress, now))
  }

  private func wait(_ key: String, _ free: Int, _ now: Int) -> Int {
    guard let tries = tries[key], tries.wrong >= free, now - tries.last < Throttle.rest else { return 0 }
    let pause = min(Throttle.longest, 15_000 << min(tries.wrong - free, 10))
    return max(0, tries.last + pause - now)
  }

  mutating func wrong(account: String, address: String, now: Int) {
    for key in ["a \(account)", "n \(address)"] {
      if let known = tries[key], now - known.last >= Throttle.rest { tries[key] = nil }
      tries[key, default: Tries()].wrong += 1
      tries[key]?.last = now
    }
    guard tries.count > Throttle.most else { return }
    for old in tries.sorted(by: { $0.value.last < $1.value.last }).prefix(tries.count / 10) { tries[old.key] = nil }
  }

  mutating func right(account: String) { tries["a \(account)"] = nil }
}
