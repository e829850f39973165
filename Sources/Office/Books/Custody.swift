import GRDB
import Records
import Wording

/// A book is held by one station of the office, as the paper book lies on one desk: only there are its numbers given,
/// so that two PCs offline never give the same one (Decree 30/2020, articles 15 and 22: one series, without a gap).
extension OfficeTransaction {
  /// Refuses unless this station holds the book.
  func expectHeld(_ bookState: BookState) throws {
    guard try bookState.isHeld(by: stationID) else {
      throw CustodyRefusal.elsewhere(bookState.book.name, try name(of: bookState.holder))
    }
  }

  func bookState(_ book: String) throws -> BookState {
    guard let bookState = try BookState.all(db).first(where: { $0.book.id == book }) else {
      throw CustodyRefusal.noBook(book)
    }
    return bookState
  }

  /// Returns the stations of this office that the hub lists, and those that hold a book.
  func stations() throws -> Set<String> {
    try Set(
      String.fetchAll(
        db,
        sql: """
          SELECT station FROM peer WHERE organ = (SELECT organ FROM hub) AND revoked IS NULL
          UNION SELECT DISTINCT holder FROM book
          """))
  }

  func name(of station: String) throws -> String {
    try Custody.name(of: station, db).map { "\($0) (\(station))" } ?? station
  }
}

/// The custody of a book: which station holds it.
public struct Custody: Equatable, Sendable {
  public var bookState: BookState
  /// The name of the station that holds it, where the hub has listed one.
  public var stationName: String?
  public var isHere: Bool

  static func name(of station: String, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT name FROM peer WHERE station = ? ORDER BY revoked IS NOT NULL LIMIT 1"),
      arguments: [station])
  }

  /// Returns the station, other than this one, that numbers documents of this type: the holder of its book or, before
  /// the year's book is open, of the last year's.
  static func holder(
    besides own: StationName?, _ direction: Book.Direction, typeName: String, on day: Day, _ db: Database
  ) throws -> String? {
    let bookState = try BookState.place(direction, typeName: typeName, year: day.year, db)?.bookState
    return bookState.flatMap { $0.isHeld(by: own) ? nil : $0.holder }
  }
}

extension Office {
  /// Returns the stations of this office that take part, as the hub lists them.
  public func stations() throws -> [(station: String, name: String)] {
    try read { db in
      try Row.fetchAll(
        db,
        sql:
          "SELECT DISTINCT station, name FROM peer WHERE organ = (SELECT organ FROM hub) "
          + "AND revoked IS NULL ORDER BY name"
      ).map { ($0[0], $0[1]) }
    }
  }

  /// Returns the name of the other station of the office that numbers documents of this type; `nil` if this one does.
  public func holderElsewhere(_ direction: Book.Direction, typeName: String, on day: Day) throws -> String? {
    try read { db in
      let own = try Station.read(db).id
      return try Custody.holder(besides: own, direction, typeName: typeName, on: day, db).map {
        try Custody.name(of: $0, db) ?? $0
      }
    }
  }

  /// Returns every book of a year, or of all years, with the station that holds it.
  public func custodies(year: Int? = nil) throws -> [Custody] {
    try read { db in
      let own = try Station.read(db).id
      return try BookState.all(year: year, db).map { bookState in
        Custody(
          bookState: bookState, stationName: try Custody.name(of: bookState.holder, db),
          isHere: bookState.isHeld(by: own))
      }
    }
  }
}

public enum CustodyRefusal: Refusal, Equatable {
  case elsewhere(String, String)
  case here(String)
  case unknownStation(String)
  case noBook(String)
  case staleCode(String)
  case lastNumber(String, Int, known: Int)

  public var words: Bilingual {
    switch self {
    case .elsewhere(let book, let station):
      Bilingual(
        "\(book) do máy \(station) giữ nên chỉ máy đó cấp số; làm việc này ở máy đó, hoặc nhờ máy đó giao sổ "
          + "(vanthu custody hand-over, đọc mã qua điện thoại).",
        "\(book) is held by station \(station), and only that station assigns its numbers; "
          + "do it there, or have it handed over (vanthu custody hand-over, with a code read over the telephone)."
      )
    case .here(let book): Bilingual("\(book) đang ở máy này rồi.", "\(book) is already held here.")
    case .unknownStation(let station):
      Bilingual(
        "Cơ quan không có máy \(station); xem các máy bằng vanthu custody list, máy mới thì đồng bộ trước.",
        "The office has no station \(station); see vanthu custody list, and sync first if it is new.")
    case .staleCode(let book):
      Bilingual(
        "Mã này không hợp với \(book) ở máy này: sổ đã qua tay khác sau đó; đồng bộ rồi xem vanthu custody list.",
        "The code does not match \(book) as it is here: the book has changed hands since; "
          + "sync, then see vanthu custody list."
      )
    case .noBook(let book):
      Bilingual(
        "Không có sổ \(book); xem bằng vanthu custody list.", "There is no book \(book); see vanthu custody list.")
    case .lastNumber(let book, let last, let known):
      Bilingual(
        "Số cuối \(last) không hợp: \(book) trong máy đã tới số \(known); đọc lại số cuối trên sổ giấy.",
        "The last number \(last) does not fit: \(book) has reached \(known) here; check the last number on paper.")
    }
  }
}
