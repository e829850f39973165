import GRDB
import Records

extension Office {
  /// Returns the unanswered requests of a document's sender: entries of its trail, in their order. The document has
  /// been recalled, or changed after it was registered (Decree 30/2020, article 18).
  public func requests(_ card: Card) throws -> [TrailLine] {
    guard card.line.requests > 0 else { return [] }
    let open = try read { db in
      try String.fetchAll(
        db.cachedStatement(
          sql: "SELECT entry FROM request WHERE document = ? AND \(Registers.isOpenRequest)"),
        arguments: [card.line.id])
    }
    return card.trail.filter { open.contains($0.entry.reference.description) }
  }
}
