import Hub

/// Slows down whoever guesses passwords: by the account that is tried *and* the network it is tried from, together. So nobody keeps
/// somebody else out: neither a stranger the one whose account he guesses at, nor a guesser his neighbours behind the same address. A browser
/// that logged in before is counted by itself, and is asked for its password whatever others do.
///
/// After some free tries each wrong one makes the next wait longer, up to a quarter of an hour; an hour of rest, or the right password,
/// and all is forgotten. That is a wait and no allowance, for it is about two parties together. What one party does alone, names that
/// are not there and codes of an account, is counted as everything at the hub is (`Allowance`).
struct Throttle {
  static let free = 5
  /// A browser that was stolen, or somebody at it, is a stranger after so many wrong tries.
  static let freeOfDevice = 10
  static let longest = 15 * 60_000
  static let rest = 3_600_000
  /// So many are remembered; the oldest make room.
  static let most = 5_000

  private struct Tries {
    var wrong = 0
    var last = 0
  }

  private var tries: [String: Tries] = [:]
  private var meter = Meter()

  /// How long is left until the next try is taken, in milliseconds; 0 when it is.
  func wait(account: String, address: String, device: String?, now: Int) -> Int {
    if let device, wrong("d \(device)", now) < Throttle.freeOfDevice { return 0 }
    let key = Throttle.pair(account, address)
    let wrong = wrong(key, now)
    guard let tries = tries[key], wrong >= Throttle.free else { return 0 }
    let pause = min(Throttle.longest, 15_000 << min(wrong - Throttle.free, 10))
    return max(0, tries.last + pause - now)
  }

  /// Whether so many accounts that are not there were tried from the address that it is not worth the work to be asked again.
  func isTrying(names address: String, now: Int) -> Bool {
    meter.wait(.logins(of: .line(address)), now: now) > 0
  }

  private func wrong(_ key: String, _ now: Int) -> Int {
    guard let tries = tries[key], now - tries.last < Throttle.rest else { return 0 }
    return tries.wrong
  }

  mutating func wrong(account: String, isKnown: Bool, address: String, device: String?, now: Int) {
    if !isKnown { meter.count(.logins(of: .line(address)), now: now) }
    var keys = [Throttle.pair(account, address)]
    if let device { keys.append("d \(device)") }
    for key in keys {
      if let known = tries[key], now - known.last >= Throttle.rest { tries[key] = nil }
      tries[key, default: Tries()].wrong += 1
      tries[key]?.last = now
    }
    guard tries.count > Throttle.most else { return }
    for old in tries.sorted(by: { $0.value.last < $1.value.last }).prefix(tries.count / 10) { tries[old.key] = nil }
  }

  /// Whoever comes to the code knows the password already: so nobody else can use them up.
  func takesCodes(of account: String, device: String?, now: Int) -> Bool {
    meter.wait(.logins(of: .account(account)), now: now) == 0
      || device.map { wrong("d \($0)", now) < Throttle.freeOfDevice } == true
  }

  mutating func wrongCode(of account: String, now: Int) {
    meter.count(.logins(of: .account(account)), now: now)
  }

  /// A known browser's is its own: a guesser at the same address is not forgiven by it.
  mutating func right(account: String, address: String, device: String?) {
    tries[device.map { "d \($0)" } ?? Throttle.pair(account, address)] = nil
  }

  private static func pair(_ account: String, _ address: String) -> String { "p \(Party.line(address)) \(account)" }
}
