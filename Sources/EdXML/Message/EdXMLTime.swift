import Records

/// A day as written in a message, and the day that is meant if it exists: samples contain a 30 February.
public struct EdXMLDay: Equatable, Sendable {
  public let text: String
  public let day: Day?

  public init(_ day: Day) {
    text = day.slashed
    self.day = day
  }

  public init(reading text: String) {
    self.text = text
    day = WrittenMoment(text)?.day
  }
}

/// A time as written in a message, in Vietnam's time zone: `2015/09/20 11:08:36`.
public struct EdXMLTime: Equatable, Sendable {
  public let text: String
  /// Seconds since 1970; `nil` when the text is no valid time.
  public let unixSeconds: Int?

  /// Clamps the time of a broken clock to the first or last representable moment.
  public init(unixSeconds: Int) {
    let first = Day.first.ordinal * 86_400 - WrittenMoment.vietnam
    let last = (Day.last.ordinal + 1) * 86_400 - WrittenMoment.vietnam - 1
    let unixSeconds = min(max(unixSeconds, first), last)
    let day = Day(unixSeconds: unixSeconds)
    let seconds = unixSeconds + WrittenMoment.vietnam - day.ordinal * 86_400
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    text = "\(day.slashed) \(parts.joined(separator: ":"))"
    self.unixSeconds = unixSeconds
  }

  public init(reading text: String) {
    self.text = text
    unixSeconds = WrittenMoment(text)?.unixSeconds
  }

  /// The day in Vietnam.
  public var day: Day? { unixSeconds.map { Day(unixSeconds: $0) } }
}

extension Day {
  /// The form used in messages: `2015/09/20`.
  var slashed: String { description.split(separator: "-").joined(separator: "/") }
}

/// A date or time in the forms found in real messages: `2015/09/20`, `30/10/2020`, `2015-09-20T11:08:36+07:00`. Without
/// a zone it is in Vietnam's time (Decision 28/2018, article 14.4).
struct WrittenMoment {
  let unixSeconds: Int

  static let vietnam = 7 * 3_600

  /// The day in Vietnam: a message in UTC still has the day before when it is midnight there.
  var day: Day { Day(unixSeconds: unixSeconds) }

  init?(_ text: String) {
    var rest = Array(text.utf8.prefix(41))[...]
    guard rest.count <= 40, let day = WrittenMoment.day(&rest) else { return nil }
    var seconds = 0
    var offset = WrittenMoment.vietnam
    if !rest.isEmpty {
      guard rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "T") else { return nil }
      rest.removeFirst()
      guard let clock = WrittenMoment.clock(&rest), let zone = WrittenMoment.zone(&rest), rest.isEmpty else {
        return nil
      }
      seconds = clock
      offset = zone
    }
    unixSeconds = day.ordinal * 86_400 + seconds - offset
  }

  /// Parses a date, year first or day first; the year has four digits.
  private static func day(_ rest: inout ArraySlice<UInt8>) -> Day? {
    let beginning = rest.count
    guard let first = number(&rest, digits: 4) else { return nil }
    let yearFirst = beginning - rest.count == 4
    guard let separator = rest.popFirst(), "/-.".utf8.contains(separator), let month = number(&rest, digits: 2),
      rest.popFirst() == separator
    else { return nil }
    let behind = rest.count
    guard let last = number(&rest, digits: 4) else { return nil }
    guard yearFirst != (behind - rest.count == 4) else { return nil }
    return yearFirst ? Day(year: first, month: month, day: last) : Day(year: last, month: month, day: first)
  }

  /// Parses hours and minutes, with optional seconds and fractions; returns seconds.
  private static func clock(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let hours = number(&rest, digits: 2), rest.popFirst() == UInt8(ascii: ":"),
      let minutes = number(&rest, digits: 2), hours < 24, minutes < 60
    else { return nil }
    var seconds = 0
    if rest.first == UInt8(ascii: ":") {
      rest.removeFirst()
      guard let read = number(&rest, digits: 2), read <= 60 else { return nil }
      seconds = min(read, 59)
      if rest.first == UInt8(ascii: ".") {
        rest.removeFirst()
        guard number(&rest, digits: 9) != nil else { return nil }
      }
    }
    return hours * 3_600 + minutes * 60 + seconds
  }

  /// Parses `Z`, `+07:00`, `+0700`, or nothing (Vietnam's zone); returns seconds.
  private static func zone(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard let sign = rest.popFirst() else { return vietnam }
    if sign == UInt8(ascii: "Z") { return 0 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), let hours = number(&rest, digits: 2) else {
      return nil
    }
    if rest.first == UInt8(ascii: ":") { rest.removeFirst() }
    guard let minutes = number(&rest, digits: 2), hours <= 14, minutes < 60 else { return nil }
    return (hours * 3_600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }

  private static func number(_ rest: inout ArraySlice<UInt8>, digits: Int) -> Int? {
    var value = 0
    var count = 0
    while count < digits, let byte = rest.first, (0x30...0x39).contains(byte) {
      value = value * 10 + Int(byte - 0x30)
      count += 1
      rest.removeFirst()
    }
    return count == 0 ? nil : value
  }
}
