import Wording

/// How many wrong tries a party may have in a span of time. It is metered in memory (`Meter`) and the same for all;
/// what an office may send and store is counted in the data, and set by a command (`Quota`).
public struct Allowance: Equatable, Sendable {
  public var of: Party
  public var thing: Thing
  public var most: Int
  /// In milliseconds.
  public var span: Int

  /// What was tried.
  public enum Thing: Sendable { case enrolments, logins }

  public init(of party: Party, _ thing: Thing, most: Int, span: Int) {
    (of, self.thing, self.most, self.span) = (party, thing, most, span)
  }

  static let hour = 3_600_000

  /// Wrong tries to log in: of unknown names, from a network; of second-factor codes, to an account.
  public static func logins(of party: Party) -> Allowance { Allowance(of: party, .logins, most: mostTries, span: hour) }

  /// Wrong tries to enrol: more than an office that mistypes needs, while a guesser has 20 of 2⁴⁰ an hour.
  static func enrolments(of party: Party) -> Allowance {
    Allowance(of: party, .enrolments, most: mostTries, span: hour)
  }

  public static let mostTries = 20

  /// The limit in words; no command changes it.
  public static let triesWords = Bilingual(
    "Nhập mã sai, gõ tên hay mã xác thực sai: \(mostTries) lần một giờ cho mỗi địa chỉ, USB hay tài khoản, "
      + "rồi phải đợi; không đổi được.",
    "Wrong enrolment codes, wrong names and second codes: \(mostTries) an hour for an address, "
      + "a stick or an account, then a wait; this cannot be changed."
  )
}

/// The recent tries of parties, in memory (a leaky bucket): a level that falls by `most` in each span, so that nobody
/// has to wait for midnight.
///
/// A restart resets it. It limits what costs the hub time; what an office may send a day is counted in the data.
public struct Meter: Sendable {
  /// The maximum number of levels; those that will be empty soonest are dropped.
  static let most = 10_000

  private struct Key: Hashable {
    var party: Party
    var thing: Allowance.Thing
  }

  private struct Level {
    var height: Double
    var at: Int
    var fall: Double
    func height(_ now: Int) -> Double { max(0, height - fall * Double(max(0, now - at))) }
    var empty: Double { fall > 0 ? Double(at) + height / fall : .infinity }
  }

  private var levels: [Key: Level] = [:]

  public init() {}

  /// The milliseconds until one more is allowed; 0 for now.
  public func wait(_ allowance: Allowance, now: Int) -> Int {
    guard let level = levels[Key(party: allowance.of, thing: allowance.thing)] else { return 0 }
    let over = level.height(now) + 1 - Double(allowance.most)
    guard over > 0 else { return 0 }
    return Int((over * Double(allowance.span) / Double(max(1, allowance.most))).rounded(.up))
  }

  /// Counts tries.
  public mutating func count(_ allowance: Allowance, _ amount: Int = 1, now: Int) {
    let key = Key(party: allowance.of, thing: allowance.thing)
    let height = (levels[key]?.height(now) ?? 0) + Double(amount)
    levels[key] = Level(height: height, at: now, fall: Double(allowance.most) / Double(max(1, allowance.span)))
    guard levels.count > Meter.most else { return }
    for old in levels.sorted(by: { $0.value.empty < $1.value.empty }).prefix(Meter.most / 10) { levels[old.key] = nil }
  }

  /// Resets a party's level, because it has proved who it is.
  public mutating func forget(_ allowance: Allowance) {
    levels[Key(party: allowance.of, thing: allowance.thing)] = nil
  }
}
