import Vietnamese
import Wording

extension Day {
  /// Whether a day typed without a year is probably past (a document was issued) or in the future (a deadline).
  public enum Direction: Sendable {
    case past
    case future
  }

  /// Returns the day that a clerk means by the typed text.
  ///
  /// - `5/3/2026`, `05-03-26`, `5.3.2026`, `2026-03-05`, `050326`, `05032026`, `ngày 5 tháng 3 năm 2026`.
  /// - `5/3`, `0503`: the one within twelve months around today: in the last nine months or the next three toward the
  ///   past, in the last three months or the next nine toward the future.
  /// - `5`: the last such day of a month up to today, or the first from today on.
  /// - `hôm nay`, `hôm qua`, `hôm kia`, `mai`, `ngày kia`, `today`, `yesterday`, `tomorrow`; `+3`, `-2` days.
  /// - `t2` … `t7`, `cn`, `thứ hai`, `mon`: the last such day before today, or the next after it.
  public static func reading(_ text: String, today: Day, toward direction: Direction = .past) throws -> Day {
    guard text.utf8.count <= 200 else { throw DayRefusal.unreadable(typed: text) }
    let typed = fold(cleaned(text))
    if let days = relative[typed] ?? signedDays(typed) {
      guard let day = Day(ordinal: today.ordinal + days) else { throw DayRefusal.noSuchDay(typed: text) }
      return day
    }
    if let weekday = weekdays[typed] { return today.nearest(weekday, toward: direction) }
    guard let numbers = numbers(in: typed) else { throw DayRefusal.unreadable(typed: text) }
    guard let day = today.day(from: numbers, toward: direction) else { throw DayRefusal.noSuchDay(typed: text) }
    return day
  }

  private static let relative: [String: Int] = [
    "hom nay": 0, "nay": 0, "today": 0, "hom qua": -1, "qua": -1, "yesterday": -1, "hom kia": -2, "kia": -2, "mai": 1,
    "ngay mai": 1, "tomorrow": 1, "ngay kia": 2, "mot": 2, "ngay mot": 2,
  ]

  private static let weekdays: [String: Weekday] = {
    var names: [String: Weekday] = ["cn": .sunday, "chu nhat": .sunday]
    for (name, weekday) in zip(["hai", "ba", "tu", "nam", "sau", "bay"], Weekday.allCases) {
      names["thu \(name)"] = weekday
      names["t\(weekday.rawValue + 1)"] = weekday
      names["thu \(weekday.rawValue + 1)"] = weekday
    }
    for weekday in Weekday.allCases {
      let english = weekday.words.english.lowercased()
      names[english] = weekday
      names[String(english.prefix(3))] = weekday
    }
    return names
  }()

  private func nearest(_ weekday: Weekday, toward direction: Direction) -> Day {
    switch direction {
    case .past: adding(days: -((self.weekday.rawValue - weekday.rawValue + 6) % 7 + 1))
    case .future: adding(days: (weekday.rawValue - self.weekday.rawValue + 6) % 7 + 1)
    }
  }

  /// `+3` and `-2`; at most five digits.
  private static func signedDays(_ typed: String) -> Int? {
    guard let sign = typed.first, sign == "+" || sign == "-" else { return nil }
    let digits = typed.dropFirst().drop { $0 == " " }
    guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int(digits).map { sign == "-" ? -$0 : $0 }
  }

  /// Returns the numbers of a date in the order day, month, year; `nil` when the text is not a date.
  private static func numbers(in typed: String) -> [Int]? {
    var pieces: [Substring] = []
    for piece in typed.split(whereSeparator: { "/-. ,".contains($0) }) {
      if ["ngay", "thang", "nam"].contains(piece) { continue }
      guard piece.utf8.count <= 8, piece.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
      pieces.append(piece)
    }
    if pieces.count == 1, let only = pieces.first, only.utf8.count > 2 {
      // Typed in one go: ddMM, ddMMyy, ddMMyyyy.
      guard [4, 6, 8].contains(only.utf8.count) else { return nil }
      let month = only.dropFirst(2)
      pieces = [only.prefix(2), month.prefix(2), month.dropFirst(2)].filter { !$0.isEmpty }
    }
    guard (1...3).contains(pieces.count) else { return nil }
    if pieces.count == 3, pieces[0].utf8.count == 4 { pieces.reverse() }
    guard pieces.dropLast(pieces.count == 3 ? 1 : 0).allSatisfy({ $0.utf8.count <= 2 }) else { return nil }
    var numbers = pieces.compactMap { Int($0) }
    if pieces.count == 3 {
      guard pieces[2].utf8.count == 2 || pieces[2].utf8.count == 4 else { return nil }
      if pieces[2].utf8.count == 2 { numbers[2] += 2000 }
    }
    return numbers
  }

  private func day(from numbers: [Int], toward direction: Direction) -> Day? {
    switch numbers.count {
    case 3: Day(year: numbers[2], month: numbers[1], day: numbers[0])
    case 2: nearest(day: numbers[0], month: numbers[1], toward: direction)
    default: nearest(day: numbers[0], toward: direction)
    }
  }

  private func nearest(day: Int, month: Int, toward direction: Direction) -> Day? {
    let candidates = (year - 1...year + 1).compactMap { Day(year: $0, month: month, day: day) }
    switch direction {
    case .past:
      let latest = adding(months: 3)
      return candidates.last { $0 <= latest && $0 > latest.adding(months: -12) }
    case .future:
      let earliest = adding(months: -3)
      return candidates.first { $0 >= earliest && $0 < earliest.adding(months: 12) }
    }
  }

  private func nearest(day: Int, toward direction: Direction) -> Day? {
    // No two consecutive months lack a 31st, so one of three months has the day.
    for step in 0...2 {
      let count = year * 12 + month - 1 + (direction == .past ? -step : step)
      guard let candidate = Day(year: count / 12, month: count % 12 + 1, day: day) else { continue }
      if direction == .past ? candidate <= self : candidate >= self { return candidate }
    }
    return nil
  }
}

/// The reason why a text is not a day.
public enum DayRefusal: Refusal, Equatable {
  case unreadable(typed: String)
  case noSuchDay(typed: String)

  public var words: Bilingual {
    switch self {
    case .unreadable(let typed):
      Bilingual(
        "Không hiểu ngày “\(quoted(typed))”; hãy gõ như 5/3, 05/03/2026, hôm qua hoặc +3.",
        "“\(quoted(typed))” is not a date; type it like 5/3, 05/03/2026, yesterday or +3.")
    case .noSuchDay(let typed):
      Bilingual(
        "Không có ngày “\(quoted(typed))”; hãy gõ ngày/tháng/năm như 05/03/2026.",
        "The date “\(quoted(typed))” does not exist; type day/month/year like 05/03/2026.")
    }
  }
}
