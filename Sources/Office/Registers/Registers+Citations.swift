import GRDB
import Records
import RecordsSQL

/// The documents that a document answers, replaces or is answered by. A row says what an act says; which line that is
/// here, if any, is looked up when a card is read, so it makes no difference which of the two came first.
extension Registers {
  /// - Parameters:
  ///   - saidBy: the recipient that reported it, as it was addressed; empty if the document or this office says so.
  ///   - station: the station of another office that said it.
  func cite(_ id: Int64, _ citations: [Citation], saidBy: String = "", station: StationName? = nil) throws {
    for citation in citations.prefix(Citation.most) {
      let cited = citation.document
      try run(
        """
        INSERT OR REPLACE INTO citation
          (document, relation, saidBy, station, entry, code, codeKey, issuedDate, organName, organID, documentID)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          id, citation.relation.rawValue, saidBy, station, cited.entry?.description ?? "", cited.code,
          Duplicates.key(of: cited.code), cited.issuedDate?.description, cited.organName, cited.organID,
          cited.documentID,
        ])
    }
  }

  /// - Parameter saidBy: the recipient that said so; `nil` for what the document or this office says.
  func forgetCitations(_ relation: Citation.Relation, of id: Int64, saidBy: String?) throws {
    try run(
      "DELETE FROM citation WHERE document = ? AND relation = ? AND saidBy = ?", [id, relation.rawValue, saidBy ?? ""])
  }
}

extension OfficeTransaction {
  /// Returns a document of a register as others may know it: an arrival that was merged into a line registered from
  /// paper is known by the name that its sender gave it.
  func cited(_ line: DocumentLine) throws -> CitedDocument {
    let copy = line.mailbox == nil ? try StoredMerge.copies(of: line.entry, db).first(where: \.isFromHub) : nil
    return CitedDocument(line.document, entry: try copy?.document ?? line.made())
  }
}
