import Dispatch
import GRDB
import Records
import Synchronization
import TestSupport
import Testing

@testable import Office

/// Acts of programs that are not ours and name an entry of no station. Earlier versions applied them; this one keeps
/// them as it keeps any act that it cannot read.
final class MalformedReferencesTests {
  private let folder = TemporaryFolder()
  private let colleague = StationName(number: 0x0a0b_0c0d)
  private let sender = StationName(number: 0x0000_0001)
  /// In the place of what such a program wrote.
  private static let standIn = "abcdef01"

  private func entry(_ sequence: Int, by station: StationName, _ act: String) -> StoredEntry {
    StoredEntry(
      station: station, epoch: 1, sequence: sequence,
      time: HybridTime(milliseconds: 1_795_000_100_000 + Int64(sequence)), day: Day(2026, 11, 20), clerk: "Văn thư 2",
      group: nil, act: act)
  }

  private func issued(_ commune: Commune, _ subject: String, replaces: EntryReference?) throws -> String {
    try StoredAct.text(
      of: .issued(
        .init(
          document: commune.document("7/SNV", subject), book: "di-2026", number: 1, suffix: nil,
          to: [Recipient(name: "UBND xã Đàm Thủy")], draft: nil, reason: nil, files: nil, replaces: replaces)))
  }

  /// Returns what a colleague's program wrote about a line of this office, and what another office sent. Every second
  /// act names an entry of `station`.
  private func foreign(
    _ commune: Commune, _ line: EntryReference, station: String
  ) throws -> (journal: [StoredEntry], received: [StoredEntry]) {
    let nobody = EntryReference("\(Self.standIn).1.1")!
    func settled(_ code: String) -> Act {
      .registered(
        .init(
          document: commune.document(code), book: "den-2026", arrivalNumber: 40, suffix: nil,
          arrivalDate: Day(2026, 11, 20), reason: nil, arrival: nil, seen: [nobody]))
    }
    let acts: [Act] = [
      .corrected(.init(document: line, field: .subject, old: "", new: "Về việc thứ nhất", reason: "nhầm")),
      .submitted(.init(document: nobody, to: "Chủ tịch")),
      .progressed(.init(document: line, note: "đang làm")), .undone(.init(entry: nobody, document: line)),
      .corrected(.init(document: line, field: .note, old: "", new: "ghi chú", reason: "nhầm")), settled("40/X"),
    ]
    let journal = try acts.enumerated().map { try entry($0 + 1, by: colleague, StoredAct.text(of: $1)) }
    let received = [
      entry(1, by: sender, try issued(commune, "V/v thứ nhất", replaces: nil)),
      entry(2, by: sender, try issued(commune, "V/v thứ hai", replaces: nobody)),
    ]
    func naming(_ entry: StoredEntry) -> StoredEntry {
      var entry = entry
      entry.act = entry.act.replacing("\"\(Self.standIn).", with: "\"\(station).")
      return entry
    }
    return (journal.map(naming), received.map(naming))
  }

  private func take(_ entries: (journal: [StoredEntry], received: [StoredEntry]), _ commune: Commune) throws {
    try commune.office.act(commune.context) { transaction in
      try transaction.receive(journal: entries.journal, after: .zero, isHub: false)
      for entry in entries.received {
        try transaction.receive(delivered: entry, after: .zero, position: entry.sequence, proof: [])
      }
    }
  }

  private func arrived(_ office: Office) throws -> Int {
    try office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM document WHERE state = 'arrived'")! }
  }

  /// Returns every register, row by row, without the identifiers of lines, which depend on the order in which entries
  /// came.
  private func registers(_ office: Office) throws -> [String: [String]] {
    try office.read { db in
      try Dictionary(
        uniqueKeysWithValues: (RegisterComparison.tables + ["unapplied"]).map { table in
          let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
            .filter { !["id", "document"].contains($0) }.joined(separator: ", ")
          return (table, try Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table)").map { "\($0)" }.sorted())
        })
    }
  }

  /// Writes into the file what such a program wrote where its stand-in is: with it, the file is as an earlier version
  /// left it.
  private func putBack(_ station: String, _ office: Office) throws {
    try office.database.write { db in
      for table in ["journal", "received"] {
        var hash = Hash256.zero
        let rows = try Row.fetchAll(
          db,
          sql: "SELECT \(Journal.columns) FROM \(table) WHERE station <> '0a1b2c3d' ORDER BY station, epoch, sequence")
        for row in rows {
          var entry = try StoredEntry(row: row)
          entry.act = entry.act.replacing("\"\(Self.standIn).", with: "\"\(station).")
          hash = SHA256.hash(table == "received" ? .zero : hash, entry.hashed)
          try db.execute(
            sql: "UPDATE \(table) SET act = ?, hash = ? WHERE station = ? AND epoch = ? AND sequence = ?",
            arguments: [entry.act, hash, entry.station, entry.epoch, entry.sequence])
        }
      }
      for (table, column) in [("waiting", "what"), ("undoing", "entry"), ("citation", "entry")] {
        try db.execute(
          sql: "UPDATE \(table) SET \(column) = replace(\(column), ?, ?)",
          arguments: ["\(Self.standIn).", "\(station)."])
      }
      try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'malformed references'")
    }
  }

  private func make(_ name: String) throws -> (commune: Commune, line: EntryReference) {
    let commune = try Commune(file: folder.path + "/\(name)")
    try commune.fill(3)
    return (commune, try commune.register(commune.document("9/UBND-VX")).made())
  }

