/// A register of one year: a series of numbers 1, 2, 3 … and the document types that are numbered in it.
///
/// The head of the agency decides which types share a series (Decree 30/2020, article 15.1), so books are
/// configuration. The numbers of a book have no gaps and no duplicates.
public struct Book: Codable, Equatable, Sendable {
  /// The permanent name of the book: `den-2026`, `di-2026`, `di-qd-2026`.
  public var id: String { "\(series)-\(year)" }
  /// The series that continues from year to year: `den`, `di`, `di-qd`.
  public var series: String
  public var direction: Direction
  public var year: Int
  /// The title on the cover: "Sổ đăng ký văn bản đến".
  public var name: String
  /// The types that are numbered here; empty for every type that no other book of the direction lists.
  public var typeNames: [String]
  /// The first number to be given; more than 1 when the office changes over from a paper book in the middle of a year.
  public var firstNumber: Int

  /// The range of `firstNumber`: no office fills a million lines in a year, and a typing error would last for the year.
  public static let firstNumbers = 1...1_000_000
  /// The range of all numbers, in the office, at other stations and at the hub.
  public static let numbers = 0...2 * firstNumbers.upperBound
  /// How far after the last number a line may be and still become the last one: no office skips more numbers. A line
  /// further away is stored like any other, but the book continues from its old last number.
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

  /// Returns the same series for another year, starting at 1 (article 15.1: from 01 on 1 January).
  public func following(in year: Int) -> Book {
    Book(series: series, direction: direction, year: year, name: name, typeNames: typeNames)
  }

  /// Whether both are of one series, in whichever years.
  public func isSeries(of other: Book) -> Bool { series == other.series && direction == other.direction }

  /// Returns the books that a new office opens: one for incoming documents; for outgoing ones a common series and one
  /// for copies, because sao y, trích sao and sao lục have their own (Decree 30/2020, Annex I, part II).
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
