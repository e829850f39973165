import GRDB
import Records

extension OfficeTransaction {
  /// Returns the line that an entry has just made.
  func line(made entry: JournalEntry) throws -> DocumentLine {
    remember(
      try DocumentLine.fetchOne(
        db.cachedStatement(sql: DocumentLine.byEntry), arguments: [entry.reference.description])!)
  }

  /// Writes an act about a line and returns the line as it is afterwards.
  func changed(_ line: DocumentLine, _ act: Act) throws -> DocumentLine {
    try write(act)
    return remember(
      try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [line.id])!)
  }

  /// Returns the line as it is inside this transaction. Every verb calls this first: the line it was given was read
  /// before, and another vanthu on the same file may have voided or settled it since.
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
  /// Returns the entry that made the line. A number reserved after a restore was made by none and can only be filled.
  func made() throws -> EntryReference {
    guard let reference = EntryReference(entry) else { throw LookupRefusal.reserved(numberText) }
    return reference
  }
}
