import GRDB
import Records
import Wording

/// Repairs what a clock that was ahead has left: numbers of days to come, books of years to come, and times that later
/// acts still bear. Nothing is erased: the numbers are voided, and the times are no longer believed to say which day it
/// is.
extension OfficeTransaction {
  /// Voids every number of a day that is still to come, with the reason, and stops believing the times of all acts so
  /// far. The numbers stay in their books (article 15.1), and hold back no later one; a book that has no other numbers
  /// waits for its year (`Office.waitingBooks`).
  ///
  /// - Parameter book: nil for all books that this station holds.
  /// - Returns: the lines that were voided, to be entered again where they belong.
  /// - Throws: `ClockMendingRefusal`, and the refusals of custody if only books of other stations have such numbers.
  @discardableResult
  public func mendClock(in book: String? = nil, reason: String) throws -> [DocumentLine] {
    let (lines, elsewhere) = try ClockMending.read(in: book, on: context.day, db)
    if lines.isEmpty, let elsewhere { try expectHeld(elsewhere) }
    // A person who voids these numbers states thereby which day it is.
    context.isDayStated = true
    let voided = try lines.map { try void($0, reason: reason) }
    try mistrustTimes()
    return voided
  }
}

enum ClockMending {
  /// Returns the lines whose numbers are voided when the clock is mended on that day, and a book of another station
  /// that has such numbers too.
  ///
  /// - Throws: `ClockMendingRefusal`.
  static func read(
    in book: String?, on day: Day, _ db: Database
  ) throws -> (lines: [DocumentLine], elsewhere: BookState?) {
    let bookStates = try BookState.all(db)
    if let book, !bookStates.contains(where: { $0.book.id == book }) { throw OfficeSettingsRefusal.noBook(book) }
    let station = try Station.read(db).id
    var lines: [DocumentLine] = []
    var elsewhere: BookState?
    for bookState in bookStates where book == nil || bookState.book.id == book {
      let wrong = try ClockBehind.lines(in: bookState, after: day, db)
      guard !wrong.isEmpty else { continue }
      if bookState.isHeld(by: station) { lines += wrong } else { elsewhere = elsewhere ?? bookState }
    }
    guard try !lines.isEmpty || elsewhere != nil || book == nil && ClockBehind.read(db, today: day) != nil else {
      throw ClockMendingRefusal.nothing(book, day)
    }
    if let slow = try SlowClock.read(db, today: day, numbered: Set(lines.map(\.day))) {
      throw ClockMendingRefusal.slow(day, slow)
    }
    return (lines, elsewhere)
  }
}

/// The PC's clock is behind what the file holds: it is slow now, or it was ahead when that was written.
public struct ClockBehind: Equatable, Sendable {
  /// The latest day the file knows of: of its last act, of a number that is not voided; of the hub's last answer, if it
  /// is that alone.
  public var newest: Day
  /// Whether nothing in the file is ahead of the clock but the hub's last answer: the hub's clock may have been wrong.
  public var isOfHub = false
  /// How many numbers that are not voided belong to a day after today, and their books.
  public var numbers = 0
  public var books: [String] = []
  /// The evidence that the clock is slow now; nil if it may as well have been ahead before.
  public var slow: SlowClock?

  /// - Returns: nil if nothing in the file is more than a day ahead of the clock.
  static func read(_ db: Database, today: Day) throws -> ClockBehind? {
    var behind = ClockBehind(newest: try ClockWord.acted(db) ?? Day.first)
    var days: Set<Day> = []
    for bookState in try BookState.all(db) where bookState.lastDay ?? Day.first > today {
      let lines = try lines(in: bookState, after: today, db)
      guard let newest = lines.map(\.day).max() else { continue }
      days.formUnion(lines.map(\.day))
      behind.numbers += lines.count
      behind.books.append(bookState.book.id)
      behind.newest = max(behind.newest, newest)
    }
    behind.books.sort()
    if behind.newest <= today.adding(days: 1) {
      behind.newest = try ClockWord.witnessed(db) ?? Day.first
      behind.isOfHub = true
    }
    guard behind.newest > today.adding(days: 1) else { return nil }
    behind.slow = try SlowClock.read(db, today: today, numbered: days)
    return behind
  }

  static func lines(in bookState: BookState, after day: Day, _ db: Database) throws -> [DocumentLine] {
    try DocumentLine.fetchAll(
      db,
      sql: """
        SELECT \(DocumentLine.columns) FROM document
        WHERE book = ? AND number IS NOT NULL AND state NOT IN ('voided', 'reserved') AND day > ? ORDER BY number
        """, arguments: [bookState.book.id, day.description])
  }

