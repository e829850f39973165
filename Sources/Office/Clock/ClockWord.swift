import GRDB
import Records
import RecordsSQL
import Wording

/// Questions about a clock that is ahead, before a number gets its day or a book of another year is opened.
///
/// The last day known for sure is the latest of: the time of the last act of this office, the hub's clock in its last
/// answer, the day of the program's version, and the last day a person has stated. A day is believed up to the next
/// working day after that (so neither a weekend nor Tết is asked about, and a day on which nobody registered anything
/// is asked about once); a book of a new year is opened without a question up to one day after it.
extension OfficeTransaction {
  func expectDayKnown() throws { try ClockWord.expectDay(context, db) }

  /// Does the same for the act that opens the books of a year.
  func expectYearKnown(_ year: Int) throws { try ClockWord.expectYear(year, context, db) }

  /// Stops believing the times of all acts so far, and any day stated before: a clock that was ahead had a part in
  /// them. The day stated is `context.day` from now on.
  func mistrustTimes() throws {
    try db.execute(
      sql: "UPDATE clock SET statedDay = ?, mistrusted = ?",
      arguments: [context.day.description, station.time?.milliseconds ?? 0])
  }

  /// Records the time that the hub has reported, in milliseconds since 1970 (UTC).
  ///
  /// - Parameter isNow: whether it is the time of this moment, and not of an answer that was carried here. If this PC's
  ///   clock agrees with it, later times in the file are not believed: a colleague's clock is ahead, or the hub's was.
  public func note(hubTime milliseconds: Int64, isNow: Bool = false) throws {
    guard milliseconds < HybridTime.endless.milliseconds else { return }
    let agrees = isNow && (milliseconds - context.milliseconds).magnitude <= Lease.skew
    // Two clocks that agree now are right against what one of them has said before: the hub's was set since.
    try db.execute(
      sql: "UPDATE clock SET hubTime = iif(? AND hubTime > ?, ?, max(hubTime, ?))",
      arguments: [agrees, milliseconds + Lease.skew, milliseconds, milliseconds])
    guard agrees, let time = station.time?.milliseconds, time > milliseconds + Lease.skew else { return }
    try db.execute(sql: "UPDATE clock SET mistrusted = max(mistrusted, ?)", arguments: [time])
  }
}

extension Office {
  /// Returns the latest time that the hub has reported and that is still believed, in milliseconds since 1970 (UTC); 0
  /// if it has reported none.
  public func hubTime() throws -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT hubTime FROM clock") ?? 0 }
  }
}

enum ClockWord {
  static func expectDay(_ context: ActContext, _ db: Database) throws {
    guard !context.isDayStated, let known = try known(db) else { return }
    guard context.day <= max(known.adding(days: 1), try WorkingCalendar.read(db).nextWorkingDay(after: known)) else {
      throw ClockRefusal.ahead(context.day, known: known, opening: nil)
    }
  }

  static func expectYear(_ year: Int, _ context: ActContext, _ db: Database) throws {
    guard !context.isDayStated, let known = try known(db), context.day > known.adding(days: 1) else { return }
    throw ClockRefusal.ahead(context.day, known: known, opening: year)
  }

  /// Refuses a clock that is behind the file, unless a person has said that it is right.
  static func expectNotBehind(_ context: ActContext, _ db: Database) throws {
    guard !context.isDayStated, let behind = try ClockBehind.read(db, today: context.day) else { return }
    guard try stated(db) != context.day else { return }
    throw ClockRefusal.behind(context.day, behind)
  }

  static func known(_ db: Database) throws -> Day? {
    guard let witnessed = try witnessed(db) else { return nil }
    return [witnessed, Build.day, try stated(db) ?? Day.first].max()
  }

  static func stated(_ db: Database) throws -> Day? {
    try String.fetchOne(db.cachedStatement(sql: "SELECT statedDay FROM clock")).flatMap { Day($0) }
  }

  /// Returns the latest day the file itself knows of: that of its last act, or that of the hub's last answer. `nil`
  /// before the first act.
  ///
  /// Times up to those of a clock that was ahead are not believed (`mendClock`): hybrid times do not run backwards, so
  /// acts of today bear them too. Until they have passed, the day on the stamp of the last act counts.
  static func witnessed(_ db: Database) throws -> Day? {
    guard let acted = try acted(db) else { return nil }
    let hub = try Int64.fetchOne(db.cachedStatement(sql: "SELECT hubTime FROM clock")) ?? 0
    return max(acted, Day(unixSeconds: Int(hub / 1000)))
  }

  /// Returns the day of the file's last act alone.
  static func acted(_ db: Database) throws -> Day? {
    let station = try Station.read(db)
    guard let time = station.time else { return nil }
    let mistrusted = try Int64.fetchOne(db.cachedStatement(sql: "SELECT mistrusted FROM clock")) ?? 0
    return time.milliseconds > mistrusted
      ? Day(unixSeconds: Int(time.milliseconds / 1000)) : try stamped(station, db) ?? Day.first
  }

