import Testing

@testable import Records

@Test("Every day from 1900 to 2199 has its number, in order, and comes back from it")
func ordinalRoundTrip() {
  var ordinal = Day.first.ordinal
  var weekday = 1
  for year in Day.years {
    for month in 1...12 {
      for number in 1...31 {
        guard let day = Day(year: year, month: month, day: number) else { continue }
        guard day.ordinal == ordinal, Day(ordinal: ordinal) == day, Day(day.description) == day,
          day.weekday.rawValue == weekday
        else {
          Issue.record("\(day) is not day \(ordinal)")
          return
        }
        ordinal += 1
        weekday = weekday % 7 + 1
      }
    }
  }
  #expect(ordinal - 1 == Day.last.ordinal)
  #expect(Day(1970, 1, 1).ordinal == 0)
  #expect(Day(ordinal: ordinal) == nil)
  #expect(Day(ordinal: Day.first.ordinal - 1) == nil)
}

@Test("There is no 29 February in a common year, no 31 April, nothing before 1900")
func daysThatAreNot() {
  #expect(Day(year: 2024, month: 2, day: 29) != nil)
  for (year, month, day) in [
    (2026, 2, 29), (1900, 2, 29), (2026, 4, 31), (2026, 13, 1), (2026, 0, 1), (2026, 1, 0), (1899, 12, 31),
    (2200, 1, 1),
  ] {
    #expect(Day(year: year, month: month, day: day) == nil)
  }
}

@Test("The stored form is yyyy-MM-dd and nothing else")
func storedForm() {
  #expect(Day("2026-03-05") == Day(2026, 3, 5))
  for text in [
    "", "2026-3-5", "2026/03/05", "05/03/2026", "2026-03-05 ", "2026-02-30", "２０２６-03-05", "2026-03-05T00:00",
  ] {
    #expect(Day(text) == nil, "\(text)")
  }
}

@Test("A document writes its date with a zero before days under ten and before January and February")
func dateInWords() {
  #expect(Day(2020, 3, 5).inWords == "ngày 05 tháng 3 năm 2020")
  #expect(Day(2020, 2, 5).inWords == "ngày 05 tháng 02 năm 2020")
  #expect(Day(2025, 12, 31).inWords == "ngày 31 tháng 12 năm 2025")
  #expect(Day(2020, 3, 5).display == "05/03/2020")
}

@Test("Days and months are counted to the edge of the calendar and no further")
func addsDays() {
  #expect(Day(2025, 12, 31).adding(days: 1) == Day(2026, 1, 1))
  #expect(Day(2024, 3, 1).adding(days: -1) == Day(2024, 2, 29))
  #expect(Day(2026, 1, 31).adding(months: 1) == Day(2026, 2, 28))
  #expect(Day(2026, 11, 30).adding(months: 3) == Day(2027, 2, 28))
  #expect(Day(2026, 1, 15).adding(months: -1) == Day(2025, 12, 15))
  #expect(Day(2026, 1, 1).adding(days: .max) == Day.last)
  #expect(Day(2026, 1, 1).adding(days: .min) == Day.first)
  #expect(Day(2026, 1, 1).adding(months: .max) == Day.last)
  #expect(Day(2026, 1, 1).days(to: Day(2026, 3, 1)) == 59)
  #expect(Day(2026, 1, 1) < Day(2026, 1, 2))
}

@Test("A moment belongs to the day of Vietnam, seven hours ahead")
func dayOfMoment() {
  #expect(Day(unixSeconds: 0) == Day(1970, 1, 1))
  #expect(Day(unixSeconds: 1_767_200_399) == Day(2025, 12, 31))
  #expect(Day(unixSeconds: 1_767_200_400) == Day(2026, 1, 1))
  #expect(Day(unixSeconds: -1, utcOffsetHours: 0) == Day(1969, 12, 31))
  #expect(Day(unixSeconds: .max) == Day.last)
  #expect(Day(unixSeconds: .min) == Day.first)
}
