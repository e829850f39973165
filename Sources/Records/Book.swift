/// A register of one year: a series of numbers 1, 2, 3 … and the kinds that take theirs from it.
///
/// The head of the agency decides which kinds share a series (Decree 30/2020, article 15.1), so books are
/// configuration. The number of a book never skips and never repeats.
public struct Book: Codable, Equatable, Sendable {
  /// Names the book for ever: `den-2026`, `di-2026`, `di-qd-2026`.
  public var id: String { "\(series)-\(year)" }
  /// The series that goes on from year to year: `den`, `di`, `di-qd`.
  public var series: String
  public var direction: Direction
  public var year: Int
  /// The title on the cover: "Sổ đăng ký văn bản đến".
  public var name: String
  /// The types that are numbered here; empty: every type that no other book of the direction names.
  public var typeNames: [String]
  /// The first number to be given, when the office goes over from a paper book in mid-year.
  public var firstNumber: Int

  /// What a book can begin with: no office fills a million lines in a year, and a slip of the finger stays for the year.
  public static let firstNumbers = 1...1_000_000
  /// What a number can be, at the desk, at the other stations and at the hub.
  public static let numbers = 0...2 * firstNumbers.upperBound
  /// So far behind the last number a line may stand and be the last one all the same: no office leaves so many out. One beyond is a line as
  /// others, and the book goes on from where it was.
  public static let farthest = 100_000

  public enum Direction: String, Codable, CaseIterable, Sendable {
    /// Văn bản đến.
    case incoming
    /// Văn bản đi.
    case outgoing
  }

  public init(
    series: String, direction: Direction, year: Int, name: String, typeNames: [String] = [], firstNumber: Int = 1
  ) {
    self.series = series
    self.direction = direction
    self.year = year
    self.name = name
    self.typeNames = typeNames
    self.firstNumber = firstNumber
  }

  /// The same series in another year, counted from 1 (article 15.1: from 01 on 1 January).
  public func following(in year: Int) -> Book {
    Book(series: series, direction: direction, year: year, name: name, typeNames: typeNames)
  }

  /// The books a new office opens: one for what comes in; for what goes out one common series, one for
  /// copies (sao y, trích sao, sao lục have their own: Annex I, part II) and one for normative documents.
  public static func usual(year: Int, firstIncoming: Int = 1, firstOutgoing: Int = 1) -> [Book] {
    [
      Book(
        series: "den", direction: .incoming, year: year, name: "Sổ đăng ký văn bản đến", firstNumber: firstIncoming),
      Book(series: "di", direction: .outgoing, year: year, name: "Sổ đăng ký văn bản đi", firstNumber: firstOutgoing),
      Book(
        series: "di-sao", direction: .outgoing, year: year, name: "Sổ đăng ký bản sao",
        typeNames: ["Bản sao y", "Bản trích sao", "Bản sao lục"]),
    ]
  }
}
