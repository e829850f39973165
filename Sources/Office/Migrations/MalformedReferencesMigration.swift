import GRDB
import Records
import RecordsSQL

/// Sets aside the entries that name an entry of no station. Earlier versions applied them; this one does with them what
/// it does with an act it cannot read, whether they were here before or come now.
enum MalformedReferencesMigration {
  static let name = "malformed references"

  static func run(_ db: Database) throws {
    let entries = try applied(db)
    guard !entries.isEmpty else { return }
    for entry in entries { try Registers(db).setAside(entry, "unknown") }
    try RegistersToMake.note(db)
  }

  /// Returns the entries that were applied. This version cannot read the trail of their documents.
  static func applied(_ db: Database) throws -> [EntryReference] {
    let isNew = "(station, epoch, sequence) NOT IN (SELECT station, epoch, sequence FROM unapplied)"
    return try ["journal", "received"].flatMap { try MalformedReferences.entries(in: $0, where: isNew, db) }
  }
}
