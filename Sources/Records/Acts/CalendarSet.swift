import Wording

extension Acts {
  /// The days off and the swapped working days of a year, according to the notice published for it.
  public struct CalendarSet: OfficeAct, StaysInOffice {
    public static let name = ActName.calendarSet
    public var year: Int
    public var holidays: [Holiday]

    public init(year: Int, holidays: [Holiday]) {
      self.year = year
      self.holidays = holidays
    }

    public var words: Bilingual { Bilingual("đặt lịch nghỉ năm \(year)", "set the calendar of \(year)") }
    /// A verb never writes a day of another year (that year's table could then no longer be set) nor the same day
    /// twice.
    public var isConsistent: Bool {
      holidays.allSatisfy { $0.day.year == year } && Set(holidays.map(\.day)).count == holidays.count
    }
  }
}
