import GRDB
import Records
import Vietnamese
import Wording

extension Office {
  /// Returns the document that a clerk names: `57` (số đến of the year of `today`), `57@2025`, `57*` (the document that
  /// was given the same number), `15/QĐ-UBND` (an outgoing code, otherwise an incoming one), `nhap-4711` (a draft),
  /// `moi-12` (an arrival), `tam-7f3c-57` (registered provisionally), or `station.epoch.sequence` (the entry that
  /// created any line).
  public func find(_ text: String, today: Day, direction: Book.Direction? = nil) throws -> DocumentLine {
    try read { try Lookup($0).find(text, today: today, direction: direction) }
  }
}

struct Lookup {
  let db: Database

  init(_ db: Database) { self.db = db }

  func find(_ typed: String, today: Day, direction: Book.Direction?) throws -> DocumentLine {
    let text = cleaned(typed)
    if let entry = EntryReference(text) {
      guard let line = try one("entry = ?", [entry.description]) else { throw LookupRefusal.noEntry(text) }
      return line
    }
    let folded = fold(text)
    if folded.hasPrefix("nhap-"), let sequence = Int(folded.dropFirst(5)) {
      let drafts = "direction = 'outgoing' AND book IS NULL AND state IN ('draft', 'voided') AND entry LIKE ?"
      return try unnumbered(text, drafts, ["%.\(sequence)"])
    }
    if folded.hasPrefix("moi-"), let place = Int(folded.dropFirst(4)) {
      // A hub that was restored from a backup counts positions again.
      return try merged(unnumbered(text, "mailbox = ?", [place]))
    }
    if folded.hasPrefix("tam-") {
      let parts = folded.split(separator: "-")
      guard parts.count == 3, let sequence = Int(parts[2]), parts[1].allSatisfy(\.isHexDigit) else {
        throw LookupRefusal.noEntry(text)
      }
      let provisional = "direction = 'incoming' AND mailbox IS NULL AND entry LIKE ?"
      return try merged(unnumbered(text, provisional, ["\(parts[1])%.\(sequence)"]))
    }
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    let stars = parts[0].reversed().prefix { $0 == "*" }.count
    let name = parts[0].dropLast(stars)
    let year = parts.count == 2 ? Int(parts[1]) : today.year
    guard let year else { throw LookupRefusal.unreadable(text) }
    if direction != .outgoing, let (number, suffix) = Lookup.number(name) {
      return try incoming(number, suffix, stars, year: year)
    }
    return try coded(String(name), stars, year: parts.count == 2 ? year : nil, direction)
  }

  /// Returns the document that waits for a number under a short name, else the last one that had it.
  ///
  /// - Throws: `LookupRefusal.severalWait`: a restored file counts again, and so does every PC of the office.
  private func unnumbered(
    _ name: String, _ condition: String, _ arguments: StatementArguments
  ) throws -> DocumentLine {
    let lines = try DocumentLine.fetchAll(
      db.cachedStatement(
        sql: "SELECT \(DocumentLine.columns) FROM document WHERE \(condition) ORDER BY id DESC LIMIT 20"),
      arguments: arguments)
    let waiting = lines.filter { $0.state == .draft || $0.state == .arrived }
    guard waiting.count <= 1 else {
      throw LookupRefusal.severalWait(name, waiting.map { "\($0.entry) (\($0.document.subject.prefix(40)))" })
    }
    guard let line = waiting.first ?? lines.first else { throw LookupRefusal.noEntry(name) }
    return line
  }

  private func incoming(_ number: Int, _ suffix: String, _ stars: Int, year: Int) throws -> DocumentLine {
    let line = try one(
      """
      book IN (SELECT id FROM book WHERE direction = 'incoming' AND year = ?) AND number = ? AND suffix = ?
        AND doubled = ?
      ORDER BY book
      """, [year, number, suffix, stars])
    guard let line else {
      let last =
        try Int.fetchOne(
          db, sql: "SELECT max(lastNumber) FROM book WHERE direction = 'incoming' AND year = ?", arguments: [year]) ?? 0
      let mark = String(repeating: "*", count: stars)
      throw LookupRefusal.noArrival("\(number)\(suffix)\(mark)", year: year, last: last)
    }
    return line
  }

