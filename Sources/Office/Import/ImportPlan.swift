import GRDB
import Records
import Wording

/// The rows of an old register, sorted into the books they belong to: which numbers clash, which are missing, and which
/// books have to be opened.
struct ImportPlan {
  struct Line {
    var book: String
    var row: Int
    var document: Document
    var number: Int
    var suffix: String?
    var day: Day
    var toPlaces: String?
    var state: Processing
  }

  private(set) var newBooks: [Book] = []
  private var byBook: [String: [Line]] = [:]
  private var refused: [ImportRemark] = []
  private var warnings: [ImportRemark] = []
  private var gaps: [ImportReport.Gap] = []
  private let column: String

  init(_ lines: [ImportedLine], _ direction: Book.Direction, column: String, _ db: Database) throws {
    self.column = column
    let bookStates = try ImportShelves(lines, direction, db)
    newBooks = bookStates.opened
    for line in lines {
      let book = bookStates.book(of: line)
      byBook[book, default: []].append(
        Line(
          book: book, row: line.row, document: line.document, number: line.number, suffix: line.suffix, day: line.day,
          toPlaces: line.toPlaces, state: line.state))
    }
    for book in byBook.keys.sorted() { try arrange(book, bookStates.bookStates[book], db) }
    newBooks = newBooks.filter { byBook[$0.id]?.isEmpty == false }
  }

  /// Sorts the lines of a book. Looks for numbers that occur twice, that the book has already or that are missing, and
  /// for days that run back.
  private mutating func arrange(_ book: String, _ bookState: BookState?, _ db: Database) throws {
    let taken = try takenNumbers(book, db)
    var kept: [Line] = []
    var rows: [String: Int] = [:]
    for line in byBook[book]! {
      let text = "\(line.number)\(line.suffix ?? "")"
      if let first = rows[text] {
        refuse(
          line,
          Bilingual(
            "số \(text) đã có ở dòng \(first); mỗi số chỉ một văn bản, sửa một trong hai",
            "number \(text) is already on line \(first); correct one of the two"))
      } else if taken.contains(text) {
        refuse(
          line,
          Bilingual(
            "số \(text) đã có trong sổ \(book); bỏ dòng này nếu là cùng một văn bản",
            "number \(text) is already in book \(book); leave the row out if it is the same document"))
      } else {
        rows[text] = line.row
        kept.append(line)
      }
    }
    kept.sort { ($0.number, $0.suffix ?? "") < ($1.number, $1.suffix ?? "") }
    for (earlier, later) in zip(kept, kept.dropFirst()) where later.day < earlier.day {
      warnings.append(
        ImportRemark(
          line: later.row,
          words: Bilingual(
            "số \(later.number) ngày \(later.day.display) sớm hơn số \(earlier.number) ngày \(earlier.day.display); "
              + "vẫn nhập, xem lại trên giấy",
            "number \(later.number) of \(later.day.display) is before number \(earlier.number) "
              + "of \(earlier.day.display); imported as it is, check the paper"
          )))
    }
    byBook[book] = kept
    if !kept.isEmpty { findGaps(book, kept, bookState) }
  }

  private func takenNumbers(_ book: String, _ db: Database) throws -> Set<String> {
    // A reserved number waits to be entered again: it is free for the document that bears it.
    try String.fetchSet(
      db, sql: "SELECT number || suffix FROM document WHERE book = ? AND state <> 'reserved'", arguments: [book])
  }

  /// Finds the numbers between the lowest and the highest of the book that neither the file nor the book has. Suffixes
  /// do not count.
  private mutating func findGaps(_ book: String, _ lines: [Line], _ bookState: BookState?) {
    var next = lines[0].number
    if let bookState { next = min(next, bookState.book.firstNumber) }
    // The numbers that the book has already count as one run without gaps.
    let held = bookState.flatMap { $0.lastNumber >= $0.book.firstNumber ? $0.book.firstNumber...$0.lastNumber : nil }
    func skip(through known: Int, _ gaps: inout [ImportReport.Gap]) {
      let before = min(known, held?.lowerBound ?? known)
      if before > next { gaps.append(.init(book: book, numbers: next...before - 1)) }
      guard let held else { return }
      let behind = max(next, held.upperBound + 1)
      if known > behind { gaps.append(.init(book: book, numbers: behind...known - 1)) }
    }
    for line in lines {
      skip(through: line.number, &gaps)
      next = max(next, line.number + 1)
    }
    // If the book is empty and begins later, the old register must reach its first number.
    if let bookState, next < bookState.book.firstNumber { skip(through: bookState.book.firstNumber, &gaps) }
  }

