import GRDB
import Records
import Vietnamese
import Wording

/// The house itself: who may act, which books there are, groups, agencies, the calendar.
extension Desk {
  /// Names a person who may act at this office; the same name twice is one person.
  public func nameClerk(_ name: String) throws {
    try Limits.check(name, Words("tên người dùng", "clerk's name"), 1...50)
    if let known = try clerks().first(where: { toneKey($0) == toneKey(name) }) { throw HouseRefusal.clerkKnown(known) }
    try write(.clerkNamed(name: name))
  }

  /// The register is the same office's under another name: it was typed wrongly, or the office was renamed. What stands in it keeps the
  /// name it was written with.
  public func rename(to name: String) throws {
    try Limits.check(name, Words("tên cơ quan", "office's name"), 1...200)
    guard var renamed = profile else { return }
    renamed.name = name
    try write(.founded(office: renamed))
  }

  func clerks() throws -> [String] { try String.fetchAll(db, sql: "SELECT name FROM clerk ORDER BY name") }

  /// Opens a book of its own for some types (article 15.1: the head decides how series are divided).
  public func openBook(_ book: Book) throws {
    try Limits.check(book.name, Words("tên sổ", "book's name"), 1...200)
    guard Day.sensibleYears.contains(book.year) else {
      throw LimitRefusal.amount(Words("năm", "year"), book.year, Day.sensibleYears)
    }
    guard Book.firstNumbers.contains(book.firstNumber) else { throw HouseRefusal.firstNumber(book.firstNumber) }
    let shelves = try Shelf.all(year: book.year, db)
    if shelves.contains(where: { $0.book.id == book.id }) { throw HouseRefusal.bookKnown(book.id) }
    for shelf in shelves where shelf.book.direction == book.direction {
      if let shared = shelf.book.typeNames.first(where: book.typeNames.contains) {
        throw HouseRefusal.typeTaken(shared, shelf.book.name)
      }
      if shelf.book.typeNames.isEmpty, book.typeNames.isEmpty { throw HouseRefusal.commonTaken(shelf.book.name) }
    }
    try write(.bookOpened(book: book))
  }

  public func nameGroup(_ name: String, members: [Recipient]) throws {
    try Limits.check(name, Words("tên nhóm", "group's name"), 1...200)
    guard !members.isEmpty else { throw HouseRefusal.emptyGroup(name) }
    try write(.groupNamed(name: name, members: members))
  }

  public func nameOrgan(_ name: String, code: String? = nil) throws {
    try Limits.check(name, Words("tên cơ quan", "agency's name"), 1...200)
    try Limits.check(code, Words("mã định danh", "identifier"), 1...35)
    try write(.organNamed(organ: NamedOrgan(name: name, code: code)))
  }

  /// The days off and swapped working days of a year, by the notice of that year; replaces what stood for it.
  public func setCalendar(_ year: Int, _ holidays: [Holiday]) throws {
    if let other = holidays.first(where: { $0.day.year != year }) { throw HouseRefusal.otherYear(other.day, year) }
    try write(.calendarSet(year: year, holidays: holidays))
  }
}

public enum HouseRefusal: Refusal, Equatable {
  case clerkKnown(String)
  case firstNumber(Int)
  case bookKnown(String)
  case typeTaken(String, String)
  case commonTaken(String)
  case emptyGroup(String)
  case otherYear(Day, Int)
  case noBook(String)
  case numberKnown(String, Int, known: Int)
  case numberFar(String, Int, known: Int)
  case numberMissing(String)

  public var words: Words {
    switch self {
    case .clerkKnown(let name): Words("Đã có người dùng \(name).", "\(name) is a clerk here already.")
    case .firstNumber(let number):
      Words(
        "Số đầu tiên là \(number), phải từ 1 đến \(Book.firstNumbers.upperBound).",
        "The first number is \(number), it must be from 1 to \(Book.firstNumbers.upperBound).")
    case .bookKnown(let id): Words("Đã có sổ \(id).", "There is a book \(id) already.")
    case .typeTaken(let type, let book):
      Words(
        "\(type) đã lấy số ở \(book); bỏ loại này khỏi sổ mới.",
        "\(type) takes its numbers in \(book) already; leave it out.")
    case .commonTaken(let book):
      Words(
        "\(book) đã là sổ chung; nêu các loại văn bản của sổ mới bằng --type.",
        "\(book) is the common book already; name the types of the new one with --type.")
    case .emptyGroup(let name): Words("Nhóm \(name) chưa có nơi nhận nào.", "Group \(name) has no member.")
    case .otherYear(let day, let year):
      Words(
        "Ngày \(day.display) không thuộc năm \(year); sửa lại lịch.",
        "\(day.display) is not in \(year); mend the table.")
    case .noBook(let id):
      Words("Không có sổ \(id); xem vanthu book list.", "There is no book \(id); see vanthu book list.")
    case .numberKnown(let book, let number, let known):
      Words(
        "Sổ \(book) trong máy đã tới số \(known), số cuối trên giấy không thể là \(number).",
        "Book \(book) has reached \(known) in the file; the last on paper cannot be \(number).")
    case .numberFar(let book, let number, let known):
      Words(
        "Sổ \(book) trong máy tới số \(known); \(number) cách quá xa, xem lại trên giấy.",
        "Book \(book) has reached \(known) in the file; \(number) is too far away, look at the paper again.")
    case .numberMissing(let book):
      Words("Chưa có số cuối trên giấy của sổ \(book).", "The last number on paper of book \(book) is missing.")
    }
  }
}
