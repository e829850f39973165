import Records
import Testing

/// A Thursday.
private let today = Day(2026, 3, 5)

@Test(
  "A clerk types a day in many ways",
  arguments: [
    ("05/03/2026", "2026-03-05"), ("5/3/2026", "2026-03-05"), ("5-3-26", "2026-03-05"), ("5.3.2026", "2026-03-05"),
    ("2026-03-05", "2026-03-05"), ("2026/3/5", "2026-03-05"), ("ngày 05 tháng 3 năm 2026", "2026-03-05"),
    ("050326", "2026-03-05"),
    ("05032026", "2026-03-05"), (" 31/12/2025 ", "2025-12-31"), ("hôm nay", "2026-03-05"), ("HOM NAY", "2026-03-05"),
    ("nay", "2026-03-05"), ("today", "2026-03-05"), ("hôm qua", "2026-03-04"), ("qua", "2026-03-04"),
    ("hôm kia", "2026-03-03"),
    ("mai", "2026-03-06"), ("ngày mai", "2026-03-06"), ("tomorrow", "2026-03-06"), ("+3", "2026-03-08"),
    ("-2", "2026-03-03"),
    ("+ 10", "2026-03-15"),
  ])
func readsDays(_ typed: String, _ expected: String) throws {
  #expect(try Day.reading(typed, today: today).description == expected)
}

@Test(
  "A day of issue without a year lies in the last nine months or the next three",
  arguments: [
    ("5/3", "2026-03-05"), ("0403", "2026-03-04"), ("5/6", "2026-06-05"), ("6/6", "2025-06-06"),
    ("31/12", "2025-12-31"), ("1 thang 7", "2025-07-01"),
  ])
func readsPastDays(_ typed: String, _ expected: String) throws {
  #expect(try Day.reading(typed, today: today, toward: .past).description == expected)
}

@Test(
  "A deadline without a year lies in the next nine months or the last three",
  arguments: [
    ("5/3", "2026-03-05"), ("4/12", "2026-12-04"), ("5/12", "2025-12-05"), ("31/12", "2025-12-31"),
    ("1/7", "2026-07-01"),
  ])
func readsFutureDays(_ typed: String, _ expected: String) throws {
  #expect(try Day.reading(typed, today: today, toward: .future).description == expected)
}

@Test("Every day and month is exactly one day, whatever today is")
func dayAndMonthIsOneDay() throws {
  for start in stride(from: Day(2023, 1, 1).ordinal, to: Day(2025, 1, 1).ordinal, by: 17) {
    let today = Day(ordinal: start)!
    for offset in stride(from: -270, through: 85, by: 5) {
      let meant = today.adding(days: offset)
      if meant.month == 2 && meant.day == 29 { continue }
      #expect(try Day.reading("\(meant.day)/\(meant.month)", today: today) == meant, "today \(today)")
      let due = today.adding(days: -offset)
      if due.month == 2 && due.day == 29 { continue }
      #expect(try Day.reading("\(due.day)/\(due.month)", today: today, toward: .future) == due, "today \(today)")
    }
  }
}

@Test("A bare day is the last one up to today, or the first from today on")
func readsBareDays() throws {
  #expect(try Day.reading("5", today: today) == Day(2026, 3, 5))
  #expect(try Day.reading("6", today: today) == Day(2026, 2, 6))
  #expect(try Day.reading("31", today: today) == Day(2026, 1, 31))
  #expect(try Day.reading("4", today: today, toward: .future) == Day(2026, 4, 4))
  #expect(try Day.reading("5", today: today, toward: .future) == Day(2026, 3, 5))
  #expect(try Day.reading("31", today: Day(2026, 4, 1), toward: .future) == Day(2026, 5, 31))
  #expect(try Day.reading("30", today: Day(2026, 12, 31), toward: .future) == Day(2027, 1, 30))
}

@Test("A day of the week is the last before today, or the next after it")
func readsWeekdays() throws {
  #expect(try Day.reading("t2", today: today, toward: .future) == Day(2026, 3, 9))
  #expect(try Day.reading("thứ năm", today: today, toward: .future) == Day(2026, 3, 12))
  #expect(try Day.reading("thứ sáu", today: today, toward: .future) == Day(2026, 3, 6))
  #expect(try Day.reading("t2", today: today) == Day(2026, 3, 2))
  #expect(try Day.reading("thứ năm", today: today) == Day(2026, 2, 26))
  #expect(try Day.reading("CN", today: today) == Day(2026, 3, 1))
  #expect(try Day.reading("friday", today: today, toward: .future) == Day(2026, 3, 6))
  #expect(try Day.reading("thứ 7", today: today, toward: .future) == Day(2026, 3, 7))
}

@Test(
  "What is no day is refused in a sentence that names it",
  arguments: [
    "", "abc", "5/", "5/3/2026/1", "5/3/202", "2026", "123456789", "t8", "+", "+123456", "+99999", "30/2", "31/4/2026",
    "0", "0/0", "45", "5/13", "29/2", "5/3/1850", "５/３",
  ])
func refusesDays(_ typed: String) throws {
  if typed == "5/" {
    #expect(try Day.reading(typed, today: today) == today)
    return
  }
  let refusal = #expect(throws: DayRefusal.self) { try Day.reading(typed, today: today) }
  #expect(refusal?.words.vietnamese.contains("“\(typed)”") == true)
}

@Test("A refusal cleans and shortens what was pasted")
func refusalIsShort() {
  let refusal = #expect(throws: DayRefusal.self) {
    try Day.reading("\u{1B}[31m" + String(repeating: "x", count: 1_000_000), today: today)
  }
  #expect((refusal?.words.vietnamese.count ?? 0) < 150)
  #expect(refusal?.words.vietnamese.contains("\u{1B}") == false)
}
