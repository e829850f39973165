import Exchange
import GRDB
import Records
import RecordsSQL
import Wording

/// Delivers an entry to its audience, and writes notices about what is wrong with it.
struct Routing {
  let db: Database
  let directory: OrganDirectory
  /// The day on which the hub receives the entry.
  let day: Day
  /// The office of the station that wrote it.
  let organ: Organ.ID
  let authors: Authors
  let listing: Listing
  let withdrawals: Withdrawals
  let holders = Numbers.Holders()
  /// Counts the cost of the batch.
  var cost: RoutingCost?
  /// Logs what an office decides about another.
  let audit: (AuditKind, String) throws -> Void

  /// Applies all consequences of a new entry.
  func apply(_ stored: StoredEntry, at place: Int) throws {
    let act: Act
    do { act = try StoredAct.act(from: stored.act) } catch { return try notice(.act, of: place) }
    guard act.body.fitsRegister else { return try notice(.field, of: place) }
    try Contents.recordAuthorship(by: act, wrote: organ, from: stored.station, at: place, db)
    if let muting = try Muting.apply(act, of: organ, at: place, db) { try audit(muting.what, muting.whom) }
    if let days = try Leases.apply(act, of: organ, stored, db) { try audit(.leaseSet, "\(organ) \(days)") }
    let numbers = Numbers(db: db, organ: organ, station: stored.station, holders: holders)
    let outcome = try numbers.apply(act, of: stored, at: place)
    let isOfDraft = try changesDraft(act, stored.reference)
    if let words = outcome.notice {
      try notice(.number(words), of: place)
    } else if !isOfDraft {
      try deliver(stored, act, at: place)
    }
    let released = try settle(outcome)
    if !released.isEmpty { try notice(.released(released), of: place) }
    if !isOfDraft { try listing.apply(act, of: stored.reference, day: stored.day, at: place, by: organ) }
  }

