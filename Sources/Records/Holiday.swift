import Vietnamese
import Wording

/// One line of the holiday table: a day off, or a weekend day that is worked in exchange.
public struct Holiday: Hashable, Sendable, Codable {
  public enum Kind: String, Codable, Sendable {
    case off
    case working
  }

  public let day: Day
  public let kind: Kind
  public let name: String
  /// The article of the law, or the notice of the year.
  public let source: String

  public init(day: Day, kind: Kind, name: String, source: String) {
    self.day = day
    self.kind = kind
    self.name = name
    self.source = source
  }

  /// Reads a table with one line per day: day, kind (`off`, `working`), name and source, separated by tabs. Lines that
  /// begin with `#` and empty lines are skipped; the source may be missing.
  public static func parse(_ table: String) throws -> [Holiday] {
    var holidays: [Holiday] = []
    var lineOfDay: [Day: Int] = [:]
    for (index, line) in textLines(table).enumerated() {
      let number = index + 1
      if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
      let fields = line.utf8.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { cleaned(String(Substring($0))) }
      guard fields.count >= 3 else { throw HolidayRefusal.missingField(line: number) }
      guard let day = Day(fields[0]) else { throw HolidayRefusal.wrongDay(line: number, typed: fields[0]) }
      guard let kind = Kind(rawValue: fields[1]) else { throw HolidayRefusal.wrongKind(line: number, typed: fields[1]) }
      if let earlier = lineOfDay[day] { throw HolidayRefusal.twice(line: number, earlier: earlier, day: day) }
      lineOfDay[day] = number
      holidays.append(Holiday(day: day, kind: kind, name: fields[2], source: fields.count > 3 ? fields[3] : ""))
    }
    return holidays
  }
}

/// What is wrong with a holiday table, and in which line.
public enum HolidayRefusal: Refusal, Equatable {
  case missingField(line: Int)
  case wrongDay(line: Int, typed: String)
  case wrongKind(line: Int, typed: String)
  case twice(line: Int, earlier: Int, day: Day)

  public var words: Bilingual {
    switch self {
    case .missingField(let line):
      Bilingual(
        "Lịch nghỉ, dòng \(line): cần ngày, loại và tên, cách nhau bằng phím Tab.",
        "Holiday table, line \(line): day, kind and name are needed, with tabs between them.")
    case .wrongDay(let line, let typed):
      Bilingual(
        "Lịch nghỉ, dòng \(line): “\(quoted(typed))” không phải là ngày; hãy viết như 2026-09-02.",
        "Holiday table, line \(line): “\(quoted(typed))” is not a date; write it like 2026-09-02.")
    case .wrongKind(let line, let typed):
      Bilingual(
        "Lịch nghỉ, dòng \(line): “\(quoted(typed))” không phải là loại; hãy viết off (nghỉ) hoặc working (làm bù).",
        "Holiday table, line \(line): “\(quoted(typed))” is not a kind of day; write off or working.")
    case .twice(let line, let earlier, let day):
      Bilingual(
        "Lịch nghỉ, dòng \(line): ngày \(day.display) đã có ở dòng \(earlier); hãy bỏ một dòng.",
        "Holiday table, line \(line): \(day.display) is already in line \(earlier); remove one of them.")
    }
  }
}
