import GRDB
import Records

extension OfficeTransaction {
  /// Tells the hub and the readers which files that this station attached are lost: the hub asks for them, and they are
  /// not here. Each is told once; if the same file is attached again and lost again, nothing new is to be said.
  public func tellMissing() throws {
    guard isAlive else { return }
    for (file, line) in try LostFile.all(db) {
      guard let document = EntryReference(line), try !Contents(db).isToldMissing(file.sha256, of: line) else {
        continue
      }
      try write(
        .contentMissing(.init(document: document, sha256: file.sha256, file: file.name)), isByItself: true)
    }
  }
}

extension Acts.ContentMissing: LineChange {
  /// Changes nothing in the line: it is in the trail.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {}
}

/// A file that this station attached and that neither it nor the hub has.
enum LostFile {
  /// Returns each with the entry that made the line of its document. Files of withdrawn documents are not among them.
  static func all(_ db: Database) throws -> [(file: (sha256: String, name: String), line: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT a.sha256, a.name, d.entry FROM lacking l JOIN attachment a USING (sha256)
        JOIN document d ON d.id = a.document
        WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.sha256 = l.sha256) AND EXISTS (
          SELECT 1 FROM trail t JOIN journal j USING (station, epoch, sequence)
          WHERE t.document = a.document AND j.station = (SELECT id FROM station)
            AND json_extract(j.act, '\(ActName.attached.path).file.sha256') = a.sha256)
        ORDER BY a.document, a.name
        """
    ).map { (($0[0], $0[1]), $0[2]) }
  }
}