  /// Returns the sentence that a clerk is shown.
  ///
  /// - Parameter way: how to mend it if the clock is right today: `vanthu mend-clock`, or a key.
  public func words(today: Day, way: String) -> Bilingual {
    let clock = today.weekday.words
    if isOfHub, case .beforeHub(let day) = slow {
      return Bilingual(
        "Đồng hồ máy chỉ \(clock.vietnamese) \(today.display), mà tỉnh đã trả lời ngày \(day.display): "
          + "đồng hồ máy này đang chậm thì chỉnh lại; máy này đúng thì giờ của tỉnh khi ấy sai, báo quản trị tỉnh.",
        "The PC's clock says \(clock.english) \(today.display), and the hub answered on \(day.display): if the PC's "
          + "clock is slow, set it; if it is right, the hub's was wrong then, tell the administrator of the province.")
    }
    let held = numbers == 0 ? nil : (numbers, books.joined(separator: ", "))
    let file = Bilingual(
      "Đồng hồ máy chỉ \(clock.vietnamese) \(today.display), "
        + "mà sổ đã có việc ngày \(newest.display)\(held.map { " (\($0.0) số ở \($0.1))" } ?? "")",
      "The PC's clock says \(clock.english) \(today.display), "
        + "and the file has acts of \(newest.display)\(held.map { " (\($0.0) numbers in \($0.1))" } ?? "")"
    )
    if let slow {
      return Bilingual(
        "\(file.vietnamese), \(slow.words.vietnamese): đồng hồ đang chậm, chỉnh lại.",
        "\(file.english), \(slow.words.english): the clock is slow, set it.")
    }
    return Bilingual(
      "\(file.vietnamese): đồng hồ đang chậm thì chỉnh lại; trước đây chạy nhanh thì \(way).",
      "\(file.english): if the clock is slow, set it; if it was ahead before, \(way).")
  }
}

/// A book of a year to come in which every number is voided: a clock that was ahead has opened it, or a person has,
/// early.
public struct WaitingBook: Equatable, Sendable {
  public var year: Int
  /// The numbers that were given and voided; they are not given again.
  public var voided: [Int]

  /// `chờ năm 2027; số đã hủy: 1, 2`
  public var words: Bilingual {
    let numbers = voided.map(String.init).joined(separator: ", ")
    return voided.isEmpty
      ? Bilingual("chờ năm \(year)", "waits for \(year)")
      : Bilingual("chờ năm \(year); số đã hủy: \(numbers)", "waits for \(year); voided: \(numbers)")
  }
}

extension Office {
  /// Returns what in the file is more than a day ahead of the clock; nil if nothing is, and for a file opened for
  /// viewing only.
  public func clockBehind(today: Day) throws -> ClockBehind? {
    guard viewOnly == nil else { return nil }
    return try read { try ClockBehind.read($0, today: today) }
  }

  /// Returns the books that wait for their year, by their identifiers.
  public func waitingBooks(today: Day) throws -> [String: WaitingBook] {
    try read { db in
      var books: [String: WaitingBook] = [:]
      for bookState in try BookState.all(db) where bookState.book.year > today.year {
        let numbers = try Row.fetchAll(
          db, sql: "SELECT number, state FROM document WHERE book = ? AND number IS NOT NULL ORDER BY number",
          arguments: [bookState.book.id])
        guard numbers.allSatisfy({ $0[1] == "voided" }) else { continue }
        books[bookState.book.id] = WaitingBook(year: bookState.book.year, voided: numbers.map { $0[0] })
      }
      return books
    }
  }
}

extension Office {
  /// Returns the lines whose numbers mending the clock would void.
  ///
  /// - Throws: `ClockMendingRefusal`, as `OfficeTransaction.mendClock` would.
  public func clockMending(in book: String? = nil, on day: Day) throws -> [DocumentLine] {
    try read { try ClockMending.read(in: book, on: day, $0).lines }
  }
}

public enum ClockMendingRefusal: Refusal, Equatable {
  /// Nothing is ahead of the day, in one book or at all.
  case nothing(String?, Day)
  /// The clock is wrong, and not the file.
  case slow(Day, SlowClock)
  /// The clock's day is used here, and another day was named.
  case dayNamed

  public var words: Bilingual {
    switch self {
    case .nothing(let book?, let today):
      Bilingual(
        "Sổ \(book) không có số nào mang ngày sau hôm nay \(today.display); không có gì để hủy.",
        "Book \(book) has no number dated after today, \(today.display); there is nothing to void.")
    case .nothing(nil, let today):
      Bilingual(
        "Sổ không có việc nào sau hôm nay \(today.display); không có gì để chữa.",
        "The file has nothing dated after today, \(today.display); there is nothing to mend.")
    case .dayNamed:
      Bilingual(
        "Chữa sổ đi theo ngày của đồng hồ máy; chỉnh đồng hồ cho đúng rồi làm lại, không có --on.",
        "The books are corrected by the date of the PC's clock; set the clock and run this again without --on.")
    case .slow(let today, let slow):
      Bilingual(
        "Đồng hồ máy chỉ \(today.weekday.words.vietnamese) \(today.display), mà \(slow.words.vietnamese): "
          + "đồng hồ đang chậm, chưa hủy số nào; chỉnh đồng hồ máy\(slow.otherWay.vietnamese).",
        "The PC's clock says \(today.weekday.words.english) \(today.display), and \(slow.words.english): "
          + "the clock is slow and no number was voided; set the clock\(slow.otherWay.english)."
      )
    }
  }
}
