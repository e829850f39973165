/// The calendar of working days: Monday to Friday, except the days off in the table, and the Saturdays and Sundays that
/// the table declares worked.
///
/// The table is data that the clerk can edit: which days of Tết are off, and which Saturdays are worked in exchange, is
/// announced each year. A year without a table is counted by weekdays alone; `missingYears` reports it, and the program
/// must show it.
public struct WorkingCalendar: Sendable {
  /// The table, by day.
  public let holidays: [Holiday]
  private let byDay: [Day: Holiday]
  private let yearsWithTable: Set<Int>
  /// Days that differ from their weekday, each with the sum of the differences up to and including it: +1 for a worked
  /// weekend day, -1 for a day off.
  private let exceptions: [(ordinal: Int, sum: Int)]

  public init(_ holidays: [Holiday]) {
    let byDay = Dictionary(holidays.map { ($0.day, $0) }, uniquingKeysWith: { _, later in later })
    self.byDay = byDay
    self.holidays = byDay.values.sorted { $0.day < $1.day }
    yearsWithTable = Set(byDay.values.lazy.filter { $0.kind == .off }.map(\.day.year))
    var sum = 0
    exceptions = self.holidays.compactMap { holiday in
      let isException = holiday.day.weekday.isWeekend == (holiday.kind == .working)
      guard isException else { return nil }
      sum += holiday.kind == .working ? 1 : -1
      return (holiday.day.ordinal, sum)
    }
  }

  public func isWorkingDay(_ day: Day) -> Bool {
    byDay[day].map { $0.kind == .working } ?? !day.weekday.isWeekend
  }

  /// Returns the line of the table for a day.
  public func holiday(on day: Day) -> Holiday? { byDay[day] }

  /// Returns the first working day after a day.
  public func nextWorkingDay(after day: Day) -> Day { adding(workingDays: 1, to: day) }

  /// Returns the day that many working days later. The day itself is not counted, whether worked or not (Civil Code,
  /// article 147); a negative number goes back; 0 returns the day itself.
  public func adding(workingDays count: Int, to day: Day) -> Day {
    if count == 0 { return day }
    // Going back, the day sought is the last one before which `-count` working days remain.
    let start = count > 0 ? workedThrough(day.ordinal) : workedThrough(day.ordinal - 1) + 1
    let (target, overflow) = start.addingReportingOverflow(count)
    if overflow { return count > 0 ? Day.last : Day.first }
    var low = Day.firstOrdinal
    var high = Day.lastOrdinal
    while low < high {
      let middle = low + (high - low) / 2
      if workedThrough(middle) < target { low = middle + 1 } else { high = middle }
    }
    return Day(ordinal: low)!
  }

  /// Returns the number of working days after `start` up to and including `end`; negative when `end` is earlier.
  public func workingDays(from start: Day, to end: Day) -> Int {
    workedThrough(end.ordinal) - workedThrough(start.ordinal)
  }

  /// Whether the table has days off for the year.
  public func hasTable(for year: Int) -> Bool { yearsWithTable.contains(year) }

  /// Returns the years between two days for which there is no table: a deadline there is not certain.
  public func missingYears(in days: ClosedRange<Day>) -> [Int] {
    (days.lowerBound.year...days.upperBound.year).filter { !hasTable(for: $0) }
  }

  /// Returns the number of working days from the first possible day up to and including a day.
  private func workedThrough(_ ordinal: Int) -> Int {
    // The first day is a Monday.
    let days = ordinal - Day.firstOrdinal + 1
    return days / 7 * 5 + min(days % 7, 5) + exceptionsThrough(ordinal)
  }

  private func exceptionsThrough(_ ordinal: Int) -> Int {
    var low = 0
    var high = exceptions.count
    while low < high {
      let middle = (low + high) / 2
      if exceptions[middle].ordinal <= ordinal { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? 0 : exceptions[low - 1].sum
  }
}

extension WorkingCalendar {
  /// The table that comes with the program.
  public static let shipped: WorkingCalendar = {
    do {
      return WorkingCalendar(try Holiday.parse(String(decoding: PackageResources.holidays_tsv, as: UTF8.self)))
    } catch {
      preconditionFailure("the holiday table of the program is damaged: \(error)")
    }
  }()
}
