import GRDB
import Records

/// A document that has to do with the one of a card.
public struct RelatedDocument: Equatable, Sendable {
  public var relation: Role
  /// As it is in the register here, or as the other one names it.
  public var document: CitedDocument
  /// `nil` if it is in no register of this office.
  public var line: DocumentLine?

  /// What it is to the document of the card: that one answers it, is replaced by it …
  public enum Role: Int, Comparable, Sendable {
    case replacedBy, replaces, answeredBy, answers
    /// A duplicate that was registered anyway.
    case sameCode

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }
}

extension RelatedDocument.Role {
  init(_ relation: Citation.Relation) {
    self =
      switch relation {
      case .answers: .answers
      case .answeredBy: .answeredBy
      case .replaces: .replaces
      }
  }

  /// The same, seen from the other document.
  fileprivate var reversed: Self {
    switch self {
    case .answers: .answeredBy
    case .answeredBy: .answers
    case .replaces: .replacedBy
    case .replacedBy: .replaces
    case .sameCode: .sameCode
    }
  }
}

/// Finds what has to do with a document. Either of the two documents may say so, and either may have come first.
struct RelatedDocuments {
  private let line: DocumentLine
  private let db: Database
  private let citations: Citations
  private var found: [RelatedDocument] = []

  /// The longest list that a card shows.
  private static let most = 100

  static func of(_ line: DocumentLine, _ db: Database) throws -> [RelatedDocument] {
    var related = RelatedDocuments(line, db)
    try related.find()
    return related.sorted
  }

  private init(_ line: DocumentLine, _ db: Database) {
    (self.line, self.db) = (line, db)
    citations = Citations(db)
  }

  private mutating func find() throws {
    let copies = try StoredMerge.copies(of: line.entry, db)
    for row in try citations.said(of: [line.id] + copies.map(\.id)) {
      let relation = RelatedDocument.Role(row.citation.relation)
      if let other = try citations.line(row, citing: line) {
        add(relation, other)
      } else {
        var cited = row.citation.document
        if row.station != nil, row.citation.relation != .answers { cited.organName = try citations.officeName(of: row) }
        guard !cited.code.isEmpty else { continue }
        found.append(RelatedDocument(relation: relation, document: cited, line: nil))
      }
    }
    for row in try citations.mayName(line, [line.entry] + copies.map(\.document.description)) {
      guard let citing = try self.citing(row), citing.id != line.id,
        try citations.line(row, citing: citing)?.id == line.id
      else { continue }
      add(RelatedDocument.Role(row.citation.relation).reversed, citing)
    }
    for twin in try twins() where !found.contains(where: { $0.line?.id == twin.id }) { add(.sameCode, twin) }
  }

  /// The line that says so, or into which that was merged.
  private func citing(_ row: Citations.Said) throws -> DocumentLine? {
    let line = try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [row.line])
    guard let line else { return nil }
    return try DocumentLine.fetchOne(
      db.cachedStatement(sql: DocumentLine.byEntry), arguments: [StoredMerge.end(of: line.entry, db)])
  }

  private mutating func add(_ relation: RelatedDocument.Role, _ line: DocumentLine) {
    guard !found.contains(where: { $0.relation == relation && $0.line?.id == line.id }) else { return }
    found.append(
      RelatedDocument(
        relation: relation, document: CitedDocument(line.document, entry: EntryReference(line.entry)), line: line))
  }

  /// Without those that another row shows as a line of a register.
  private var sorted: [RelatedDocument] {
    var kept: [RelatedDocument] = []
    for document in found where document.line != nil || !kept.contains(document) && !isLine(document) {
      kept.append(document)
    }
    return Array(
      kept.sorted { ($0.relation, $1.line?.id ?? 0) < ($1.relation, $0.line?.id ?? 0) }.prefix(RelatedDocuments.most))
  }

  private func isLine(_ document: RelatedDocument) -> Bool {
    let key = Duplicates.key(of: document.document.code)
    return found.contains {
      $0.line != nil && $0.relation == document.relation && Duplicates.key(of: $0.document.code) == key
    }
  }

  private func twins() throws -> [DocumentLine] {
    try DocumentLine.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT \(DocumentLine.columns) FROM document
          WHERE id <> ?1 AND codeKey <> '' AND codeKey = ?2
            AND organKey = (SELECT organKey FROM document WHERE id = ?1)
          ORDER BY id DESC LIMIT 20
          """), arguments: [line.id, Duplicates.key(of: line.document.code)])
  }
}
