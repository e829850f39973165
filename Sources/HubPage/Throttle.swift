import Glibc

/// Slows down whoever guesses passwords: by the account that is tried *and* the network it is tried from, together. So nobody keeps
/// somebody else out: neither a stranger the one whose account he guesses at, nor a guesser his neighbours behind the same address. A browser
/// that logged in before is counted by itself, and is asked for its password whatever others do.
///
/// After some free tries each wrong one makes the next wait longer, up to a quarter of an hour; an hour of rest, or the right password,
/// and all is forgotten.
struct Throttle {
  static let free = 5
  /// A browser that was stolen, or somebody at it, is a stranger after so many wrong tries.
  static let freeOfDevice = 10
  /// Wrong names from one network, before they are not looked up any more.
  static let freeOfNobody = 20
  /// Wrong codes of an account, from everywhere.
  static let freeOfCodes = 20
  static let longest = 15 * 60_000
  static let rest = 3_600_000
  /// So many are remembered; the oldest make room.
  static let most = 5_000

  private struct Tries {
    var wrong = 0
    var last = 0
  }

  private var tries: [String: Tries] = [:]

  /// How long is left until the next try is taken, in milliseconds; 0 when it is.
  func wait(account: String, address: String, device: String?, now: Int) -> Int {
    if let device, wrong("d \(device)", now) < Throttle.freeOfDevice { return 0 }
    let key = "p \(Throttle.network(address)) \(account)"
    let wrong = wrong(key, now)
    guard let tries = tries[key], wrong >= Throttle.free else { return 0 }
    let pause = min(Throttle.longest, 15_000 << min(wrong - Throttle.free, 10))
    return max(0, tries.last + pause - now)
  }

  /// Whether so many accounts that are not there were tried from the address that it is not worth the work to be asked again.
  func isTrying(names address: String, now: Int) -> Bool {
    wrong("n \(Throttle.network(address))", now) >= Throttle.freeOfNobody
  }

  private func wrong(_ key: String, _ now: Int) -> Int {
    guard let tries = tries[key], now - tries.last < Throttle.rest else { return 0 }
    return tries.wrong
  }

  mutating func wrong(account: String, isKnown: Bool, address: String, device: String?, now: Int) {
    let network = Throttle.network(address)
    var keys = ["p \(network) \(account)"]
    if !isKnown { keys.append("n \(network)") }
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
    wrong("c \(account)", now) < Throttle.freeOfCodes
      || device.map { wrong("d \($0)", now) < Throttle.freeOfDevice } == true
  }

  mutating func wrongCode(of account: String, now: Int) {
    let key = "c \(account)"
    if let known = tries[key], now - known.last >= Throttle.rest { tries[key] = nil }
    tries[key, default: Tries()].wrong += 1
    tries[key]?.last = now
  }

  /// A known browser's is its own: a guesser at the same address is not forgiven by it.
  mutating func right(account: String, address: String, device: String?) {
    tries[device.map { "d \($0)" } ?? "p \(Throttle.network(address)) \(account)"] = nil
  }

  /// Of IPv6 the first half: the rest everybody has by the thousand.
  static func network(_ address: String) -> String {
    var bytes = in6_addr()
    guard inet_pton(AF_INET6, address, &bytes) == 1 else { return address }
    return withUnsafeBytes(of: bytes) { bytes in
      // An IPv4 address in IPv6 clothes is itself.
      let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
      return (isMapped ? bytes[12...] : bytes[..<8]).map { String($0, radix: 16) }.joined(separator: ":")
    }
  }
}
