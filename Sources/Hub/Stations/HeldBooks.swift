import GRDB
import Records
import RecordsSQL
import Wording

/// A book of an office, as the hub knows it: which station holds it, and what waits because of that.
public struct HeldBook: Sendable {
  public var organ: Organ.ID
  public var book: String
  /// The station that holds it by the entries of the office.
  public var station: String
  public var stationName: String?
  public var isRevoked: Bool
  /// How many times it has been handed over, counted from 1.
  public var generation: Int
  /// The PCs that may still number it beside the holder (`Leases`).
  public var doubts: [BookDoubt] = []
  /// The station whose numbers the administrator has let count instead (`Hub.releaseBook`).
  public var released: String?
  /// The highest number that was delivered; `nil` if there is none.
  public var last: Int?
  /// Numbers that are delivered to nobody: given by a station that does not hold the book, or the same as another's.
  public var unowned: Int
  public var doubled: Int
}

extension Hub {
  /// Returns the books of all offices or of one, in the order of offices and names.
  public func heldBooks(of organ: Organ.ID? = nil) throws -> [HeldBook] {
    try read { db in
      let books = try Row.fetchAll(
        db, sql: "SELECT DISTINCT organ, book FROM custody WHERE ?1 IS NULL OR organ = ?1 ORDER BY organ, book",
        arguments: [organ])
      return try books.compactMap { try heldBook($0[1], of: $0[0], db) }
    }
  }

  private func heldBook(_ book: String, of organ: Organ.ID, _ db: Database) throws -> HeldBook? {
    guard let hand = try Numbers(db: db, organ: organ, station: StationName(number: 0)).current(book) else {
      return nil
    }
    let station = try Row.fetchOne(
      db, sql: "SELECT name, revoked IS NOT NULL FROM stations WHERE station = ?", arguments: [hand.station])
    func count(_ table: String) throws -> Int {
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM \(table) WHERE organ = ? AND book = ?", arguments: [organ, book])!
    }
    return HeldBook(
      organ: organ, book: book, station: hand.station, stationName: station?[0], isRevoked: station?[1] ?? false,
      generation: hand.generation, doubts: try Leases(of: organ, self, db).doubts(about: book),
      released: try Numbers.released(book, of: organ, hand.generation, db),
      last: try Int.fetchOne(
        db, sql: "SELECT max(number) FROM numbers WHERE organ = ? AND book = ?", arguments: [organ, book]),
      unowned: try count("unowned"), doubled: try count("doubled"))
  }

  /// Lets the numbers count that a station gives in a book although another one holds it: that one is lost, or was
  /// enrolled for the wrong office, and cannot hand it over. What waited is delivered. Ends when the book passes on. If
  /// a station has taken the book over, and waits until that one's lease is over, it need not wait any longer.
  ///
  /// - Parameter station: any station of the office that takes part; the only one if `nil`.
  /// - Returns: the station, and how many entries were delivered.
  @discardableResult
  public func releaseBook(_ book: String, of organ: Organ.ID, to station: String?) throws -> (station: String, Int) {
    try write { db in
      guard let held = try heldBook(book, of: organ, db) else {
        throw HeldBookRefusal.noBook(book, try directory(db).fullName(of: organ, on: today))
      }
      if !held.doubts.isEmpty, station ?? held.station == held.station { return try endDoubts(held, db) }
      let living = try StationName.fetchAll(
        db, sql: "SELECT station FROM stations WHERE organ = ? AND revoked IS NULL ORDER BY station", arguments: [organ]
      )
      let others = living.filter { $0.description != held.station }
      let chosen =
        station.map { name in others.first { $0.description == name } } ?? (others.count == 1 ? others[0] : nil)
      guard let chosen else {
        if station == held.station || living.map(\.description) == [held.station] {
          throw HeldBookRefusal.holdsIt(book, held.station)
        }
        throw HeldBookRefusal.whichStation(book, others.map(\.description))
      }
      guard held.isRevoked else { throw HeldBookRefusal.isAlive(book, held.station) }
      try db.execute(
        sql: "INSERT OR REPLACE INTO released (organ, book, generation, station) VALUES (?, ?, ?, ?)",
        arguments: [organ, book, held.generation, chosen])
      try record(.bookReleased, on: "\(organ) \(book) \(held.station) → \(chosen)", db)
      return (chosen.description, try deliverReleased(book, of: organ, from: chosen, db))
    }
  }

