import GRDB
import Records

extension Office {
  /// Returns the registered documents that a document which came once more looks like, the latest first.
  public func twins(of copy: DocumentLine) throws -> [DocumentLine] {
    let document = copy.document
    return try read { db in
      try Duplicates.find(
        code: document.code, organName: document.organName, organID: document.organID,
        documentID: document.documentID, year: document.issuedDate.year, besides: copy.id, db)
    }.filter { $0.number != nil }
  }
}
