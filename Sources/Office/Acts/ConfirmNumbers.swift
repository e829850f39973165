import GRDB
import Records

extension Desk {
  /// After a restore: states the last number used on paper in each book in question (`Office.numbersToConfirm`), by the
  /// book's identifier.
  ///
  /// Acts done after the backup are lost from the file, but their numbers were used on paper. Numbers that the file
  /// lacks are reserved in their book and wait in the inbox until the document that bears them is entered again
  /// (`register(number:)`, `issue(number:)`); the next new number follows the last one on paper. A book in question
  /// that the file does not have yet, because its year began after the backup, is opened. Any other book may be named
  /// too.
  public func confirmNumbers(_ last: [String: Int]) throws {
    let inQuestion = try Shelf.inQuestion(today: acting.day, db)
    let all = try Shelf.all(db)
    let others = all.filter { shelf in
      last[shelf.book.id] != nil && !inQuestion.contains { $0.book.id == shelf.book.id }
    }
    let shelves = inQuestion + others
    for (book, number) in last.sorted(by: { $0.key < $1.key }) {
      guard let shelf = shelves.first(where: { $0.book.id == book }) else { throw HouseRefusal.noBook(book) }
      guard number >= shelf.lastNumber else { throw HouseRefusal.numberKnown(book, number, known: shelf.lastNumber) }
      guard number - shelf.lastNumber <= 10_000 else {
        throw HouseRefusal.numberFar(book, number, known: shelf.lastNumber)
      }
    }
    if let missing = inQuestion.first(where: { last[$0.book.id] == nil }) {
      throw HouseRefusal.numberMissing(missing.book.id)
    }
    for shelf in shelves {
      if !all.contains(where: { $0.book.id == shelf.book.id }) { try write(.bookOpened(.init(book: shelf.book))) }
      try write(.numbersConfirmed(.init(book: shelf.book.id, last: last[shelf.book.id]!)))
    }
    mustConfirmNumbers = false
  }
}

extension Acts.NumbersConfirmed: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.hear(entry, of: book, nil, last: last)
    return try registers.reserve(through: last, in: book, by: entry)
  }
}

extension Office {
  /// Returns the books whose last number on paper must be stated before another number is given, each with the last
  /// number that the file knows. Empty if nothing has to be confirmed.
  public func numbersToConfirm(today: Day) throws -> [Shelf] {
    try read { db in try Station.read(db).mustConfirmNumbers ? Shelf.inQuestion(today: today, db) : [] }
  }
}

extension Shelf {
  /// Returns the books that may have been continued after the backup: those of the year of its last act and of every
  /// year since, also of years whose books the backup does not have; and those of the year before, if the last act was
  /// in the first three months (late documents are still entered in the old book then). Only the books that this
  /// station holds: the paper of the others is not here to be read.
  fileprivate static func inQuestion(today: Day, _ db: Database) throws -> [Shelf] {
    let last = try lastActBeforeEpoch(db) ?? today
    let first = min(last.year - (last.month <= 3 ? 1 : 0), today.year)
    let own = try Station.read(db).id
    var shelves = try all(db).filter { $0.book.year >= first && $0.holder == own }
    for year in min(last.year, today.year)...today.year where !shelves.contains(where: { $0.book.year == year }) {
      let earlier = shelves.map(\.book.year).filter { $0 < year }.max()
      let models =
        try earlier.map { year in shelves.filter { $0.book.year == year } }
        ?? latest(before: year, db).filter { $0.holder == own }
      shelves += following(models, in: year, beside: []).map { Shelf(book: $0, lastNumber: 0, lastDay: nil) }
    }
    return shelves.sorted {
      ($0.book.year, $0.book.direction.rawValue, $0.book.id) < ($1.book.year, $1.book.direction.rawValue, $1.book.id)
    }
  }

  /// Returns the day of the act from which the present epoch continues.
  private static func lastActBeforeEpoch(_ db: Database) throws -> Day? {
    let journal = Journal(db)
    let station = try Station.read(db)
    let first = try journal.entry(EntryReference(station: station.id, epoch: station.epoch, sequence: 1))
    guard case .epochBegun(let begun) = first?.act else { return nil }
    return try journal.entry(begun.from)?.day
  }
}