  private mutating func refuse(_ line: Line, _ words: Bilingual) {
    refused.append(ImportRemark(line: line.row, column: column, words: words))
  }

  /// Completes the report.
  ///
  /// - Returns: whether the lines may be written.
  @discardableResult
  mutating func close(_ report: inout ImportReport, _ options: ImportOptions) -> Bool {
    report.refused = (report.refused + refused).sorted { $0.line < $1.line }
    report.warnings = (report.warnings + warnings).sorted { $0.line < $1.line }
    report.gaps = gaps
    report.openedBooks = newBooks.map(\.id)
    let missing = gaps.reduce(0) { $0 + $1.numbers.count }
    let count = byBook.values.reduce(0) { $0 + $1.count }
    let refusedRows = Set(report.refused.map(\.line)).count
    if refusedRows > 0, !options.partly {
      report.refusal = Bilingual(
        "\(refusedRows) dòng bị từ chối nên chưa ghi gì; sửa các dòng đó, hoặc nhập phần còn lại bằng --partly.",
        "\(refusedRows) rows are refused, so nothing was written; correct them, or import the rest with --partly.")
    } else if missing > 0, options.gapReason == nil {
      let listed = gaps.prefix(5).map(\.display).joined(separator: ", ") + (gaps.count > 5 ? ", …" : "")
      report.refusal = Bilingual(
        "Sổ cũ thiếu số \(listed) nên chưa ghi gì; bổ sung các số đó, "
          + "hoặc nêu lý do bằng --with-gaps LÝ-DO để ghi là số đã hủy.",
        "The old book lacks \(listed), so nothing was written; "
          + "add them, or give --with-gaps REASON to write them as voided."
      )
    } else if missing > 20_000 {
      report.refusal = Bilingual(
        "Sổ cũ thiếu tới \(missing) số; có lẽ có số viết nhầm, xem lại tệp.",
        "The old book lacks \(missing) numbers; some number is probably wrong, check the file.")
    } else if count == 0 {
      report.refusal = Bilingual("Không còn dòng nào để ghi.", "There is no row left to write.")
    }
    report.lines = report.refusal == nil ? count + missing : 0
    return report.refusal == nil
  }

  /// Returns the lines in the order of their numbers. With a reason, the missing numbers are among them as voided.
  func lines(voidedFor reason: String?) -> [Line] {
    byBook.keys.sorted().flatMap { book in
      let lines = byBook[book]!
      guard let reason else { return lines }
      var missing: [Line] = []
      for gap in gaps where gap.book == book {
        let day = (lines.last { $0.number < gap.numbers.lowerBound } ?? lines[0]).day
        for number in gap.numbers {
          missing.append(
            Line(
              book: book, row: 0,
              document: Document(
                code: "", organName: "", issuedDate: day, typeName: "", subject: "(số không có trong sổ cũ)",
                note: reason),
              number: number, day: day, state: .voided))
        }
      }
      return (lines + missing).sorted { ($0.number, $0.suffix ?? "") < ($1.number, $1.suffix ?? "") }
    }
  }
}

/// The books that the rows belong to, including those that have to be opened.
private struct ImportShelves {
  var bookStates: [String: BookState] = [:]
  var opened: [Book] = []
  private var byYear: [Int: [Book]] = [:]

  init(_ lines: [ImportedLine], _ direction: Book.Direction, _ db: Database) throws {
    let known = try BookState.all(db).filter { $0.book.direction == direction }
    var lowest: [Int: Int] = [:]
    for line in lines { lowest[line.day.year] = min(lowest[line.day.year] ?? line.number, line.number) }
    for year in lowest.keys.sorted() {
      let here = known.filter { $0.book.year == year }
      for bookState in here { bookStates[bookState.book.id] = bookState }
      if !here.isEmpty {
        byYear[year] = here.map(\.book)
        continue
      }
      let nearest = known.map(\.book.year).min { abs($0 - year) < abs($1 - year) }
      let model = nearest.map { nearest in known.filter { $0.book.year == nearest }.map(\.book) }
      let books = (model ?? Book.usual(year: year).filter { $0.direction == direction }).map { $0.following(in: year) }
      byYear[year] = books
      opened += books
    }
    // A book that is opened for old lines begins with their lowest number.
    for index in opened.indices {
      let own = lines.filter { book(of: $0) == opened[index].id }
      opened[index].firstNumber = own.map(\.number).min() ?? 1
    }
  }

  func book(of line: ImportedLine) -> String {
    let books = byYear[line.day.year]!
    let book = books.first { $0.typeNames.contains(line.document.typeName) } ?? books.first { $0.typeNames.isEmpty }
    return (book ?? books[0]).id
  }
}