  /// Lets the holder number a book at once, which it took over from stations that are revoked, or from a PC that was
  /// replaced.
  private func endDoubts(_ held: HeldBook, _ db: Database) throws -> (station: String, Int) {
    if let other = held.doubts.first(where: { $0.kind == .alive }) {
      throw HeldBookRefusal.isAlive(held.book, other.station.description)
    }
    for doubt in held.doubts where doubt.kind == .replaced { try Leases.endRival(of: doubt.station, db) }
    if held.doubts.contains(where: { $0.kind == .revoked }) {
      try db.execute(
        sql: "INSERT OR REPLACE INTO released (organ, book, generation, station) VALUES (?, ?, ?, ?)",
        arguments: [held.organ, held.book, held.generation, held.station])
    }
    let others = held.doubts.map(\.station.description).joined(separator: " ")
    try record(.bookReleased, on: "\(held.organ) \(held.book) \(others) → \(held.station)", db)
    return (held.station, 0)
  }

  private func deliverReleased(
    _ book: String, of organ: Organ.ID, from station: StationName, _ db: Database
  ) throws -> Int {
    let (listing, withdrawals) = (Listing(db: db), Withdrawals(db))
    let routing = Routing(
      db: db, directory: try directory(db), day: today, organ: organ, authors: authors, listing: listing,
      withdrawals: withdrawals, cost: nil,
      audit: { try self.record($0, on: $1, db) })
    let released = try routing.settle(try Numbers(db: db, organ: organ, station: station).release(book))
    try listing.finish()
    try withdrawals.finish()
    return released.count
  }
}

public enum HeldBookRefusal: Refusal, Equatable {
  case noBook(String, String)
  case holdsIt(String, String)
  case whichStation(String, [String])
  /// The holder, or the one before it, takes part and may go on giving numbers.
  case isAlive(String, String)

  public var words: Bilingual {
    switch self {
    case .noBook(let book, let office):
      Bilingual(
        "\(office) không có sổ “\(book)”; xem danh sách bằng vanthu-hub custody list.",
        "\(office) has no book “\(book)”; see vanthu-hub custody list.")
    case .holdsIt(let book, let station):
      Bilingual(
        "Trạm \(station) đang giữ sổ \(book) rồi, số cấp ở đó được nhận; không phải làm gì.",
        "Station \(station) holds book \(book), and its numbers count; nothing need be done.")
    case .isAlive(let book, let station):
      Bilingual(
        "Trạm \(station) giữ sổ \(book), hay đã giữ trước đây, và chưa bị thu hồi nên có thể còn cấp số: thu hồi nó "
          + "trước bằng vanthu-hub revoke, hoặc cơ quan tự nhận sổ bằng vanthu custody recover rồi chờ.",
        "Station \(station) holds book \(book), or did before, and is not revoked, so it may give more numbers: revoke "
          + "it first (vanthu-hub revoke), or let the office take the book over with vanthu custody recover, and wait."
      )
    case .whichStation(let book, let stations) where stations.isEmpty:
      Bilingual(
        "Cơ quan không còn trạm nào để nhận sổ \(book); cấp mã cho máy mới bằng vanthu-hub enrol.",
        "The office has no station that could take book \(book); issue a code with vanthu-hub enrol.")
    case .whichStation(let book, let stations):
      Bilingual(
        "Không rõ trạm nào nhận sổ \(book); nêu một trong \(stations.joined(separator: ", ")) bằng --to.",
        "Which station is to take book \(book)? Name one of \(stations.joined(separator: ", ")) with --to.")
    }
  }
}
