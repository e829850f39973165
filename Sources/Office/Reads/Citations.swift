import GRDB
import Records
import RecordsSQL

/// What the lines of the registers say about other documents, and which lines these are.
struct Citations {
  let db: Database

  init(_ db: Database) { self.db = db }

  /// A row of the table `citation`.
  struct Said {
    var line: Int64
    var citation: Citation
    /// The station of another office that said it.
    var station: StationName?

    fileprivate init(_ row: Row) throws {
      guard let relation = Citation.Relation(rawValue: row[1]) else { throw RegisterFault.value(row[1]) }
      line = row[0]
      citation = Citation(
        relation,
        CitedDocument(
          code: row[4], issuedDate: (row[5] as String?).flatMap { Day($0) }, organName: row[6], organID: row[7],
          documentID: row[8], entry: EntryReference(row[3])))
      station = (row[2] as String?).flatMap(StationName.init)
    }
  }

  private static let columns =
    "document, relation, station, entry, code, issuedDate, organName, organID, documentID"
  /// At most this many documents are looked up for one card.
  private static let most = 200

  /// Returns what this office says of a line; `nil` if nothing.
  func said(of id: Int64, _ relation: Citation.Relation) throws -> [Citation]? {
    let said = try rows("document = ? AND relation = ? AND saidBy = ''", [id, relation.rawValue]).map(\.citation)
    return said.isEmpty ? nil : said
  }

  /// Returns what lines say.
  func said(of ids: [Int64]) throws -> [Said] { try ids.flatMap { try rows("document = ?", [$0]) } }

  /// Returns what other lines say that may be about this one.
  ///
  /// - Parameter names: its own, and those of the documents that were merged into it.
  func mayName(_ line: DocumentLine, _ names: [String]) throws -> [Said] {
    var found = try names.flatMap { try rows("entry = ?", [$0]) }
    let key = Duplicates.key(of: line.document.code)
    if !key.isEmpty {
      found += try rows(
        "codeKey = ? AND codeKey <> '' AND (issuedDate IS NULL OR substr(issuedDate, 1, 4) = ?)",
        [key, String(line.document.issuedDate.year)])
    }
    if let identifier = line.document.documentID { found += try rows("documentID = ?", [identifier]) }
    return found
  }

  private func rows(_ condition: String, _ arguments: StatementArguments) throws -> [Said] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(Citations.columns) FROM citation WHERE \(condition)
          ORDER BY document DESC, relation, saidBy, entry, codeKey LIMIT \(Citations.most)
          """), arguments: arguments
    ).map(Said.init)
  }

  // MARK: which line it is

  /// Returns the line of the document that a row names; `nil` if it is in no register here, or if whoever says so
  /// cannot know: another office may name its own documents as answers and replacements, and no others.
  ///
  /// - Parameter citing: the line that the row is about.
  func line(_ row: Said, citing: DocumentLine) throws -> DocumentLine? {
    for find in [byEntry, byIdentifier, byCode] {
      let found = try find(row).first { try $0.id != citing.id && isBelieved($0, row, citing) }
      if let found { return found }
    }
    return nil
  }

  private func byEntry(_ row: Said) throws -> [DocumentLine] {
    guard let entry = row.citation.document.entry else { return [] }
    return try DocumentLine.fetchAll(
      db.cachedStatement(sql: DocumentLine.byEntry), arguments: [StoredMerge.end(of: entry.description, db)]
    ).filter { $0.state != .draft }
  }

  private func byIdentifier(_ row: Said) throws -> [DocumentLine] {
    guard let identifier = row.citation.document.documentID else { return [] }
    return try numbered("documentID = ?", [identifier])
  }

  /// Without an issuer, the code is one of this office's own.
  private func byCode(_ row: Said) throws -> [DocumentLine] {
    let cited = row.citation.document
    let key = Duplicates.key(of: cited.code)
    guard !key.isEmpty else { return [] }
    var found: [DocumentLine]
    if row.station != nil, row.citation.relation == .answeredBy {
      guard let office = try office(of: row) else { return [] }
      found = try numbered("codeKey = ? AND direction = 'incoming'", [key]).filter { try isOne(OfficeOf($0), office) }
    } else if cited.organName == nil, cited.organID == nil {
      found = try numbered("codeKey = ? AND direction = 'outgoing'", [key])
    } else {
      found = try numbered(
        "codeKey = ? AND (organID = ? OR organKey = ?)",
        [key, cited.organID, cited.organName.map(OrganDirectory.nameKey)])
    }
    if let day = cited.issuedDate {
      found = found.filter { $0.document.issuedDate.year == day.year }
      found = found.filter { $0.document.issuedDate == day } + found.filter { $0.document.issuedDate != day }
    }
    return found
  }

  private func numbered(_ condition: String, _ arguments: StatementArguments) throws -> [DocumentLine] {
    try DocumentLine.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(DocumentLine.columns) FROM document
          WHERE \(condition) AND +state NOT IN ('voided', 'reserved', 'draft') ORDER BY +id DESC LIMIT 20
          """), arguments: arguments)
  }

  // MARK: who may say so

  private func isBelieved(_ line: DocumentLine, _ row: Said, _ citing: DocumentLine) throws -> Bool {
    switch row.citation.relation {
    case .answers: return true
    case .answeredBy:
      guard row.station != nil else { return line.direction == .outgoing }
      guard line.direction == .incoming, let office = try office(of: row) else { return false }
      return try isOne(OfficeOf(line), office)
    case .replaces:
      guard line.direction == citing.direction else { return false }
      return try line.direction == .outgoing || isOne(OfficeOf(line), OfficeOf(citing))
    }
  }

  /// An office as a line or the hub names it.
  private struct OfficeOf {
    var id: Organ.ID?
    var name: String

    init(_ line: DocumentLine) {
      id = line.isOverAxis ? line.document.organID : line.sender ?? line.document.organID
      name = line.document.organName
    }

    init(_ id: Organ.ID, _ name: String?) { (self.id, self.name) = (id, name ?? id) }
  }

  /// Whether they are the same, or the new one has taken the place of the other.
  private func isOne(_ old: OfficeOf, _ new: OfficeOf) throws -> Bool {
    if OrganDirectory.nameKey(old.name) == OrganDirectory.nameKey(new.name) { return true }
    guard let oldID = old.id, let newID = new.id else { return false }
    var (reached, waiting) = ([newID], [newID][...])
    while let id = waiting.popFirst() {
      if id == oldID { return true }
      let more = try (Registers(db).organ(id)?.predecessors ?? []).filter { !reached.contains($0) }
      reached += more
      waiting += more
    }
    return false
  }

  private func office(of row: Said) throws -> OfficeOf? {
    guard let organ = try organ(of: row) else { return nil }
    return OfficeOf(organ, try Registers(db).organ(organ)?.name)
  }

  /// Returns the name of the office that said it, if it is another one.
  func officeName(of row: Said) throws -> String? { try office(of: row)?.name }

  private func organ(of row: Said) throws -> Organ.ID? {
    guard let station = row.station else { return nil }
    return try String.fetchOne(
      db.cachedStatement(sql: "SELECT organ FROM peer WHERE station = ? ORDER BY revoked IS NULL DESC LIMIT 1"),
      arguments: [station])
  }
}
