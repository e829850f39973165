import GRDB
import Records

extension Desk {
  /// The line an entry has just made.
  func line(made entry: JournalEntry) throws -> DocumentLine {
    remember(
      try DocumentLine.fetchOne(
        db.cachedStatement(sql: DocumentLine.byEntry), arguments: [entry.reference.description])!)
  }

  /// Writes an act about a line and gives the line as it then stands.
  func changed(_ line: DocumentLine, _ act: Act) throws -> DocumentLine {
    try write(act)
    return remember(
      try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [line.id])!)
  }

  /// The line as it stands inside this transaction. Every verb asks first: the line it was given was read before, and another
  /// vanthu on the same file may have voided or settled it since.
  public func current(_ line: DocumentLine) throws -> DocumentLine {
    if let known = remembered(line.id), known.entry == line.entry { return known }
    guard
      let current = try DocumentLine.fetchOne(
        db.cachedStatement(sql: "SELECT \(DocumentLine.columns) FROM document WHERE id = ? AND entry = ?"),
        arguments: [line.id, line.entry])
    else { throw LookupRefusal.gone(line.reference) }
    return current
  }
}

extension DocumentLine {
  /// The entry that made the line. A number reserved after a restore was made by none and can only be filled.
  func made() throws -> EntryReference {
    guard let reference = EntryReference(entry) else { throw LookupRefusal.reserved(numberText) }
    return reference
  }
}
