import Wording

/// The days of the week; 1 is Monday.
public enum Weekday: Int, CaseIterable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  public var words: Bilingual {
    switch self {
    case .monday: Bilingual("Thứ Hai", "Monday")
    case .tuesday: Bilingual("Thứ Ba", "Tuesday")
    case .wednesday: Bilingual("Thứ Tư", "Wednesday")
    case .thursday: Bilingual("Thứ Năm", "Thursday")
    case .friday: Bilingual("Thứ Sáu", "Friday")
    case .saturday: Bilingual("Thứ Bảy", "Saturday")
    case .sunday: Bilingual("Chủ Nhật", "Sunday")
    }
  }

  public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension Day {
  /// Days since 1 January 1970.
  public var ordinal: Int {
    // The year is counted from March, so that the leap day is its last.
    let shiftedYear = month <= 2 ? year - 1 : year
    let shiftedMonth = (month + 9) % 12
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    return shiftedYear * 365 + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400 + dayOfYear - 719_468
  }

  /// Returns `nil` outside 1900…2199.
  public init?(ordinal: Int) {
    guard ordinal >= Day.firstOrdinal, ordinal <= Day.lastOrdinal else { return nil }
    let days = ordinal + 719_468
    let era = days / 146_097
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  static let firstOrdinal = -25_567
  static let lastOrdinal = 84_005

  /// The day of a point in time, in Vietnam by default. A wrong clock yields the first or the last possible day.
  public init(unixSeconds: Int, utcOffsetHours: Int = 7) {
    let offset = utcOffsetHours * 3_600
    let (local, overflow) = unixSeconds.addingReportingOverflow(offset)
    let seconds = overflow ? unixSeconds : local
    let days = seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1
    self = Day(nearestTo: days)
  }

  /// Returns the day that many days later, or earlier when negative; never before the first or after the last possible
  /// day.
  public func adding(days: Int) -> Day {
    let (sum, overflow) = ordinal.addingReportingOverflow(days)
    return Day(nearestTo: overflow ? (days < 0 ? Int.min : Int.max) : sum)
  }

  /// Returns the same day that many months later, or the last day of a shorter month (31/01 + 1 = 28/02).
  public func adding(months: Int) -> Day {
    let bounded = min(max(months, -4_800), 4_800)
    let count = year * 12 + month - 1 + bounded
    let target = min(max(count, Day.years.lowerBound * 12), Day.years.upperBound * 12 + 11)
    if target != count { return count < target ? Day.first : Day.last }
    let length = Day.length(ofMonth: target % 12 + 1, in: target / 12)
    return Day(target / 12, target % 12 + 1, min(day, length))
  }

  /// Returns how many days later `other` is; negative when it is earlier.
  public func days(to other: Day) -> Int { other.ordinal - ordinal }

  // 1 January 1900 was a Monday.
  public var weekday: Weekday { Weekday(rawValue: (ordinal - Day.firstOrdinal) % 7 + 1)! }

  private init(nearestTo ordinal: Int) { self = Day(ordinal: min(max(ordinal, Day.firstOrdinal), Day.lastOrdinal))! }
}