  private static func stamped(_ station: Station, _ db: Database) throws -> Day? {
    try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT day FROM journal WHERE station = ? ORDER BY epoch DESC, sequence DESC LIMIT 1"),
      arguments: [station.id]
    ).flatMap { Day($0) }
  }
}

extension Office {
  /// Asks about the day before another program gives a number on it, while there is a person who can answer.
  ///
  /// - Throws: `ClockRefusal.ahead`.
  public func expectDay(_ context: ActContext, numbering direction: Book.Direction) throws {
    try read { db in
      try ClockWord.expectDay(context, db)
      let isOpen = try BookState.all(year: context.day.year, db).contains { $0.book.direction == direction }
      if !isOpen { try ClockWord.expectYear(context.day.year, context, db) }
    }
  }

  /// Returns the last day known for sure, if the clock is too far ahead of it to be believed without a question; nil if
  /// it is not.
  public func dayKnown(before context: ActContext) throws -> Day? {
    guard viewOnly == nil else { return nil }
    do {
      try read { try ClockWord.expectDay(context, $0) }
      return nil
    } catch ClockRefusal.ahead(_, let known, _) {
      return known
    }
  }

  /// Asks about a clock that is behind the file, before a person acts by it.
  ///
  /// - Throws: `ClockRefusal.behind`.
  public func expectClockNotBehind(_ context: ActContext) throws {
    guard viewOnly == nil else { return }
    try read { try ClockWord.expectNotBehind(context, $0) }
  }

  /// Records on this PC that a person has said it is this day, so that there are no more questions that day.
  ///
  /// - Throws: `LimitRefusal` for a day that no document may bear: it will never come, and would be believed for ever.
  public func stateDay(_ day: Day) throws {
    try FieldLimits.check(day, Bilingual("đồng hồ máy", "PC's clock"))
    try write { try $0.execute(sql: "UPDATE clock SET statedDay = ?", arguments: [day.description]) }
  }

  /// Returns the last day that a person has confirmed; nil if none was, and for a file opened for viewing only.
  public func statedDay() throws -> Day? { viewOnly == nil ? try read(ClockWord.stated) : nil }

  /// Returns the latest day known here besides the PC's clock; nil for a file opened for viewing only.
  public func knownDay() throws -> Day? { viewOnly == nil ? try read(ClockWord.known) : nil }
}

public enum ClockRefusal: Refusal, Equatable {
  /// The PC's clock is ahead of all that is known; `opening`: the year whose books would be opened.
  case ahead(Day, known: Day, opening: Int?)
  /// The PC's clock is behind what the file holds.
  case behind(Day, ClockBehind)
  /// A day was stated, and the clock says another.
  case otherDay(Day, clock: Day)
  /// The year was left out, or the day was given relative to the clock's.
  case partOfDay(String)

  public var words: Bilingual {
    switch self {
    case .ahead(let day, let known, let opening):
      Bilingual(
        "Đồng hồ máy chỉ \(day.weekday.words.vietnamese) \(day.display), mà "
          + "ngày gần nhất biết chắc là \(known.display)\(opening.map { ", và việc này sẽ mở sổ năm \($0)" } ?? ""); "
          + "nếu đúng là hôm nay thì vanthu today \(day.display), không đúng thì chỉnh đồng hồ máy; chưa ghi gì.",
        "The PC's clock says \(day.weekday.words.english) \(day.display), and the last day "
          + "known for sure is \(known.display)\(opening.map { ", and this would open the books of \($0)" } ?? ""); "
          + "if that is today, run vanthu today \(day.display), otherwise set the clock; nothing was written."
      )
    case .behind(let day, let behind):
      Bilingual(
        "\(behind.words(today: day, way: "vanthu mend-clock").vietnamese.dropLast()); "
          + "nếu đúng là hôm nay thì vanthu today \(day.display); chưa ghi gì.",
        "\(behind.words(today: day, way: "vanthu mend-clock").english.dropLast()); "
          + "if that is today, run vanthu today \(day.display); nothing was written."
      )
    case .partOfDay(let typed):
      Bilingual(
        "“\(typed)” chưa nói ngày nào nếu đồng hồ máy sai; gõ đủ ngày, tháng, năm.",
        "“\(typed)” cannot be read as a date while the clock is wrong; type day, month and year.")
    case .otherDay(let day, let clock):
      Bilingual(
        "Đồng hồ máy chỉ \(clock.weekday.words.vietnamese) \(clock.display), không phải \(day.display); "
          + "chỉnh đồng hồ máy, hoặc nêu ngày của từng việc bằng --on.",
        "The PC's clock says \(clock.weekday.words.english) \(clock.display) and not \(day.display); "
          + "set the clock, or name the day of each act with --on."
      )
    }
  }
}
