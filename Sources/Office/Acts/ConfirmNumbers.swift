import GRDB
import Records

extension OfficeTransaction {
  /// After a restore, or when another PC may have numbered a book while this one waited for it: states the last number
  /// used on paper in each book in question (`Office.numbersToConfirm`), by the book's identifier.
  ///
  /// Acts done after the backup are lost from the file, but their numbers were used on paper. Numbers that the file
  /// lacks are reserved in their book and wait in the inbox until the document that bears them is entered again
  /// (`register(number:)`, `issue(number:)`); the next new number follows the last one on paper. A book in question
  /// that the file does not have yet, because its year began after the backup, is opened. Any other book may be named
  /// too.
  ///
  /// - Parameter isOffline: whether the hub cannot be reached, so that its entries are not waited for. Those that come
  ///   later with a number that was entered again are set aside.
  /// - Throws: `NumberingRefusal.awaitsHub` as long as the hub has not said what it holds.
  public func confirmNumbers(_ last: [String: Int], isOffline: Bool = false) throws {
    if try awaitsHub, !isOffline { throw NumberingRefusal.awaitsHub }
    let inQuestion = try BookState.toConfirm(today: context.day, db)
    let all = try BookState.all(db)
    let others = all.filter { bookState in
      last[bookState.book.id] != nil && !inQuestion.contains { $0.book.id == bookState.book.id }
    }
    let bookStates = inQuestion + others
    for (book, number) in last.sorted(by: { $0.key < $1.key }) {
      guard let bookState = bookStates.first(where: { $0.book.id == book }) else {
        throw OfficeSettingsRefusal.noBook(book)
      }
      guard number >= bookState.lastNumber else {
        throw OfficeSettingsRefusal.numberKnown(book, number, known: bookState.lastNumber)
      }
      guard number - bookState.lastNumber <= 10_000 else {
        throw OfficeSettingsRefusal.numberFar(book, number, known: bookState.lastNumber)
      }
    }
    if let missing = inQuestion.first(where: { last[$0.book.id] == nil }) {
      throw OfficeSettingsRefusal.numberMissing(missing.book.id)
    }
    for bookState in bookStates {
      if !all.contains(where: { $0.book.id == bookState.book.id }) {
        try write(.bookOpened(.init(book: bookState.book)))
      }
      try write(.numbersConfirmed(.init(book: bookState.book.id, last: last[bookState.book.id]!)))
      try UnreadPaper.remove(bookState.book.id, db)
    }
    mustConfirmNumbers = false
    if isOffline { try grantByPaper() }
    try db.execute(sql: "UPDATE station SET awaitsHub = 0")
  }
}

extension Acts.NumbersConfirmed: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.apply(entry, of: book, nil, last: last)
    return try registers.reserve(through: last, in: book, by: entry)
  }
}

extension Office {
  /// Returns the books whose last number on paper must be stated before another number is given, each with the last
  /// number that the file knows. Empty if nothing has to be confirmed.
  public func numbersToConfirm(today: Day) throws -> [BookState] {
    try read { try BookState.toConfirm(today: today, $0) }
  }
}

extension BookState {
  fileprivate static func toConfirm(today: Day, _ db: Database) throws -> [BookState] {
    let station = try Station.read(db)
    if station.mustConfirmNumbers { return try inQuestion(today: today, db) }
    let unread = try UnreadPaper.books(db)
    guard !unread.isEmpty else { return [] }
    let bookStates = try all(db).filter { unread.contains($0.book.id) && $0.isHeld(by: station.id) }
    // The station that held it before may have opened the book of the new year.
    return try bookStates
      + bookStates.compactMap { try $0.toOpen(today: today, db) }
      .map { BookState(book: $0, lastNumber: 0, lastDay: nil) }
  }

  /// Returns the books that may have been continued after the backup: those of the year of its last act and of every
  /// year since, also of years whose books the backup does not have; and those of the year before, if the last act was
  /// in the first three months (late documents are still entered in the old book then). Only the books that this
  /// station holds: the paper of the others is not here to be read.
  fileprivate static func inQuestion(today: Day, _ db: Database) throws -> [BookState] {
    let last = try lastActBeforeEpoch(db) ?? today
    let first = min(last.year - (last.month <= 3 ? 1 : 0), today.year)
    let own = try Station.read(db).id
    var bookStates = try all(db).filter { $0.book.year >= first && $0.isHeld(by: own) }
    for year in min(last.year, today.year)...today.year where !bookStates.contains(where: { $0.book.year == year }) {
      let earlier = bookStates.map(\.book.year).filter { $0 < year }.max()
      let models =
        try earlier.map { year in bookStates.filter { $0.book.year == year } }
        ?? latest(before: year, db).filter { $0.isHeld(by: own) }
      bookStates += following(models, in: year, beside: []).map { BookState(book: $0, lastNumber: 0, lastDay: nil) }
    }
    return bookStates.sorted {
      ($0.book.year, $0.book.direction.rawValue, $0.book.id) < ($1.book.year, $1.book.direction.rawValue, $1.book.id)
    }
  }

  /// Returns the day of the act from which the present epoch continues.
  private static func lastActBeforeEpoch(_ db: Database) throws -> Day? {
    let journal = Journal(db)
    let first = try journal.entry(Station.read(db).last.journal.entry(1))
    guard case .epochBegun(let begun) = first?.act else { return nil }
    return try journal.entry(begun.from)?.day
  }
}
