import GRDB
import Records
import Vietnamese

/// Finds documents that are registered already: by the identifier, or by number, symbol and issuing agency together
/// (Decree 30/2020, Annex VI, III.1h).
enum Duplicates {
  /// Returns the same key for `05/QĐ-UBND`, `5/qd-ubnd` and `5 / QĐ - UBND`; an empty one for a document without number
  /// and symbol.
  static func key(of code: String) -> String {
    guard !code.isEmpty else { return "" }
    return (try? DocumentCode(parsing: code).key) ?? fold(code)
  }

  /// Returns incoming lines that look like the same document, the latest first. Two agencies of one name (a commune
  /// before and after a merger, two communes of two districts) are two, if the identifiers of both are known.
  static func find(
    code: String, organName: String, organID: String?, documentID: String?, year: Int, besides arrival: Int64? = nil,
    _ db: Database
  ) throws -> [DocumentLine] {
    let key = key(of: code)
    return try DocumentLine.fetchAll(
      db.cachedStatement(sql: sql),
      arguments: [documentID, key, String(year), OrganDirectory.nameKey(organName), organID, arrival ?? 0])
  }

  /// Each half uses its own index; the plus keeps SQLite from walking an entire register for its order instead.
  static let sql = """
    SELECT \(DocumentLine.columns) FROM document
    WHERE id IN (
      SELECT id FROM document WHERE documentID = ?1
      UNION ALL
      SELECT id FROM document
      WHERE codeKey = ?2 AND ?2 <> '' AND substr(issuedDate, 1, 4) = ?3 \
    AND (organID = ?5 OR organKey = ?4 AND (organID IS NULL OR ?5 IS NULL)))
      AND +direction = 'incoming' AND +state NOT IN ('voided', 'reserved', 'withdrawn') AND id <> ?6
    ORDER BY +id DESC LIMIT 5
    """
}
