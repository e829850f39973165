import Foundation
import GRDB
import Records
import RecordsSQL

extension Office {
  /// Returns the last entry that the hub stores of each journal of this office.
  public func acknowledged() throws -> [EntryReference] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT station, epoch, sequence FROM acknowledged ORDER BY station, epoch").map {
        try EntryReference($0)
      }
    }
  }

  /// Returns the files that this station attached and that neither it nor the hub has: they burnt with the PC before
  /// they were sent. Each with its document. Files of withdrawn documents are not among them.
  public func lostFiles() throws -> [(file: String, document: DocumentLine)] {
    try read { db in
      try LostFile.all(db).compactMap { file, line in
        try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byEntry), arguments: [line]).map {
          (file.name, $0)
        }
      }
    }
  }

  /// Returns those of the contents that are stored here.
  public func held(of contents: [String]) throws -> Set<String> {
    try read { db in
      try String.fetchSet(
        db.cachedStatement(sql: "SELECT sha256 FROM content WHERE sha256 IN (SELECT value FROM json_each(?))"),
        arguments: [StoredList.text(of: contents)])
    }
  }

  /// Returns those of the contents that an urgent document names.
  public func urgent(of contents: [String]) throws -> Set<String> {
    try read { db in
      try String.fetchSet(
        db.cachedStatement(
          sql: """
            SELECT a.sha256 FROM attachment a JOIN document d ON d.id = a.document
            WHERE a.sha256 IN (SELECT value FROM json_each(?)) AND d.urgency <> 'thuong'
            """),
        arguments: [StoredList.text(of: contents)])
    }
  }

  /// Returns the contents that were named and have not arrived yet, the most urgent document's first. Nobody waits for
  /// those that are lost where they were attached.
  public func awaited() throws -> [AwaitedContent] { try wanted().filter { !$0.isLost } }

  /// Returns the same with those that are lost: the hub is asked for them too, since somebody may attach them again.
  public func wanted() throws -> [AwaitedContent] { try read { try AwaitedContent.all($0) } }

  /// Returns how many contents will not come: they are lost where they were attached.
  public func lostElsewhere() throws -> Int { try wanted().count { $0.isLost } }

  /// Returns the contents to request from the hub in one packet, the most urgent first. If more are awaited, every
  /// office that sent some has its turn, and those requested in vain come after the others.
  ///
  /// - Parameter onlyUrgent: leaves out those that no urgent document names.
  public func toAskFor(most: Int, onlyUrgent: Bool = false) throws -> [AwaitedContent] {
    let awaited = try wanted().filter { !onlyUrgent || $0.isUrgent }
    guard awaited.count > most else { return awaited }
    let chosen = awaited.indices.sorted { (awaited[$0].turn, $0) < (awaited[$1].turn, $1) }.prefix(most)
    return chosen.sorted().map { awaited[$0] }
  }
}

extension OfficeTransaction {
  /// Records that the hub stores a journal up to here, with its signed receipt if there is one.
  ///
  /// - Parameter time: the hub's clock, milliseconds since 1970 (UTC).
  public func acknowledged(_ held: EntryReference, time: Int, receipt: [UInt8]?) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO acknowledged (station, epoch, sequence, time, receipt) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (station, epoch) DO UPDATE SET
          sequence = excluded.sequence, time = excluded.time, receipt = ifnull(excluded.receipt, receipt)
        """
    ).execute(arguments: [held.station, held.epoch, held.sequence, time, receipt?.data])
    try reached(hub: held, time: time)
  }

  /// Replaces the list of the contents that the hub lacks.
  public func lacking(_ contents: [String]) throws {
    let known = try Set(String.fetchAll(db, sql: "SELECT sha256 FROM lacking"))
    guard known != Set(contents) else { return }
    try db.execute(sql: "DELETE FROM lacking")
    for sha256 in Set(contents) {
      try db.execute(sql: "INSERT INTO lacking (sha256) VALUES (?)", arguments: [sha256])
    }
  }

  /// Records an entry of this office that the hub stores but delivered to nobody, and why.
  public func returned(_ entry: EntryReference, position: Int, code: String, vietnamese: String, english: String) throws
  {
    try db.execute(
      sql: "INSERT OR IGNORE INTO notice (position, entry, code, vietnamese, english) VALUES (?, ?, ?, ?, ?)",
      arguments: [position, entry.description, code, vietnamese, english])
    if let document = try Journal(db).line(about: entry) { outdate([document]) }
  }

  /// Records that the hub has delivered entries after all which it held back for their numbers.
  public func delivered(_ entries: [EntryReference]) throws {
    for entry in entries {
      try db.execute(
        sql: "DELETE FROM notice WHERE entry = ? AND code = 'number'", arguments: [entry.description])
      if let document = try Journal(db).line(about: entry) { outdate([document]) }
    }
  }
}