  /// Whether it changed the draft of a document whose issue is here already, brought back by a reader after the hub was
  /// put back: the document includes it, and its readers were never told.
  private func changesDraft(_ act: Act, _ reference: EntryReference) throws -> Bool {
    guard case .readers(let document) = act.body.audience(of: reference) else { return false }
    let issue = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT e.station, e.epoch, e.sequence FROM readers r JOIN entries e ON e.place = r.since
          WHERE r.document = ? ORDER BY r.since LIMIT 1
          """), arguments: [document.description])
    return issue.map { reference.isBefore(EntryReference(station: $0[0], epoch: $0[1], sequence: $0[2])) } ?? false
  }

  /// To be called at the end of the transaction that received the entries.
  func finish() throws {
    try listing.finish()
    try withdrawals.finish()
  }

  /// Delivers what was held back for its number and is settled now, and tells the office what was overruled.
  ///
  /// - Returns: the entries that were delivered.
  func settle(_ outcome: Numbers.Outcome) throws -> [EntryReference] {
    for overruled in outcome.overruled { try notice(.number(overruled.words), of: overruled.place) }
    return try outcome.released.compactMap(deliverAfterAll)
  }

  private func deliver(_ stored: StoredEntry, _ act: Act, at place: Int) throws {
    switch act.body.audience(of: stored.reference) {
    case .nobody: break
    case .recipients(let recipients, let document):
      guard try owner(of: document) == organ else { return try notice(.audience, of: place) }
      if let other = authors.other(act, organ, directory) { return try notice(other, of: place) }
      cost?.documents += 1
      let urgency = act.body.content?.urgency ?? .routine
      try db.execute(
        sql: "INSERT OR IGNORE INTO documents (document, organ, urgency) VALUES (?, ?, ?)",
        arguments: [document.description, organ, urgency.priority])
      let isIssuedAgain = db.changesCount == 0
      let outside = try outside(recipients)
      let inside = organs(of: recipients.filter { !outside.contains($0) })
      var newReaders: [Organ.ID] = []
      for reader in inside + (outside.isEmpty ? [] : [NationalAxis.id]) where reader != organ {
        // Taken back before it was given; issuing it once more under another number gives it to nobody.
        if try withdrawals.isKept(document, from: reader) { continue }
        try db.execute(
          sql: "INSERT OR IGNORE INTO readers (document, organ, since) VALUES (?, ?, ?)",
          arguments: [document.description, reader, place])
        if db.changesCount == 1 { newReaders.append(reader) }
        try put(act, about: document, at: place, into: reader)
      }
      if isIssuedAgain { try deliverEarlier(document, before: place, to: newReaders) }
      // If delivery was deferred, the listing already exists but lacks its readers: refresh it.
      listing.touch(document.description)
      try deliverEarly(document, issuedBy: stored.reference)
    case .readers(let document):
      guard let its = try owner(of: document) else {
        try keepEarly(place, document)
        return try notice(.awaited, of: place)
      }
      guard its == organ else {
        // What an office does with a document it received stays with it.
        return try isReader(of: document) ? () : notice(.audience, of: place)
      }
      if let other = authors.other(act, organ, directory) { return try notice(other, of: place) }
      // The sender cannot undo what its readers did.
      if case .undone(let undone) = act, try owner(of: undone.entry) != organ {
        return try notice(.audience, of: place)
      }
      cost?.changes[document, default: 0] += 1
      if try isAwaited(document) {
        if act.changesListing { cost?.recipients += 1 }
        return try keepEarly(place, document)
      }
      let readers = try readers(of: document).filter { $0 != organ }
      try tell(readers, act, about: document, at: place)
      if case .undone(let undone) = act { try deliverAgain(document, undone.entry, at: place) }
      // It costs the hub as much even if there is no reader.
      if readers.isEmpty, act.changesListing { cost?.recipients += 1 }
    case .issuer(let document):
      let issuer = try String.fetchOne(
        db, sql: "SELECT organ FROM documents WHERE document = ?", arguments: [document.description])
      guard let issuer, try isReader(of: document) else {
        let mayBeIssued = try mayBeIssued(document, again: issuer != nil)
        if mayBeIssued { try keepEarly(place, document) }
        // Of a document that has not come nobody knows yet to whom it is issued.
        return try notice(issuer == nil && mayBeIssued ? .awaited : .audience, of: place)
      }
      guard try speaksForItself(act) else { return try notice(.audience, of: place) }
      if try givesBack(act) { try Readings.end(document, of: organ, db) }
      for office in current(issuer) where office != organ { try put(act, about: document, at: place, into: office) }
    }
  }

  /// Delivers an entry whose number was in doubt, or another document's, once that is settled.
  private func deliverAfterAll(_ place: Int) throws -> EntryReference? {
    let row = try Row.fetchOne(db, sql: "SELECT \(Journals.columns) FROM entries WHERE place = ?", arguments: [place])
    guard let stored = try row.map(Journals.entry) else { return nil }
    guard let act = try? StoredAct.act(from: stored.act) else { return nil }
    try deliver(stored, act, at: place)
    return stored.reference
  }

  // MARK: entries that come before their document

  /// Whether the document is not issued yet, and may be.
  private func isAwaited(_ document: EntryReference) throws -> Bool {
    let isIssued = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM documents WHERE document = ?)"),
      arguments: [document.description])!
    return try !isIssued && mayBeIssued(document, again: false)
  }

  /// Whether the document may still be issued: the entry that created it has not come (after a rollback of the hub, its
  /// readers may report on it before its office sends it again), created a draft, which one station of the office
  /// issues while another works on it, or issued it under a number that is in doubt. So may a document of a station the
  /// hub does not know: a rollback lost it, and it comes back with its colleague.
  ///
  /// - Parameter again: whether it is issued already, and may be once more, to others: a draft was issued twice.
  private func mayBeIssued(_ document: EntryReference, again: Bool) throws -> Bool {
    guard let made = try Journals.entry(document, db) else { return true }
    switch try? StoredAct.act(from: made.act) {
    case .drafted: return true
    case .issued: return !again
    default: return false
    }
  }

  func keepEarly(_ place: Int, _ document: EntryReference) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO early (entry, document) VALUES (?, ?)", arguments: [place, document.description])
  }

  /// Delivers the entries that came before the document was issued; not what its own station did to the draft, which
  /// the issued document includes.
  private func deliverEarly(_ document: EntryReference, issuedBy issue: EntryReference) throws {
    let places = try Int.fetchAll(
      db, sql: "DELETE FROM early WHERE document = ? RETURNING entry", arguments: [document.description])
    for place in places.sorted() {
      let row = try Row.fetchOne(
        db, sql: "SELECT \(Journals.columns) FROM entries WHERE place = ?", arguments: [place])
      guard let stored = try row.map(Journals.entry), let office = try Hub.organ(of: stored.station, db),
        // An earlier version may have kept it here although it names an entry of no station.
        !stored.reference.isBefore(issue), let act = try? StoredAct.act(from: stored.act)
      else { continue }
      let routing = Routing(
        db: db, directory: directory, day: day, organ: office, authors: authors, listing: listing,
        withdrawals: withdrawals, cost: cost, audit: audit)
      try routing.deliver(stored, act, at: place)
    }
  }

  /// Delivers earlier entries to new readers: two stations of an office issued one draft to different recipients, and
  /// those of the second are given what was written about the document since the first.
  private func deliverEarlier(_ document: EntryReference, before place: Int, to readers: [Organ.ID]) throws {
    guard !readers.isEmpty else { return }
    var isIssued = false
    for (stored, act, at) in try said(about: document) where at < place {
      switch act.body.audience(of: stored.reference) {
      case .recipients(_, document): isIssued = true
      case .readers(document) where isIssued: try tell(readers, act, about: document, at: at)
      default: break
      }
    }
  }

  // MARK: who

  /// The office in which a document was created.
  func owner(of document: EntryReference) throws -> Organ.ID? { try Hub.organ(of: document.station, db) }

  func readers(of document: EntryReference) throws -> [Organ.ID] {
    unique(try named(by: document).flatMap(current))
  }

  /// The offices to which the document was issued.
  func named(by document: EntryReference) throws -> [Organ.ID] {
    try String.fetchAll(
      db.cachedStatement(sql: "SELECT organ FROM readers WHERE document = ? ORDER BY organ"),
      arguments: [document.description])
  }

  /// Whether the office, or one of its predecessors, was sent the document.
  private func isReader(of document: EntryReference) throws -> Bool {
    let before = directory[organ].map { directory.predecessors(of: $0).map(\.id) } ?? []
    for office in [organ] + before {
      let known = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM readers WHERE document = ? AND organ = ?)"),
        arguments: [document.description, office])
      if try known == true || withdrawals.isKept(document, from: office) { return true }
    }
    return false
  }

  /// Whether the office reports for itself, or for a predecessor or successor: no office may report what became of the
  /// document at another. A name that matches no agency, or several, is accepted if it is the office's own, or is no
  /// recipient's; a recipient of such a name was served by post.
  private func speaksForItself(_ act: Act) throws -> Bool {
    guard organ != NationalAxis.id, case .reported(let report) = act else { return true }
    let recipient = report.recipient
    let meant = directory.addressees(of: Recipient(name: recipient, organID: recipient), on: day)
    guard let own = directory[organ] else { return true }
    let kin = [own] + directory.predecessors(of: own) + directory.successors(of: own)
    if meant.contains(where: { meant in kin.contains { $0.id == meant.id } }) { return true }
    guard meant.isEmpty else { return false }
    let key = OrganDirectory.nameKey(recipient)
    if kin.contains(where: { OrganDirectory.nameKey($0.name) == key }) { return true }
    return try !recipients(of: report.document).contains { ($0.organID ?? $0.name) == recipient }
  }

  /// The recipients of a document, as named when it was issued.
  private func recipients(of document: EntryReference) throws -> [Recipient] {
    let text = try String.fetchOne(
      db.cachedStatement(sql: "SELECT act FROM listed JOIN entries USING (place) WHERE document = ?"),
      arguments: [document.description])
    guard let text, case .issued(let issued)? = try? StoredAct.act(from: text) else { return [] }
    return issued.to
  }

  /// Whether a reader agrees to a recall, which ends its right to the document's contents.
  private func givesBack(_ act: Act) throws -> Bool {
    guard case .reported(let report) = act, report.status == .agreed, let asked = report.answers,
      let stored = try Journals.entry(asked, db), let request = try? StoredAct.act(from: stored.act)
    else { return false }
    return request.asksBack && request.document == report.document
  }

  /// The offices meant by the recipients; unknown ones are outside the system.
  func organs(of recipients: [Recipient]) -> [Organ.ID] {
    unique(recipients.flatMap { directory.addressees(of: $0, on: day).map(\.id) })
  }

  /// The recipients reachable only through the national axis, if the hub serves it. They have no station, so a mailbox
  /// of their own would never be read.
  private func outside(_ recipients: [Recipient]) throws -> [Recipient] {
    guard organ != NationalAxis.id, try Hub.axisStation(db) != nil else { return [] }
    return recipients.filter { directory.outside($0, on: day) != nil }
  }

  /// The agency itself while it exists, otherwise its successors today.
  func current(_ id: Organ.ID) -> [Organ.ID] {
    guard let organ = directory[id], !organ.exists(on: day) else { return [id] }
    let successors = directory.successors(of: organ).filter { $0.exists(on: day) }
    return successors.isEmpty ? [id] : successors.map(\.id)
  }

  private func unique(_ ids: [Organ.ID]) -> [Organ.ID] {
    var seen: Set<Organ.ID> = []
    return ids.filter { seen.insert($0).inserted }
  }

  // MARK: mailboxes

  func put(_ act: Act, about document: EntryReference, at place: Int, into organ: Organ.ID) throws {
    try Contents.grantReading(of: act, by: organ, from: self.organ, db)
    try Readings.keep(act, about: document, by: organ, db)
    cost?.recipients += 1
    try Routing.put(place, into: organ, nil, db)
  }

  func notice(_ kind: NoticeKind, of place: Int) throws { try Routing.put(place, into: organ, kind, db) }

  /// Appends an item to a mailbox; an entry that is already in it keeps its position.
  private static func put(_ entry: Int, into organ: Organ.ID, _ notice: NoticeKind?, _ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO mailboxes (organ, position, entry, code, vietnamese, english, digest)
        SELECT ?, ifnull(max(position), 0) + 1, ?, ?, ?, ?, ? FROM mailboxes WHERE organ = ?
        """
    ).execute(arguments: [
      organ, entry, notice?.code, notice?.words.vietnamese, notice?.words.english,
      try Mailbox.digest(putting: entry, into: organ, code: notice?.code, db).stored, organ,
    ])
  }
}
