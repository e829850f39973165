/// A day of the calendar, without time or time zone: the date on a document.
///
/// From 1900 to 2199; integer arithmetic only. Stored as `2026-03-05`.
public struct Day: Hashable, Sendable, Comparable {
  private let storedYear: Int16
  private let storedMonth: UInt8
  private let storedDay: UInt8

  public var year: Int { Int(storedYear) }
  public var month: Int { Int(storedMonth) }
  public var day: Int { Int(storedDay) }

  public static let years = 1900...2199
  /// The years that a document, a deadline or a book may have: nothing is older than the registers of today's offices,
  /// and nothing is due in the next century. Anything outside is a typing error, a wrong clock, or malice.
  public static let sensibleYears = 1900...2100
  public var isSensible: Bool { Day.sensibleYears.contains(year) }

  public static let first = Day(1900, 1, 1)
  public static let last = Day(2199, 12, 31)

  /// Returns `nil` when there is no such day: 30 February, or a year outside `years`.
  public init?(year: Int, month: Int, day: Int) {
    guard Day.years.contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, in: year)
    else { return nil }
    storedYear = Int16(year)
    storedMonth = UInt8(month)
    storedDay = UInt8(day)
  }

  /// A day written in the program itself. Traps when there is no such day.
  public init(_ year: Int, _ month: Int, _ day: Int) {
    guard let known = Day(year: year, month: month, day: day) else {
      preconditionFailure("no such day: \(year)-\(month)-\(day)")
    }
    self = known
  }

  /// Reads the stored form, `yyyy-MM-dd`; `nil` for any other.
  public init?(_ iso: some StringProtocol) {
    let bytes = Array(iso.utf8.prefix(11))
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  public static func < (left: Day, right: Day) -> Bool {
    (left.storedYear, left.storedMonth, left.storedDay) < (right.storedYear, right.storedMonth, right.storedDay)
  }

  static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Day: CustomStringConvertible {
  /// The stored form: `2026-03-05`.
  public var description: String { "\(year)-\(Day.twoDigits(month))-\(Day.twoDigits(day))" }

  /// The form of tables and lists: `05/03/2026`.
  public var display: String { "\(Day.twoDigits(day))/\(Day.twoDigits(month))/\(year)" }

  /// The form of a document: a zero before days under 10 and before months 1 and 2 (Decree 30/2020 Annex I §II.4).
  public var inWords: String {
    "ngày \(Day.twoDigits(day)) tháng \(month <= 2 ? Day.twoDigits(month) : String(month)) năm \(year)"
  }

  static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension Day: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a day (yyyy-MM-dd): \(text.prefix(40))")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
