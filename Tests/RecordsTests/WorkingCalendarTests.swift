import TestSupport
import Testing

@testable import Records

private let calendar = WorkingCalendar.shipped

@Test("Saturday and Sunday are not worked; Monday to Friday are")
func weekends() {
  #expect(calendar.isWorkingDay(Day(2026, 3, 6)))
  #expect(!calendar.isWorkingDay(Day(2026, 3, 7)))
  #expect(!calendar.isWorkingDay(Day(2026, 3, 8)))
  #expect(calendar.nextWorkingDay(after: Day(2026, 3, 6)) == Day(2026, 3, 9))
}

@Test("Giỗ Tổ 2026 falls on a Sunday, so the Monday is off")
func substituteDay() {
  #expect(calendar.holiday(on: Day(2026, 4, 26))?.name == "Giỗ Tổ Hùng Vương")
  #expect(!calendar.isWorkingDay(Day(2026, 4, 27)))
  #expect(calendar.nextWorkingDay(after: Day(2026, 4, 24)) == Day(2026, 4, 28))
}

@Test("24 November is off from 2026 on")
func cultureDay() {
  #expect(!calendar.isWorkingDay(Day(2026, 11, 24)))
  #expect(calendar.isWorkingDay(Day(2025, 11, 24)))
}

@Test("Tết 2026: officials are off from 16 to 20 February")
func newYear() {
  #expect(calendar.nextWorkingDay(after: Day(2026, 2, 13)) == Day(2026, 2, 23))
  #expect(calendar.workingDays(from: Day(2026, 2, 13), to: Day(2026, 2, 23)) == 1)
}

@Test("A Saturday that the table says is worked is a working day")
func workedSaturday() {
  let calendar = WorkingCalendar([
    Holiday(day: Day(2027, 5, 3), kind: .off, name: "Hoán đổi", source: "Thông báo"),
    Holiday(day: Day(2027, 5, 8), kind: .working, name: "Làm bù", source: "Thông báo"),
  ])
  #expect(calendar.nextWorkingDay(after: Day(2027, 4, 30)) == Day(2027, 5, 4))
  #expect(calendar.nextWorkingDay(after: Day(2027, 5, 7)) == Day(2027, 5, 8))
}

@Test("A year without a table is told, not counted in silence")
func missingYears() {
  #expect(calendar.hasTable(for: 2026))
  #expect(!calendar.hasTable(for: 2031))
  #expect(calendar.missingYears(in: Day(2025, 12, 1)...Day(2028, 1, 5)) == [2027, 2028])
  #expect(calendar.missingYears(in: Day(2026, 1, 1)...Day(2026, 12, 31)) == [])
}

