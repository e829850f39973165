import GRDB
import Records
import RecordsSQL

/// How a number that was in doubt, or given twice, is settled.
extension Numbers {
  /// An entry that gives a number, and the document it is about.
  struct Numbering {
    var entry: StoredEntry
    var given: GivenNumber
    var document: EntryReference
  }

  /// Returns the entry at the place, if it gives a number.
  func read(_ place: Int) throws -> Numbering? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(Journals.columns) FROM entries WHERE place = ?"), arguments: [place])
    guard let entry = try row.map(Journals.entry), let act = try? StoredAct.act(from: entry.act),
      let given = act.body.numberGiven
    else { return nil }
    return Numbering(entry: entry, given: given, document: act.document ?? entry.reference)
  }

  // MARK: who bears a number

  /// What the entry brings to the ruling on its number.
  func claim(of numbering: Numbering) throws -> NumberClaim {
    let (entry, book) = (numbering.entry, numbering.given.book)
    let given = try Int.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT max(generation) FROM hands WHERE organ = ?1 AND book = ?2 AND holder = ?3
            AND (time, station, epoch, sequence) < (?4, ?3, ?5, ?6)
          """), arguments: [organ, book, entry.station, entry.time.packed, entry.epoch, entry.sequence])
    let opener = try String.fetchOne(
      db.cachedStatement(sql: "SELECT station FROM custody WHERE organ = ? AND book = ? AND generation = 1"),
      arguments: [organ, book])
    return NumberClaim(
      isReentry: numbering.given.isReentry,
      generation: given ?? (opener == entry.station.description ? 1 : 0), time: entry.time.packed,
      entry: entry.reference)
  }

  /// Remembers a hand-over as one of the reasons why a station held the book.
  func remember(_ hand: BookHand, of book: String, by entry: StoredEntry) throws {
    try db.execute(
      sql: """
        INSERT OR IGNORE INTO hands (organ, book, generation, holder, time, station, epoch, sequence)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        organ, book, hand.generation, hand.station, entry.time.packed, entry.station, entry.epoch, entry.sequence,
      ])
  }

  /// Makes the entry the one whose document bears the number.
  func stand(_ place: Int, _ given: GivenNumber) throws {
    try db.execute(
      sql: "UPDATE numbers SET entry = ? WHERE organ = ? AND book = ? AND number = ? AND suffix = ?",
      arguments: [place, organ, given.book, given.number, given.suffix])
    try db.execute(sql: "DELETE FROM doubled WHERE entry = ?", arguments: [place])
  }

  /// Marks the entry as one whose number another document bears.
  func mark(_ place: Int, _ given: GivenNumber) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO doubled (entry, organ, book, number, suffix) VALUES (?, ?, ?, ?, ?)",
      arguments: [place, organ, given.book, given.number, given.suffix])
  }

  /// Whether the number of the document is void, by itself or because the document was merged into another: rarely
  /// asked, so it is not recorded.
  func isVoided(_ document: EntryReference) throws -> Bool {
    let acts = try Row.fetchAll(
      db,
      sql: """
        SELECT \(Journals.columns) FROM entries
        WHERE station IN (SELECT station FROM stations WHERE organ = ?) AND instr(act, ?) > 0
          AND \(ActName.isOne(of: [.voided, .merged], "act"))
        """, arguments: [organ, document.description]
    ).map(Journals.entry)
    return try acts.contains { voiding in
      switch try? StoredAct.act(from: voiding.act) {
      case .voided(let act) where act.document == document: break
      case .merged(let act) where act.copy == document && act.registration != nil: break
      default: return false
      }
      return try !Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM entries WHERE station IN (SELECT station FROM stations WHERE organ = ?)
            AND instr(act, ?) > 0 AND \(ActName.isOne(of: [.undone], "act")))
          """, arguments: [organ, voiding.reference.description])!
    }
  }

  /// The document whose number the act makes void.
  static func voided(by act: Act) -> EntryReference? {
    switch act {
    case .voided(let act): act.document
    case .merged(let act) where act.registration != nil: act.copy
    default: nil
    }
  }

  /// Whether the entry waits until it is known whose its number is.
  static func isInDoubt(_ place: Int, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM doubled WHERE entry = ?1) OR EXISTS (SELECT 1 FROM unowned WHERE entry = ?1)
        """, arguments: [place])!
  }

  // MARK: what is settled

  /// Settles what follows from an opening or a hand-over of the book: whose numbers in doubt are good, and which of two
  /// documents bears a number. The latter depends on who held the book, and a reader may have brought the numbers back
  /// before their office sent that again.
  func settleBook(_ book: String) throws -> Outcome {
    var outcome = try release(book)
    let ruled = try ruleAgain(book)
    outcome.released += ruled.released
    outcome.overruled += ruled.overruled
    return outcome
  }

  /// Decides again which of the documents that have one number of the book bears it.
  private func ruleAgain(_ book: String) throws -> Outcome {
    var outcome = Outcome()
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT DISTINCT number, suffix FROM doubled WHERE organ = ? AND book = ? ORDER BY number, suffix"),
      arguments: [organ, book])
    for row in rows {
      let given = GivenNumber(book: book, number: row[0], suffix: row[1], day: Day(2000, 1, 1))
      guard let standing = try bearer(of: given), let bearer = try read(standing) else { continue }
      let claim = try claim(of: bearer)
      let next = try next(given) { $0.stands(against: claim) }
      guard let next, try read(next)?.document != bearer.document, let entry = try read(next)?.entry else { continue }
      try mark(standing, given)
      try stand(next, given)
      outcome.released.append(next)
      outcome.overruled.append((standing, Numbers.taken(given, by: entry)))
    }
    return outcome
  }

  /// Releases the entries in doubt of the station that is now known to hold the book, or whose numbers count instead.
  func release(_ book: String) throws -> Outcome {
    guard let hand = try current(book) else { return Outcome() }
    return try release(
      Int.fetchAll(
        db, sql: "SELECT entry FROM unowned WHERE organ = ? AND book = ? AND station IN (?, ?)",
        arguments: [organ, book, hand.station, Numbers.released(book, of: organ, hand.generation, db)]))
  }

  /// Returns the station whose numbers the administrator has let count in that generation of the book.
  static func released(_ book: String, of organ: Organ.ID, _ generation: Int, _ db: Database) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(sql: "SELECT station FROM released WHERE organ = ? AND book = ? AND generation = ?"),
      arguments: [organ, book, generation])
  }

  /// Releases the entries in doubt up to a number that the holder of the book has given: it gives their numbers to no
  /// other document, unless it has.
  func releasePassed(by given: GivenNumber) throws -> Outcome {
    let places = try Int.fetchAll(
      db.cachedStatement(sql: "SELECT entry FROM unowned WHERE organ = ? AND book = ? AND station <> ?"),
      arguments: [organ, given.book, station])
    return try release(places.filter { try read($0).map { $0.given.number <= given.number } ?? false })
  }

  /// Claims the numbers of entries in doubt, and returns which of them are delivered.
  private func release(_ places: [Int]) throws -> Outcome {
    var outcome = Outcome()
    for place in places.sorted() {
      try db.execute(sql: "DELETE FROM unowned WHERE entry = ?", arguments: [place])
      guard let numbering = try read(place) else { continue }
      let claimed = try claim(numbering.given, numbering.entry, at: place)
      outcome.overruled += claimed.overruled
      guard claimed.notice == nil else { continue }
      outcome.released.append(place)
      if numbering.document != numbering.entry.reference, numbering.entry.act.contains("renumbered") {
        outcome.released += try settle(numbering.document).released
      }
    }
    return outcome
  }

  /// Settles the numbers that the document shares with others, now that it is voided or has another number.
  func settle(_ document: EntryReference) throws -> Outcome {
    var outcome = Outcome()
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT entry, book, number, suffix FROM doubled WHERE organ = ?"), arguments: [organ])
    guard !rows.isEmpty else { return outcome }
    let isVoided = try isVoided(document)
    for row in rows {
      let place: Int = row[0]
      guard let numbering = try read(place), numbering.document == document else { continue }
      try db.execute(sql: "DELETE FROM doubled WHERE entry = ?", arguments: [place])
      if !isVoided { outcome.released.append(place) }
    }
    for given in Set(rows.map { GivenNumber(book: $0[1], number: $0[2], suffix: $0[3], day: Day(2000, 1, 1)) }) {
      outcome.released += try passOn(given, from: document)
    }
    return outcome
  }

  /// Claims the number of the document once more, now that its voiding is undone: meanwhile another one may have had
  /// it.
  func claimAgain(_ document: EntryReference) throws -> Outcome {
    guard let place = try numberer(of: document), try !isVoided(document), let numbering = try read(place),
      try bearer(of: numbering.given) != place, try !Numbers.isInDoubt(place, db)
    else { return Outcome() }
    var outcome = try claim(numbering.given, numbering.entry, at: place)
    if let words = outcome.notice { return Outcome(overruled: [(place, words)]) }
    if try !isDelivered(document) { outcome.released.append(place) }
    return outcome
  }

  private func isDelivered(_ document: EntryReference) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM documents WHERE document = ?)", arguments: [document.description])!
  }

  /// The place of the last entry that gave the document a number.
  private func numberer(of document: EntryReference) throws -> Int? {
    try Int.fetchAll(
      db,
      sql: """
        SELECT place FROM entries
        WHERE station IN (SELECT station FROM stations WHERE organ = ?)
          AND (instr(act, ?) > 0 OR station = ? AND epoch = ? AND sequence = ?)
        ORDER BY time DESC, place DESC
        """, arguments: [organ, document.description, document.station, document.epoch, document.sequence]
    ).first { try read($0)?.document == document }
  }

  /// Gives the number of the document to the next one that has it.
  private func passOn(_ given: GivenNumber, from document: EntryReference) throws -> [Int] {
    guard let standing = try bearer(of: given), try read(standing)?.document == document,
      let next = try next(given, where: { _ in true })
    else { return [] }
    try stand(next, given)
    return [next]
  }

  /// The place of the entry whose document bears the number.
  private func bearer(of given: GivenNumber) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT entry FROM numbers WHERE organ = ? AND book = ? AND number = ? AND suffix = ?"),
      arguments: [organ, given.book, given.number, given.suffix])
  }

  /// The place of the entry that bears the number after the one that does, of those that bring what is asked.
  private func next(_ given: GivenNumber, where isGood: (NumberClaim) -> Bool) throws -> Int? {
    let others = try Int.fetchAll(
      db, sql: "SELECT entry FROM doubled WHERE organ = ? AND book = ? AND number = ? AND suffix = ?",
      arguments: [organ, given.book, given.number, given.suffix])
    let claims = try others.compactMap { place -> (place: Int, claim: NumberClaim)? in
      guard let numbering = try read(place) else { return nil }
      let claim = try claim(of: numbering)
      return try isGood(claim) && !isVoided(numbering.document) ? (place, claim) : nil
    }
    return claims.min { $0.claim.stands(against: $1.claim) }?.place
  }
}
