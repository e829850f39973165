import GRDB
import Records
import RecordsSQL

/// A delivery receipt of a document of this office, as far as this PC has one: asked for, given by the hub, or refused.
/// It is on this PC alone; after a restore it is asked for again.
public struct HeldStatement: Equatable, Sendable {
  /// The entry that issued the document.
  public var entry: EntryReference
  /// When a newer one was asked for that has not come; milliseconds since 1970, by this PC's clock.
  public var asked: Int64?
  /// The paper with its signature, ready to be printed.
  public var paper: Paper?
  /// Why there was none when it was asked for last: the hub's word.
  public var refused: String?

  public struct Paper: Equatable, Sendable {
    public var text: String
    /// When it was made, by the clock of the one who signed; milliseconds since 1970.
    public var time: Int64
    /// The incarnation of the hub's data that it is about.
    public var incarnation: UInt64
    /// Whether the hub has signed it; else this station, because the hub is of an earlier version.
    public var isOfHub: Bool

    public init(text: String, time: Int64, incarnation: UInt64, isOfHub: Bool) {
      (self.text, self.time, self.incarnation, self.isOfHub) = (text, time, incarnation, isOfHub)
    }
  }

  /// The word for a document of another PC of this office, about which a hub of an earlier version proves nothing here.
  public static let elsewhere = "elsewhere"
  /// The word where such a hub has signed no receipt for the journal of this PC since the document was issued.
  public static let unsigned = "unsigned"
  /// The word where the hub has signed one before, and is put back to an earlier version since.
  public static let earlier = "earlier"

  static func migrate(_ db: Database) throws {
    try db.execute(
      sql: """
        -- This PC alone: delivery receipts, by the entry that issued the document (docs/internals/exchange.md).
        CREATE TABLE statement (
          entry   TEXT    PRIMARY KEY,
          asked   INTEGER,  -- when one was asked for that has not come: milliseconds since 1970
          refused TEXT,     -- why there was none when it was asked for last
          text    TEXT,     -- the paper with its signature
          time    INTEGER,  -- when it was made: milliseconds since 1970
          log     INTEGER,  -- the incarnation of the hub's data that it is about
          isOfHub INTEGER   -- 1: the hub signed it; 0: this station did
        ) WITHOUT ROWID
        """)
  }

  static func of(_ entry: EntryReference, _ db: Database) throws -> HeldStatement? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT asked, refused, text, time, log, isOfHub FROM statement WHERE entry = ?"),
      arguments: [entry.description]
    ).map { row in
      let paper = (row[2] as String?).map {
        Paper(text: $0, time: row[3] ?? 0, incarnation: UInt64(bitPattern: row[4] ?? 0), isOfHub: row[5] ?? false)
      }
      return HeldStatement(entry: entry, asked: row[0], paper: paper, refused: row[1])
    }
  }
}

extension Office {
  /// Returns the entry that issued a document of this office: the last one, if two of its stations did; `nil` if it is
  /// not issued.
  public func issue(of line: DocumentLine) throws -> EntryReference? {
    try read { db in
      try Journal(db).entries(about: line.id).last { sourced in
        guard case .issued = sourced.entry.act else { return false }
        return !sourced.isReceived && sourced.undoneBy == nil
      }?.entry.reference
    }
  }

  /// Returns what there is of a receipt; `nil` if it was never asked for here.
  public func statement(about entry: EntryReference) throws -> HeldStatement? {
    // A file that can only be looked at may lack the table.
    try read { db in try db.hasTable("statement") ? HeldStatement.of(entry, db) : nil }
  }

  /// Returns what the hub is to be asked for, the oldest question first.
  public func statementsAsked(most: Int) throws -> [EntryReference] {
    try read { db in
      try String.fetchAll(
        db.cachedStatement(sql: "SELECT entry FROM statement WHERE asked IS NOT NULL ORDER BY asked, entry LIMIT ?"),
        arguments: [most]
      ).compactMap { EntryReference($0) }
    }
  }

  /// Returns the document that an entry issued, its hash, and the act; `nil` if the entry is not here.
  public func issued(by entry: EntryReference) throws -> (line: DocumentLine, hash: Hash256, act: Acts.Issued)? {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT hash, act FROM journal WHERE station = ? AND epoch = ? AND sequence = ?",
        arguments: [entry.station, entry.epoch, entry.sequence])
      guard let row, case .issued(let act)? = try? StoredAct.act(from: row[1]),
        let id = try Journal(db).line(about: entry),
        let line = try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [id])
      else { return nil }
      return (line, try row.stored(0), act)
    }
  }

  /// Returns the hash of an entry of this office; `nil` if it is not here.
  public func hash(of entry: EntryReference) throws -> Hash256? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT hash FROM journal WHERE station = ? AND epoch = ? AND sequence = ?",
        arguments: [entry.station, entry.epoch, entry.sequence]
      ).map { try $0.stored(0) }
    }
  }
}

extension OfficeTransaction {
  /// Has the hub asked, with the next packet, for a receipt of the document that an entry issued.
  public func askForStatement(about entry: EntryReference) throws {
    try db.execute(
      sql: """
        INSERT INTO statement (entry, asked) VALUES (?, ?)
        ON CONFLICT DO UPDATE SET asked = excluded.asked, refused = NULL
        """, arguments: [entry.description, context.milliseconds])
  }

  /// Keeps a receipt in the place of an earlier one, if it was ever asked for.
  ///
  /// - Parameter isFresh: whether it is the answer of now. On a stick or by mail an answer may come late, or twice.
  public func keep(_ paper: HeldStatement.Paper, about entry: EntryReference, isFresh: Bool) throws {
    try db.execute(
      sql: """
        UPDATE statement SET asked = NULL, refused = NULL, text = ?1, time = ?2, log = ?3, isOfHub = ?4
        WHERE entry = ?5 AND (?6 OR ifnull(isOfHub, 0) = 0 OR time < ?2)
        """,
      arguments: [
        paper.text, paper.time, Int64(bitPattern: paper.incarnation), paper.isOfHub, entry.description,
        isFresh,
      ])
  }

  /// Records that there is none, and why. An earlier one is kept.
  public func statementRefused(about entry: EntryReference, _ why: String) throws {
    try db.execute(
      sql: "UPDATE statement SET asked = NULL, refused = ? WHERE entry = ?", arguments: [why, entry.description])
  }
}
