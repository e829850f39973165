extension WorkingCalendar {
  /// Returns the table for a year according to the Labour Code and the lunar calendar; the clerk checks it against the
  /// notice of the year and accepts it. `nil` for a year whose lunar dates are not in the program (2021…2045 are).
  ///
  /// Labour Code 45/2019/QH14, article 112: 1 January; five days of Tết; Giỗ Tổ; 30 April; 1 May; two days for National
  /// Day; from 2026 also 24 November. A holiday on a weekend is made up for on the next working day (article 111.3).
  /// Which days around Tết and 2 September are off is decided each year. The proposal is two days before Tết and three
  /// days of it, and the day before or after 2 September that makes the longer break.
  public static func proposedRows(for year: Int) -> [Holiday]? {
    guard year >= 2021, let moon = moonDays[year] else { return nil }
    var rows: [Day: Holiday] = [:]
    var fallsOnRest: [(day: Day, name: String, source: String)] = []
    func off(_ day: Day, _ name: String, _ source: String) {
      rows[day] = Holiday(day: day, kind: .off, name: name, source: source)
      if day.weekday.isWeekend { fallsOnRest.append((day, name, source)) }
    }
    off(Day(year, 1, 1), "Tết Dương lịch", lawSource)
    for offset in -2...2 { off(moon.newYear.adding(days: offset), "Tết Nguyên đán", yearlySource) }
    off(moon.ancestors, "Giỗ Tổ Hùng Vương", lawSource)
    off(Day(year, 4, 30), "Ngày Chiến thắng", lawSource)
    off(Day(year, 5, 1), "Ngày Quốc tế lao động", lawSource)
    off(Day(year, 9, 2), "Quốc khánh", lawSource)
    off(secondNationalDay(in: year), "Quốc khánh", yearlySource)
    if year >= 2026 { off(Day(year, 11, 24), "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16") }
    for (day, name, source) in fallsOnRest.sorted(by: { $0.day < $1.day }) {
      var substitute = day.adding(days: 1)
      while substitute.weekday.isWeekend || rows[substitute] != nil { substitute = substitute.adding(days: 1) }
      let isYearly = source == yearlySource
      rows[substitute] = Holiday(
        day: substitute, kind: .off, name: "Nghỉ bù \(name)",
        source: isYearly ? yearlySource : "Bộ luật Lao động điều 111.3")
    }
    return rows.values.sorted { $0.day < $1.day }
  }

  private static let lawSource = "Bộ luật Lao động điều 112"
  private static let yearlySource = "Thông báo hằng năm – kiểm tra lại"

  /// Returns 1 or 3 September: the one that joins 2 September to a weekend, or 1 September in the middle of the week.
  private static func secondNationalDay(in year: Int) -> Day {
    switch Day(year, 9, 2).weekday {
    case .monday, .thursday, .sunday: Day(year, 9, 3)
    default: Day(year, 9, 1)
    }
  }

  /// The first day of the lunar year and the tenth day of its third month, at UTC+7: year, then month and day of each.
  private static let moonDays: [Int: (newYear: Day, ancestors: Day)] = {
    let table = """
      2021 02-12 04-21
      2022 02-01 04-10
      2023 01-22 04-29
      2024 02-10 04-18
      2025 01-29 04-07
      2026 02-17 04-26
      2027 02-06 04-16
      2028 01-26 04-04
      2029 02-13 04-23
      2030 02-02 04-12
      2031 01-23 04-01
      2032 02-11 04-19
      2033 01-31 04-09
      2034 02-19 04-28
      2035 02-08 04-17
      2036 01-28 04-06
      2037 02-15 04-24
      2038 02-04 04-13
      2039 01-24 04-03
      2040 02-12 04-20
      2041 02-01 04-10
      2042 01-22 04-29
      2043 02-10 04-19
      2044 01-30 04-07
      2045 02-17 04-26
      """
    var days: [Int: (newYear: Day, ancestors: Day)] = [:]
    for line in table.split(separator: "\n") {
      let fields = line.split(separator: " ")
      days[Int(fields[0])!] = (Day("\(fields[0])-\(fields[1])")!, Day("\(fields[0])-\(fields[2])")!)
    }
    return days
  }()
}