@Test("Counting working days agrees with counting them one by one")
func agreesWithSlowCount() {
  var dice = SeededRandom(seed: 30)
  let rows = (0..<300).map { _ in
    Holiday(
      day: Day(2024, 1, 1).adding(days: Int.random(in: 0..<1_500, using: &dice)),
      kind: Bool.random(using: &dice) ? .off : .working,
      name: "", source: "")
  }
  let calendar = WorkingCalendar(rows)
  for _ in 0..<400 {
    let start = Day(2023, 11, 1).adding(days: Int.random(in: 0..<1_700, using: &dice))
    let count = Int.random(in: -80...80, using: &dice)
    var slow = start
    var left = count
    while left != 0 {
      slow = slow.adding(days: count.signum())
      if calendar.isWorkingDay(slow) { left -= count.signum() }
    }
    #expect(calendar.adding(workingDays: count, to: start) == slow, "\(start) + \(count)")
    var between = 0
    var day = start
    while day < slow {
      day = day.adding(days: 1)
      if calendar.isWorkingDay(day) { between += 1 }
    }
    if slow >= start { #expect(calendar.workingDays(from: start, to: slow) == between) }
    #expect(calendar.workingDays(from: slow, to: start) == -calendar.workingDays(from: start, to: slow))
  }
  #expect(calendar.adding(workingDays: .max, to: Day(2026, 1, 1)) == Day.last)
  #expect(calendar.adding(workingDays: .min, to: Day(2026, 1, 1)) == Day.first)
}

@Test("The table that is shipped is the one the law and the moon give")
func shippedTable() throws {
  for year in 2024...2026 {
    #expect(calendar.holidays.filter { $0.day.year == year } == WorkingCalendar.proposedRows(for: year))
  }
}

@Test("The clerk of 2027 gets a proposal: eleven holidays and one, and what makes up for weekends")
func proposal() throws {
  let rows = try #require(WorkingCalendar.proposedRows(for: 2027))
  let off = Set(rows.map(\.day))
  for day in [
    Day(2027, 1, 1), Day(2027, 2, 4), Day(2027, 2, 8), Day(2027, 2, 9), Day(2027, 2, 10), Day(2027, 4, 16),
    Day(2027, 9, 3), Day(2027, 11, 24),
  ] {
    #expect(off.contains(day), "\(day)")
  }
  for year in 2021...2045 {
    let rows = try #require(WorkingCalendar.proposedRows(for: year))
    #expect(rows.filter { !$0.day.weekday.isWeekend }.count == (year >= 2026 ? 12 : 11), "\(year)")
  }
  #expect(WorkingCalendar.proposedRows(for: 2020) == nil)
  #expect(WorkingCalendar.proposedRows(for: 2046) == nil)
}

@Test("An edited table may have comments, empty lines and Windows line ends")
func parsesTable() throws {
  let rows = try Holiday.parse(
    "# lịch\r\n\r\n2027-01-01\toff\tTết Dương lịch\tđiều 112\r\n2027-01-09\tworking\tLàm bù\r\n")
  #expect(rows.map(\.day) == [Day(2027, 1, 1), Day(2027, 1, 9)])
  #expect(rows.map(\.kind) == [.off, .working])
  #expect(rows[1].source == "")
}

@Test(
  "A mistake in the table is named with its line",
  arguments: [
    ("2027-01-01\toff", HolidayRefusal.missingField(line: 1)),
    ("\n2027-13-01\toff\tx", .wrongDay(line: 2, typed: "2027-13-01")),
    ("#\n\n2027-01-01\tnghỉ\tx", .wrongKind(line: 3, typed: "nghỉ")),
    ("2027-01-01\toff\tx\n2027-01-01\toff\ty", .twice(line: 2, earlier: 1, day: Day(2027, 1, 1))),
  ])
func refusesTable(_ table: String, _ refusal: HolidayRefusal) {
  #expect(throws: refusal) { try Holiday.parse(table) }
}

@Test("What arrived is registered and submitted the same day or the next working day, urgent papers at once")
func incomingDeadlines() {
  let friday = Day(2026, 4, 24)
  #expect(submissionDeadline(for: .routine, arrivedOn: friday, in: calendar) == Day(2026, 4, 28))
  #expect(registrationDeadline(for: .routine, arrivedOn: Day(2026, 11, 23), in: calendar) == Day(2026, 11, 25))
  for urgency in [Urgency.urgent, .veryUrgent, .flash] {
    #expect(submissionDeadline(for: urgency, arrivedOn: friday, in: calendar) == friday)
    #expect(registrationDeadline(for: urgency, arrivedOn: friday, in: calendar) == friday)
  }
  #expect(acknowledgementDeadline(arrivedOn: friday) == friday)
}

@Test("What was signed is numbered and issued at the latest the next working day, urgent papers at once")
func outgoingDeadlines() {
  let friday = Day(2026, 3, 6)
  #expect(numberingDeadline(signedOn: friday, in: calendar) == Day(2026, 3, 9))
  #expect(issueDeadline(for: .routine, signedOn: friday, in: calendar) == Day(2026, 3, 9))
  #expect(issueDeadline(for: .flash, signedOn: friday, in: calendar) == friday)
}

@Test("A file goes to the archive a year after its end, a file of construction after three months")
func archiveDeadlines() {
  #expect(archiveDeadline(endedOn: Day(2024, 2, 29)) == Day(2025, 2, 28))
  #expect(archiveDeadline(endedOn: Day(2026, 11, 30), isConstruction: true) == Day(2027, 2, 28))
}
