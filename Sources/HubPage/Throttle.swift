import Hub

/// Slows down password guessing, by account *and* network together. So nobody can lock anybody else out: neither a
/// stranger the owner of the account, nor a guesser the neighbours behind the same address. A browser that logged in
/// before is counted separately, and may try its password whatever others do.
///
/// After some free tries each wrong one makes the next wait longer, up to a quarter of an hour; an hour without tries,
/// or the right password, resets the count. This is a delay and no allowance, because it is about two parties together.
/// What one party does alone (tries of unknown names, codes of an account) is counted like everything else at the hub
/// (`Allowance`).
struct Throttle {
  static let free = 5
  /// After this many wrong tries a known browser is treated as a stranger: it may have been stolen.
  static let freeOfDevice = 10
  static let longest = 15 * 60_000
  static let rest = 3_600_000
  /// The maximum number of entries; the oldest are dropped.
  static let most = 5_000

  private struct Tries {
    var wrong = 0
    var last = 0
  }

  private var tries: [String: Tries] = [:]
  private var meter = Meter()

  /// How long to wait before the next try, in milliseconds; 0 if none is needed.
  func wait(account: String, address: String, device: String?, now: Int) -> Int {
    if let device, wrong("d \(device)", now) < Throttle.freeOfDevice { return 0 }
    let key = Throttle.pair(account, address)
    let wrong = wrong(key, now)
    guard let tries = tries[key], wrong >= Throttle.free else { return 0 }
    let pause = min(Throttle.longest, 15_000 << min(wrong - Throttle.free, 10))
    return max(0, tries.last + pause - now)
  }

  /// Whether so many unknown accounts were tried from the address that further ones are not hashed any more.
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

  /// Only those who know the password get as far as a code, so nobody else can use up the tries.
  func takesCodes(of account: String, device: String?, now: Int) -> Bool {
    meter.wait(.logins(of: .account(account)), now: now) == 0
      || device.map { wrong("d \($0)", now) < Throttle.freeOfDevice } == true
  }

  mutating func wrongCode(of account: String, now: Int) {
    meter.count(.logins(of: .account(account)), now: now)
  }

  /// Resets the count: only the browser's own if it is known, so that a guesser at the same address is not forgiven.
  mutating func right(account: String, address: String, device: String?) {
    tries[device.map { "d \($0)" } ?? Throttle.pair(account, address)] = nil
  }

  private static func pair(_ account: String, _ address: String) -> String { "p \(Party.line(address)) \(account)" }
}
