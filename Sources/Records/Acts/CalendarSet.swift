import Wording

extension Act {
  /// The days off and the swapped working days of a year, as its yearly notice says.
  public struct CalendarSet: OfficeAct, StaysInOffice {
    public static let name = Name.calendarSet
    public var year: Int
    public var holidays: [Holiday]

    public init(year: Int, holidays: [Holiday]) {
      self.year = year
      self.holidays = holidays
    }

    public var act: Act { .calendarSet(self) }

    public var words: Words { Words("đặt lịch nghỉ năm \(year)", "set the calendar of \(year)") }
    /// No desk puts a day into another year's table, nor a day twice: that other year could not be set any more.
    public var isConsistent: Bool {
      holidays.allSatisfy { $0.day.year == year } && Set(holidays.map(\.day)).count == holidays.count
    }
  }
}
