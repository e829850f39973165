import GRDB
import Records
import RecordsSQL

/// What is still to be sent to the hub, and whether an exchange is worth a clerk's while.
extension Office {
  /// Returns the entries of this station that the hub has not acknowledged, and the contents that it lacks and that are
  /// here. What is not here a colleague's station may have, or nobody: nothing waits for it.
  public func unsent() throws -> (entries: Int, files: Int) {
    (
      try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal j WHERE \(Unsent.entries)")! },
      try unsentContents().count
    )
  }

  /// Returns the contents of this station's own documents that the hub has not said it stores, the smallest first:
  /// those it lacks, and those of entries it has not acknowledged.
  public func unsentContents() throws -> [AwaitedContent] { try read(Unsent.contents) }

  /// Returns how many documents others wait for: those for other offices that were issued, changed, recalled or sent
  /// back, and those registered without a number, which a colleague gives.
  public func unsentDocuments() throws -> Int { try read { try Unsent.documents($0, self.directory(in: $0)).count } }

  /// Whether an exchange would do something for a clerk: a document or a file is to be sent, the hub has more for this
  /// station, or the last exchange did not come to its end. Answers at once, however large the file is.
  public func waitsForExchange() throws -> Bool {
    guard let enrolment = try enrolment() else { return false }
    if enrolment.cursor < enrolment.mailboxEnd { return true }
    if try exchanges(limit: 1).first?.status == .partly { return true }
    return try read { db in
      let isFileLacking = "SELECT EXISTS (SELECT 1 FROM lacking JOIN content USING (sha256))"
      return try Bool.fetchOne(db, sql: isFileLacking)! || Unsent.isLarge(db)
        || !Unsent.documents(db, self.directory(in: db), most: 1).isEmpty
    }
  }
}

enum Unsent {
  /// The condition for entries `j` of the journal.
  static let entries = """
    j.station = (SELECT id FROM station) AND j.sequence > ifnull(
      (SELECT a.sequence FROM acknowledged a WHERE a.station = j.station AND a.epoch = j.epoch), 0)
    """

  /// The acts that others wait for.
  private static let acts: [ActName] = [
    .issued, .corrected, .recalled, .voided, .renumbered, .attached, .detached, .undone, .sentBack,
    .registeredProvisionally,
  ]

  /// Whether so much is unsent that it is not looked through: the work of years, before the first exchange.
  static func isLarge(_ db: Database) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM (SELECT 1 FROM journal j WHERE \(entries) LIMIT 1001)")! > 1_000
  }

  static func contents(_ db: Database) throws -> [AwaitedContent] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT c.sha256, c.size FROM content c
        WHERE c.sha256 IN (SELECT sha256 FROM lacking) OR c.sha256 IN (
          SELECT json_extract(j.act, '\(ActName.attached.path).file.sha256') FROM journal j
          WHERE \(entries) AND \(ActName.isOne(of: [.attached], "j.act")))
        ORDER BY c.size, c.sha256
        """
    ).map { AwaitedContent(sha256: $0[0], size: $0[1], begun: [:]) }
  }

  /// Returns the lines that such entries are about.
  static func documents(
    _ db: Database, _ directory: @autoclosure @escaping () throws -> OrganDirectory, most: Int = .max
  ) throws -> Set<Int64> {
    var (found, seen) = (Set<Int64>(), Set<Int64>())
    let deliveries = try Deliveries(db, directory())
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(Journal.columns) FROM journal j WHERE \(entries) AND \(ActName.isOne(of: acts, "j.act"))
        ORDER BY j.epoch, j.sequence
        """)
    while found.count < most, let row = try rows.next() {
      let entry = try Journal.entry(row)
      guard let id = try Journal(db).line(about: entry.reference), !found.contains(id) else { continue }
      switch entry.act {
      case .sentBack, .registeredProvisionally: found.insert(id)
      default:
        guard seen.insert(id).inserted,
          let line = try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [id]),
          try deliveries.states(of: line).contains(where: { $0.way == .hub })
        else { continue }
        found.insert(id)
      }
    }
    return found
  }
}
