import FoundationEssentials
import GRDB
import Office
import Records
import RecordsSQL

/// An entry as it is stored somewhere.
struct Lying {
  var reference: EntryReference
  var hash: [UInt8]
  var act: String
  var day: Day?
  var station: StationName { reference.station }
  var version: EntryVersion { EntryVersion(reference: reference, hash: hash) }
  /// The document it is about.
  var document: EntryReference? { (try? StoredAct.act(from: act))?.document }
}

/// One of the entries that have a name: there are two after an old copy was used on.
struct EntryVersion: Hashable {
  var reference: EntryReference
  var hash: [UInt8]
}

/// How the checkers read the databases.
extension World {
  func hubEntries() throws -> [Lying] {
    try host.watcher.read { db in
      try Row.fetchAll(db, sql: "SELECT station, epoch, sequence, hash, act FROM entries ORDER BY place").map(lying)
    }
  }

  /// Where a desk has an entry from.
  enum Source {
    /// Its own office and the hub: its journals, and what readers brought back of them.
    case office
    /// Its journals alone: what it sends again if the hub lost it.
    case journals
    case otherOffices

    fileprivate var sql: String {
      let columns = "SELECT station, epoch, sequence, hash, act FROM"
      return switch self {
      case .office: "\(columns) journal UNION ALL \(columns) received WHERE isOwn"
      case .journals: "\(columns) journal"
      case .otherOffices: "\(columns) received WHERE NOT isOwn"
      }
    }
  }

  func entries(_ seat: Seat, _ source: Source) throws -> [Lying] {
    try seat.office.read { db in
      try Row.fetchAll(db, sql: source.sql + " ORDER BY station, epoch, sequence").map(lying)
    }
  }

  func lying(_ row: Row) throws -> Lying {
    Lying(
      reference: try EntryReference(row), hash: Array(row[3] as Data),
      act: row[4])
  }

  /// Returns what an act says; `nil` for what no program can read. Cached, because the checkers read the same acts
  /// repeatedly.
  func act(_ text: String) -> Act? {
    if let known = actsKnown[text] { return known }
    let act = try? StoredAct.act(from: text)
    actsKnown[text] = .some(act)
    return act
  }

  /// Returns the office of each station, as the world enrolled them: not as the hub has stored since.
  func stationOrgans() -> [StationName: Organ.ID] { truth.stations }

  func organStations(_ organ: Organ.ID) -> [StationName] {
    truth.stations.filter { $0.value == organ }.map(\.key).sorted()
  }

  /// Returns the registers without the identifiers that are this file's own.
  func dump(_ seat: Seat) throws -> [String] {
    try seat.office.read { db in
      func all(_ sql: String) throws -> [String] {
        try Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map(\.description).joined(separator: "|") }
      }
      return try all(
        """
        SELECT entry, direction, state, book, number, suffix, day, code, organName, organID, issuedDate, typeName, \
        subject,
          urgency, signerName, signerPosition, dueDate, note, toPlaces, instruction, handedOn, progress, answer, \
        closedOn,
          reason, files, \(hubRestores == 0 ? "mailbox" : "mailbox IS NULL"), reported, requests,
          (SELECT group_concat(relation || saidBy || entry || code) FROM citation c WHERE c.document = document.id)
        FROM document ORDER BY entry
        """)
        + all(
          """
          SELECT entry, unit, role, a.dueDate FROM assignment a JOIN document d ON d.id = document ORDER BY entry, \
          position
          """
        )
        + all(
          """
          SELECT entry, name, r.organID, status, statusDay, statusNote FROM recipient r JOIN document d ON d.id = \
          document ORDER BY entry, position
          """
        )
        + all(
          """
          SELECT d.entry, sha256, name, size FROM attachment a JOIN document d ON d.id = document ORDER BY d.entry, \
          sha256
          """
        )
        + all(
          """
          SELECT d.entry, r.entry, kind, r.answer FROM request r JOIN document d ON d.id = document ORDER BY d.entry, \
          r.entry
          """
        )
        + all("SELECT id, firstNumber, lastNumber, lastDay, holder, generation FROM book ORDER BY id")
        + all("SELECT station, signingKey, revoked FROM peer ORDER BY station, signingKey")
    }
  }

  func isTakingBack(_ entry: EntryReference) throws -> Bool {
    let entries = try hubEntries()
    let organs = stationOrgans()
    // Nobody undoes what another office did.
    return entries.contains {
      $0.reference == entry && act($0.act)?.asksBack == true
    }
      && !entries.contains {
        $0.act.hasPrefix("{\"undone") && $0.act.contains("\"\(entry)\"") && organs[$0.station] == organs[entry.station]
      }
  }
}

/// The audience of every entry, computed a second time from what the comments of `Records.Audience` say, over all that
/// the hub holds. Where two histories have one name, it is for the audience of either.
struct Audience {
  private(set) var readers: [EntryReference: Set<Organ.ID>] = [:]
  /// Readers to whom the entry's station issued the document after it had written the entry: what they got includes it.
  private(set) var included: [EntryReference: Set<Organ.ID>] = [:]

  /// - Parameter read: returns what an act says; `nil` for what no program can read.
  init(_ entries: [Lying], organOf: [StationName: Organ.ID], day: Day, read: (String) -> Act?) {
    var sent: [EntryReference: Set<Organ.ID>] = [:]
    var issues: [EntryReference: [(entry: EntryReference, to: Set<Organ.ID>)]] = [:]
    let directory = OrganDirectory.shipped
    let acts = entries.compactMap { entry in
      // What no program can read has no audience.
      organOf[entry.station].flatMap { organ in read(entry.act).map { (entry, organ, $0) } }
    }
    for (entry, organ, act) in acts {
      readers[entry.reference] = readers[entry.reference] ?? []
      guard case .issued(let issued) = act else { continue }
      let (to, draft) = (issued.to, issued.draft)
      // An office does not issue the draft of another.
      guard draft == nil || organOf[draft!.station] == organ else { continue }
      let offices = Set(to.flatMap { directory.addressees(of: $0, on: day) }.map(\.id)).subtracting([organ])
      sent[draft ?? entry.reference, default: []].formUnion(offices)
      readers[entry.reference, default: []].formUnion(offices)
      issues[draft ?? entry.reference, default: []].append((entry.reference, offices))
    }
    for (entry, organ, act) in acts {
      switch act {
      case .issued: break
      case .recalled, .corrected, .voided, .attached, .detached, .undone, .contentMissing:
        let document = act.document!
        // What the issuing station had done to a draft before is contained in what it issued.
        let later = issues[document, default: []].filter { entry.reference.isBefore($0.entry) }
        let isIncluded = !later.isEmpty && later.count == issues[document]?.count
        if organOf[document.station] == organ, !isIncluded {
          readers[entry.reference, default: []].formUnion(sent[document] ?? [])
          for issue in later { included[entry.reference, default: []].formUnion(issue.to) }
        }
      case .reported(let report):
        let document = report.document
        if sent[document]?.contains(organ) == true, let issuer = organOf[document.station] {
          readers[entry.reference, default: []].insert(issuer)
        }
      default: break
      }
    }
  }
}
