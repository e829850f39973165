import GRDB
import Records
import Vietnamese

extension Registers {
  /// Acts about no document: the office itself, its books, groups, agencies, calendar; and what the hub says of the province.
  func house(_ entry: JournalEntry) throws -> [Int64] {
    switch entry.act {
    case .founded(let office):
      // Said again, it is the office under another name: the later word stands.
      let isLater = try Bool.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT EXISTS (SELECT 1 FROM office
              WHERE (said, name, organID, place, symbol, ifnull(superior, '')) > (?, ?, ?, ?, ?, ?))
            """),
        arguments: [
          entry.time.packed, office.name, office.organID, office.place, office.symbol, office.superior ?? "",
        ])!
      guard !isLater else { break }
      try run("DELETE FROM office", [])
      try run(
        "INSERT INTO office (organID, name, place, superior, symbol, said) VALUES (?, ?, ?, ?, ?, ?)",
        [office.organID, office.name, office.place, office.superior, office.symbol, entry.time.packed])
    case .clerkNamed(let name):
      try run("INSERT OR IGNORE INTO clerk (name) VALUES (?)", [name])
    case .bookOpened(let book):
      return try open(book, by: entry) + applyWaiting(for: book.id)
    case .groupNamed(let name, let members):
      try run(
        """
        INSERT INTO recipientGroup (name, nameKey, members, said) VALUES (?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET members = excluded.members, said = excluded.said
        WHERE (excluded.said, excluded.members) > (said, members)
        """, [name, toneKey(name), try StoredList.text(of: members), entry.time.packed])
    case .organNamed(let organ):
      try run(
        """
        INSERT INTO organ (nameKey, name, code, said) VALUES (?, ?, ?, ?)
        ON CONFLICT (nameKey) DO UPDATE SET name = excluded.name, code = excluded.code, said = excluded.said
        WHERE (excluded.said, excluded.name, ifnull(excluded.code, '')) > (said, name, ifnull(code, ''))
        """, [OrganDirectory.nameKey(organ.name), organ.name, organ.code, entry.time.packed])
    case .calendarSet(let year, let holidays):
      // A year without a day off is said too.
      let later = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT said, saidBy FROM calendar WHERE year = ?"), arguments: [year]
      ).map { (entry.time.packed, entry.reference.description) < ($0[0], $0[1]) }
      guard later != true else { break }
      try run(
        "INSERT OR REPLACE INTO calendar (year, said, saidBy) VALUES (?, ?, ?)",
        [year, entry.time.packed, entry.reference.description])
      try run("DELETE FROM holiday WHERE year = ?", [year])
      for holiday in holidays {
        try run(
          "INSERT INTO holiday (day, year, kind, name, source, said) VALUES (?, ?, ?, ?, ?, ?)",
          [holiday.day.description, year, holiday.kind.rawValue, holiday.name, holiday.source, entry.time.packed])
      }
    case .senderMuted(let organ, let name, let isMuted):
      try run(
        """
        INSERT INTO muted (organ, name, isMuted, said) VALUES (?, ?, ?, ?)
        ON CONFLICT (organ) DO UPDATE SET name = excluded.name, isMuted = excluded.isMuted, said = excluded.said
        WHERE (excluded.said, excluded.isMuted, excluded.name) > (said, isMuted, name)
        """, [organ, name, isMuted, entry.time.packed])
    case .numbersConfirmed(let book, let last):
      try hear(entry, of: book, nil, last: last)
      return try reserve(through: last, in: book, by: entry)
    case .custodyHandedOver(let book, let generation, let to, let last):
      try hear(entry, of: book, BookHand(generation: generation, station: to), last: last)
    case .custodyRecovered(let book, let generation, let last, _):
      try hear(entry, of: book, BookHand(generation: generation, station: entry.reference.station), last: last)
      return try reserve(through: last, in: book, by: entry)
    case .organsListed, .stationEnrolled, .stationRevoked:
      let before = try senders()
      try hear(hub: entry)
      return try tellApart(from: before, entry.act)
    default: break
    }
    return []
  }

  /// Who is in the province, by the hub's word. A stick may bring what an earlier life of it said behind what it says now: then all it
  /// ever said is gone through again. A replay has it in order, and would otherwise hear what comes next before its turn, and twice.
  private func hear(hub entry: JournalEntry) throws {
    let reference = entry.reference
    let isBehind =
      try !isReplay
      && Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM journal WHERE station = ? AND epoch > ?)"),
        arguments: [reference.station, reference.epoch])!
    guard isBehind else { return try list(entry.act) }
    try hearAgain(hub: reference.station)
  }

  /// All the hub ever said, from the beginning.
  func hearAgain(hub station: String) throws {
    try run("DELETE FROM peer", [])
    try run("DELETE FROM listedOrgan", [])
    let acts = try String.fetchAll(
      db, sql: "SELECT act FROM journal WHERE station = ? ORDER BY epoch, sequence", arguments: [station])
    for act in acts { if let act = try? StoredAct.act(from: act) { try list(act) } }
  }

  private func list(_ act: Act) throws {
    switch act {
    case .organsListed(let organs):
      for organ in organs {
        try run(
          "INSERT OR REPLACE INTO listedOrgan (id, organ) VALUES (?, ?)", [organ.id, try StoredList.text(of: organ)])
      }
    case .stationEnrolled(let station, let organ, let name, let signingKey, let agreementKey):
      // A hub that begins a new life lists every key it ever let in. One that was revoked stays so: who comes again brings another.
      try run(
        """
        INSERT INTO peer (station, signingKey, agreementKey, organ, name) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (station, signingKey) DO UPDATE
        SET agreementKey = excluded.agreementKey, organ = excluded.organ, name = excluded.name
        """, [station, signingKey, agreementKey, organ, name])
    case .stationRevoked(let station, let reason):
      try run("UPDATE peer SET revoked = ? WHERE station = ?", [reason, station])
    default: break
    }
  }
}