  @Test(arguments: ["ABCDEF01", "x", "", "abcdef0", "abcdef012", "áb"])
  func whatNamesNoEntryIsSetAsideWhenItComes(_ station: String) throws {
    let (commune, line) = try make("office.vanthu")
    try take(foreign(commune, line, station: station), commune)
    let setAside = try commune.office.read {
      try String.fetchAll($0, sql: "SELECT station || '.' || sequence || ' ' || reason FROM unapplied ORDER BY 1")
    }
    #expect(
      setAside == ["00000001.2 unknown", "0a0b0c0d.2 unknown", "0a0b0c0d.4 unknown", "0a0b0c0d.6 unknown"])
    let shown = try commune.office.find(line.description, today: commune.context.day)
    #expect(shown.document.subject == "Về việc thứ nhất" && shown.document.note == "ghi chú")
    #expect(try arrived(commune.office) == 1)
    #expect(try commune.office.verify().findings.map(\.words.english) == [])
    try commune.office.act(commune.context) { try $0.applyUnknown() }
    #expect(try commune.office.hasUnknown())
  }

  @Test(arguments: ["ABCDEF01", "x"])
  func anOldFileThatHoldsSuchActsOpensAndIsWhatItWouldBeToday(_ station: String) throws {
    let (old, line) = try make("old.vanthu")
    try take(foreign(old, line, station: Self.standIn), old)
    // The earlier version applied all of them.
    #expect(try old.office.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM unapplied") } == 0)
    #expect(try arrived(old.office) == 2)
    try putBack(station, old.office)
    try old.office.database.close()

    let (today, same) = try make("today.vanthu")
    #expect(line == same)
    try take(foreign(today, line, station: station), today)

    for _ in 1...2 {
      let office = try Office.open("\(folder.path)/old.vanthu")
      #expect(try office.verify().findings.map { "\($0.place) \($0.words.english)" } == [])
      let (found, expected) = (try registers(office), try registers(today.office))
      for table in expected.keys where table != "waiting" { #expect(found[table] == expected[table]) }
      // What this office reported of the document waits for it.
      #expect(found["waiting"]?.count == 1 && found["waiting"]?.first?.contains("00000001.1.2") == true)
      #expect(try office.read { try RegistersToMake.areThere($0) } == false)
      #expect(try office.find(line.description, today: old.context.day).document.subject == "Về việc thứ nhất")
      let query = ListQuery(try SearchQuery("thứ hai", today: old.context.day))
      #expect(try office.lines(query, limit: 9, today: old.context.day).isEmpty)
      try office.act(old.context) { try $0.applyUnknown() }
      try office.database.close()
    }
  }

  /// A document whose trail holds such an act cannot be shown before the migration; a file without any can.
  @Test(arguments: [true, false]) func anOldFileThatCannotBeWrittenIsNotReadWrongly(holdsOne: Bool) throws {
    let (old, line) = try make("old.vanthu")
    try take(foreign(old, line, station: Self.standIn), old)
    try putBack(holdsOne ? "ABCDEF01" : Self.standIn, old.office)
    try old.office.database.write {
      try $0.execute(sql: "CREATE TRIGGER foreign_one AFTER INSERT ON document BEGIN SELECT 1; END")
    }
    try old.office.database.close()
    let path = "\(folder.path)/old.vanthu"
    if holdsOne {
      #expect(throws: StorageRefusal.altered(path)) { try Office.open(path) }
    } else {
      let office = try Office.open(path)
      #expect(
        try office.viewOnly == .altered
          && office.card(office.find(line.description, today: old.context.day)).trail.count > 1)
    }
  }

  /// Each runs the migrations that are left; what another has done in the meantime is no error.
  @Test func anOldFileMayBeOpenedByManyProgramsAtOnce() throws {
    for round in 1...5 {
      let (old, line) = try make("old\(round).vanthu")
      try take(foreign(old, line, station: Self.standIn), old)
      try putBack("x", old.office)
      try old.office.database.close()
      let path = "\(folder.path)/old\(round).vanthu"
      let errors = Mutex<[String]>([])
      DispatchQueue.concurrentPerform(iterations: 4) { _ in
        do { _ = try Office.open(path) } catch { errors.withLock { $0.append("\(error)") } }
      }
      #expect(errors.withLock { $0 } == [])
      #expect(try Office.open(path).verify().isSound)
    }
  }

  /// The entry that made the line is gone; the registration holds all of the document, and keeps it in its place.
  @Test func aDocumentThatWasRegisteredKeepsItsLine() throws {
    let (old, line) = try make("old.vanthu")
    try take((journal: [], received: try foreign(old, line, station: Self.standIn).received), old)
    let registered = try old.office.act(old.context) { transaction in
      let arrival = try Lookup(transaction.db).find("00000001.1.2", today: old.context.day, direction: nil)
      return try transaction.register(arrival.document, arrivedOn: old.context.day, anyway: "khác", arrival: arrival)
    }
    #expect(registered.number == 5)
    try putBack("x", old.office)
    try old.office.database.close()

    let office = try Office.open("\(folder.path)/old.vanthu")
    #expect(try office.verify().isSound)
    func register(_ code: String) throws -> Int? {
      try office.act(old.context) { try $0.register(old.document(code), arrivedOn: old.context.day) }.number
    }
    #expect(try office.find("5", today: old.context.day).state == .accepted)
    #expect(try register("88/UBND-VX") == 6)
    #expect(try office.verify().isSound)
  }

  @Test func anOldFileWithoutSuchActsIsLeftAsItIs() throws {
    let (commune, line) = try make("office.vanthu")
    try take(foreign(commune, line, station: Self.standIn), commune)
    let before = try registers(commune.office)
    try commune.office.database.write {
      try $0.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'malformed references'")
    }
    try commune.office.database.close()
    let office = try Office.open("\(folder.path)/office.vanthu")
    #expect(try registers(office) == before)
    #expect(try office.verify().isSound && !office.hasUnknown())
  }
}
