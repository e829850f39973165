import Wording

/// How many wrong tries a party may have in a span of time. It is metered in memory (`Meter`) and the same for all; what an office may send
/// and keep is counted in the data, and said by command (`Quota`).
public struct Allowance: Equatable, Sendable {
  public var of: Party
  public var thing: Thing
  public var most: Int
  /// Milliseconds.
  public var span: Int

  /// What was tried.
  public enum Thing: Sendable { case enrolments, logins }

  public init(of party: Party, _ thing: Thing, most: Int, span: Int) {
    (of, self.thing, self.most, self.span) = (party, thing, most, span)
  }

  static let hour = 3_600_000

  /// Wrong tries to log in: names that are not there, of a network; codes of the second step, of an account.
  public static func logins(of party: Party) -> Allowance { Allowance(of: party, .logins, most: mostTries, span: hour) }

  /// Wrong tries to enrol: an office that mistypes has many more than it needs; a guesser has 20 of 2⁴⁰ an hour.
  static func enrolments(of party: Party) -> Allowance {
    Allowance(of: party, .enrolments, most: mostTries, span: hour)
  }

  public static let mostTries = 20

  /// For whoever asks what holds: no command changes it.
  public static let triesWords = Words(
    "Nhập mã sai, gõ tên hay mã xác thực sai: \(mostTries) lần một giờ cho mỗi địa chỉ, USB hay tài khoản, rồi phải đợi; không đổi được.",
    "Wrong codes of enrolment, wrong names and second codes: \(mostTries) an hour for an address, a stick or an account, then a wait; this cannot be set."
  )
}

/// What parties had lately, in memory: a level that falls by `most` in each span, so that nobody waits for midnight.
///
/// A restart forgets it. It is for what costs the hub time; what an office may send a day is counted in the data.
public struct Meter: Sendable {
  /// So many levels are remembered; those that will be empty soonest make room.
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

  /// How many milliseconds until one more is allowed; 0 for now.
  public func wait(_ allowance: Allowance, now: Int) -> Int {
    guard let level = levels[Key(party: allowance.of, thing: allowance.thing)] else { return 0 }
    let over = level.height(now) + 1 - Double(allowance.most)
    guard over > 0 else { return 0 }
    return Int((over * Double(allowance.span) / Double(max(1, allowance.most))).rounded(.up))
  }

  /// Counts what was had.
  public mutating func count(_ allowance: Allowance, _ amount: Int = 1, now: Int) {
    let key = Key(party: allowance.of, thing: allowance.thing)
    let height = (levels[key]?.height(now) ?? 0) + Double(amount)
    levels[key] = Level(height: height, at: now, fall: Double(allowance.most) / Double(max(1, allowance.span)))
    guard levels.count > Meter.most else { return }
    for old in levels.sorted(by: { $0.value.empty < $1.value.empty }).prefix(Meter.most / 10) { levels[old.key] = nil }
  }

  /// Forgets a party's: it showed that it is who it says.
  public mutating func forget(_ allowance: Allowance) {
    levels[Key(party: allowance.of, thing: allowance.thing)] = nil
  }
}
