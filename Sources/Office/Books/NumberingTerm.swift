import GRDB
import Records
import Wording

/// How long this PC may give numbers, for people.
public struct NumberingTerm: Sendable {
  /// When it ends, in milliseconds since 1970; `nil` if there is no limit, or if this file has no lease of its present
  /// epoch.
  public var until: Int64?
  public var isOver = false
  /// Whether the hub has said that this PC was replaced or revoked.
  public var isStopped = false
  /// How many days after an exchange; 0 for no limit.
  public var days: Int
  /// Books of the latest year that are held here and may not be numbered now, and why.
  public var refusals: [(book: Book, refusal: LeaseRefusal)] = []

  /// Why, once for all books where it is the same.
  public var sentences: [Bilingual] {
    refusals.map(\.refusal.words).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The day on which it ends.
  public var end: Day? { until.map(Day.init(milliseconds:)) }

  /// Whether it ends within five days.
  public func isNear(_ today: Day) -> Bool { end.map { today.days(to: $0) <= 5 } ?? false }

  /// One sentence, for those who look at the exchange or at the books.
  public var words: Bilingual {
    if isStopped { return Bilingual("không: máy này đã được thay, hay bị loại", "no: it was replaced or revoked") }
    if days == 0 { return Bilingual("không giới hạn", "no limit") }
    guard let until else { return Bilingual("sau lần gửi nhận tới", "after the next exchange") }
    let end = moment(until)
    if isOver {
      return Bilingual("đã hết hạn từ \(end), gửi nhận thì cấp tiếp", "not since \(end), until an exchange")
    }
    return Bilingual(
      "đến \(end), \(days) ngày từ lần gửi nhận trước", "until \(end), \(days) days after the last exchange")
  }
}

extension Office {
  /// Returns how long this PC may give numbers; `nil` if that has no limit because the office is not enrolled or its
  /// hub grants no leases.
  ///
  /// - Parameter now: milliseconds since 1970.
  public func numberingTerm(at now: Int64) throws -> NumberingTerm? {
    try read { db in
      guard let granted = try GrantedLease.read(db) else { return nil }
      let station = try Station.read(db)
      var term = NumberingTerm(
        until: granted.lease.epoch == station.epoch ? granted.lease.end : nil, days: granted.lease.days)
      term.isOver = term.until.map { $0 <= now } ?? false
      term.isStopped = try Enrolment.read(db)?.refusal?.replacement != nil
      if term.isStopped { return term }
      for bookState in try BookState.latest(before: .max, db) where bookState.isHeld(by: station.id) {
        if case .none(let refusal) = try NumberingRight.read(bookState, at: now, db) {
          term.refusals.append((bookState.book, refusal))
        }
      }
      return term
    }
  }

  /// Returns whether this PC, which holds the book, may number it.
  public func numberingRight(of bookState: BookState, at now: Int64) throws -> NumberingRight {
    try read { try NumberingRight.read(bookState, at: now, $0) }
  }

  /// Why this PC can give no number of this direction, whatever the type of the document; `nil` if it can give one.
  /// Numbers that were used on paper before a restore are given to the documents that bear them wherever a book is
  /// held.
  public func numberingRefusal(_ direction: Book.Direction, on day: Day, at now: Int64) throws -> (any Refusal)? {
    try read { db in
      let own = try Station.read(db).id
      var refusal: (any Refusal)?
      for bookState in try BookState.latest(before: day.year + 1, db) where bookState.book.direction == direction {
        let book = bookState.book
        guard bookState.isHeld(by: own) else {
          let name = try Custody.name(of: bookState.holder, db)
          let elsewhere = CustodyRefusal.elsewhere(
            book.name, name.map { "\($0) (\(bookState.holder))" } ?? bookState.holder)
          if refusal == nil || book.typeNames.isEmpty { refusal = elsewhere }
          continue
        }
        guard case .none(let lease) = try NumberingRight.read(bookState, at: now, db),
          try !BookState.hasReserved(book.id, db)
        else { return nil }
        if refusal == nil || book.typeNames.isEmpty { refusal = lease }
      }
      return refusal
    }
  }

  /// Why this PC, which holds the book for documents of this type, may not number them now; `nil` if it may, or if
  /// another PC holds the book.
  public func numberingRefusal(
    _ direction: Book.Direction, typeName: String, on day: Day, at now: Int64
  ) throws -> LeaseRefusal? {
    try read { db in
      let own = try Station.read(db).id
      guard let bookState = try BookState.place(direction, typeName: typeName, year: day.year, db)?.bookState,
        bookState.isHeld(by: own), case .none(let refusal) = try NumberingRight.read(bookState, at: now, db)
      else { return nil }
      return refusal
    }
  }
}