  /// Returns a document by its code, outgoing before incoming. Of those that one agency issued in different years it is
  /// the latest. Several agencies may use one code: then the arrival number is needed, unless all documents but one are
  /// void.
  private func coded(
    _ code: String, _ stars: Int, year: Int?, _ direction: Book.Direction?
  ) throws -> DocumentLine {
    let condition = """
      codeKey = ? AND codeKey <> '' AND (?2 IS NULL OR direction = ?2) AND (?3 IS NULL OR substr(day, 1, 4) = ?3)
        AND (?4 = 0 OR doubled = ?4)
      """
    let arguments: StatementArguments = [
      Duplicates.key(of: code), direction?.rawValue, year.map(String.init), stars,
    ]
    guard let line = try one("\(condition) ORDER BY direction DESC, doubled, state = 'voided', id DESC", arguments)
    else {
      throw LookupRefusal.noCode(code + String(repeating: "*", count: stars))
    }
    guard line.direction == .incoming, stars == 0 else { return line }
    let sql = """
      SELECT \(DocumentLine.columns) FROM document WHERE \(condition) AND state <> 'voided' ORDER BY id DESC LIMIT 4
      """
    let living = try DocumentLine.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    let isClear = living.dropFirst().allSatisfy { other in
      other.day.year != line.day.year
        && OrganDirectory.nameKey(other.document.organName) == OrganDirectory.nameKey(line.document.organName)
    }
    guard isClear else {
      throw LookupRefusal.several(code, living.map { "\($0.reference) (\($0.document.organName))" })
    }
    return line
  }

  /// Returns the line into which a document without a number was merged, else its own.
  private func merged(_ line: DocumentLine) throws -> DocumentLine {
    guard line.state == .voided, line.number == nil else { return line }
    return try one("entry = ?", [try StoredMerge.end(of: line.entry, db)]) ?? line
  }

  private func one(_ condition: String, _ arguments: StatementArguments) throws -> DocumentLine? {
    let sql = "SELECT \(DocumentLine.columns) FROM document WHERE \(condition) LIMIT 1"
    return try DocumentLine.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }

  /// Reads `57` or `57a`.
  static func number(_ text: some StringProtocol) -> (Int, String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let suffix = text.dropFirst(digits.count)
    guard let number = Int(digits), suffix.count <= 3, suffix.allSatisfy({ $0.isLetter }) else { return nil }
    return (number, suffix.lowercased())
  }
}

public enum LookupRefusal: Refusal, Equatable {
  case noArrival(String, year: Int, last: Int)
  case noCode(String)
  /// Several documents; those to choose from.
  case several(String, [String])
  /// Several without a number have one short name; their full names to choose from.
  case severalWait(String, [String])
  case noEntry(String)
  case unreadable(String)
  case gone(String)
  case reserved(String)

  public var words: Bilingual {
    switch self {
    case .noArrival(let number, let year, let last) where last == 0:
      Bilingual(
        "Năm \(year) chưa có văn bản đến nào, nên không có số đến \(number).",
        "No document arrived in \(year), so there is no arrival number \(number).")
    case .noArrival(let number, _, _) where number.hasSuffix("*"):
      Bilingual(
        "Không có số đến \(number); văn bản đi thì ghi cả ký hiệu: '05/UBND-VX*'.",
        "There is no arrival number \(number); for an outgoing document write the whole code: '05/UBND-VX*'.")
    case .noArrival(let number, let year, let last):
      Bilingual(
        "Không có số đến \(number) trong năm \(year) (số cuối là \(last)); năm khác thì ghi \(number)@năm.",
        "There is no arrival number \(number) in \(year) (the last is \(last)); for another year write \(number)@year.")
    case .noCode(let code):
      Bilingual(
        "Không có văn bản nào số, ký hiệu \(code); tìm bằng vanthu search.",
        "There is no document \(code); look for it with vanthu search.")
    case .several(let code, let lines):
      Bilingual(
        "Có nhiều văn bản \(code): \(lines.joined(separator: ", ")). Ghi số đến của văn bản cần chọn.",
        "There are several documents \(code): \(lines.joined(separator: ", ")). Write the arrival number instead.")
    case .severalWait(let name, let lines):
      Bilingual(
        "Có nhiều văn bản mang tên \(name): \(lines.joined(separator: ", ")). Ghi tên đầy đủ, bỏ phần trong ngoặc.",
        "Several documents are called \(name): \(lines.joined(separator: ", ")). Write the full name, without what "
          + "is in brackets.")
    case .noEntry(let entry):
      Bilingual(
        "Không có văn bản \(entry); xem lại bằng vanthu list.", "There is no document \(entry); see vanthu list.")
    case .unreadable(let text):
      Bilingual(
        "Không hiểu “\(text)”; ghi số đến (57), số đến và năm (57@2025), hoặc số ký hiệu (15/QĐ-UBND).",
        "“\(text)” is not understood; write an arrival number (57), number and year (57@2025), or a code (15/QĐ-UBND).")
    case .gone(let reference):
      Bilingual(
        "Văn bản \(reference) không còn ở đó; tải lại danh sách.", "Document \(reference) is gone; reload the list.")
    case .reserved(let number):
      Bilingual(
        "Số \(number) đang chờ nhập lại văn bản đã ghi trên giấy; đăng ký nó bằng vanthu register --number \(number), "
          + "hay vanthu accept … --number \(number) nếu văn bản đã về qua mạng.",
        "Number \(number) is reserved for the document that has it on paper; register it with --number \(number), or "
          + "accept it with --number \(number) if it has come through the hub.")
    }
  }
}
