import GRDB
import Records
import Wording

/// A clock that is ahead is asked about, before a number bears its day or a book of another year is opened.
///
/// Known is the latest of: the time of the last act of this office, the hub's clock in its last answer, the day of the program's version, and
/// the last day a person has stated. A day is believed up to the next working day after that (so neither a weekend nor Tết is asked
/// about, and a day on which nobody registered anything is asked about once); a book of a new year is opened by itself up to one day after it.
extension Desk {
  func expectDayKnown() throws {
    guard !acting.isDayStated, let known = try ClockWord.known(db) else { return }
    guard acting.day <= max(known.adding(days: 1), try WorkingCalendar.read(db).nextWorkingDay(after: known)) else {
      throw ClockRefusal.ahead(acting.day, known: known, opening: nil)
    }
  }

  /// The same for the act that opens the books of a year.
  func expectYearKnown(_ year: Int) throws {
    guard !acting.isDayStated, let known = try ClockWord.known(db), acting.day > known.adding(days: 1) else { return }
    throw ClockRefusal.ahead(acting.day, known: known, opening: year)
  }

  /// The hub has said what time it is.
  public func hear(hubTime milliseconds: Int64) throws {
    guard milliseconds < HybridTime.endless.milliseconds else { return }
    try db.execute(sql: "UPDATE clock SET hubTime = max(hubTime, ?)", arguments: [milliseconds])
  }
}

enum ClockWord {
  static func known(_ db: Database) throws -> Day? {
    guard let time = try Station.read(db).time else { return nil }
    let row = try Row.fetchOne(db.cachedStatement(sql: "SELECT statedDay, hubTime FROM clock"))
    let stated = (row?[0] as String?).flatMap { Day($0) } ?? Day.first
    let hub: Int64 = row?[1] ?? 0
    return [
      Day(unixSeconds: Int(time.milliseconds / 1000)), Day(unixSeconds: Int(hub / 1000)), Build.day, stated,
    ].max()
  }
}

extension Office {
  /// A person has said that it is this day; remembered on this PC, so that the rest of the day is quiet.
  public func stateDay(_ day: Day) throws {
    try write { try $0.execute(sql: "UPDATE clock SET statedDay = ?", arguments: [day.description]) }
  }

  /// The latest day of which anything is known here besides the PC's clock.
  public func knownDay() throws -> Day? { try read(ClockWord.known) }
}

public enum ClockRefusal: Refusal, Equatable {
  /// The PC's clock is ahead of all that is known; `opening`: the year whose books it would open.
  case ahead(Day, known: Day, opening: Int?)
  /// It was said to be a day, and the clock says another.
  case otherDay(Day, clock: Day)

  public var words: Words {
    switch self {
    case .ahead(let day, let known, let opening):
      Words(
        "Đồng hồ máy chỉ \(day.weekday.words.vietnamese) \(day.display), mà ngày gần nhất biết chắc là \(known.display)\(opening.map { ", và việc này sẽ mở sổ năm \($0)" } ?? ""); nếu đúng là hôm nay thì vanthu today \(day.display), không đúng thì chỉnh đồng hồ máy; chưa ghi gì.",
        "The PC's clock says \(day.weekday.words.english) \(day.display), and the last day known for sure is \(known.display)\(opening.map { ", and this would open the books of \($0)" } ?? ""); if that is today, vanthu today \(day.display), else set the clock; nothing was written."
      )
    case .otherDay(let day, let clock):
      Words(
        "Đồng hồ máy chỉ \(clock.weekday.words.vietnamese) \(clock.display), không phải \(day.display); chỉnh đồng hồ máy, hoặc nêu ngày của từng việc bằng --on.",
        "The PC's clock says \(clock.weekday.words.english) \(clock.display) and not \(day.display); set the clock, or name the day of each act with --on."
      )
    }
  }
}
