import DurableFile
import GRDB
import Records

extension Office {
  /// Extracts the text of files that have none yet, so that the search finds it; returns how many were read.
  ///
  /// Called after `attach`, not within it: reading a PDF may take seconds, and no other program could write meanwhile.
  /// The text is stored on this PC only and is no act; a file that cannot be read here (no `pdftotext`) is left for
  /// later.
  ///
  /// - Parameter line: the document whose files are read; `nil` for all.
  @discardableResult
  public func readFileTexts(beside line: DocumentLine? = nil, by reader: FileText = FileText()) throws -> Int {
    let files = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT min(a.name), a.sha256, a.size, a.mediaType FROM attachment a LEFT JOIN fileText t USING (sha256)
          WHERE t.sha256 IS NULL AND (?1 IS NULL OR a.document = ?1) GROUP BY a.sha256
          """, arguments: [line?.id]
      ).map { StoredFile(name: $0[0], sha256: $0[1], size: $0[2], mediaType: $0[3]) }
    }
    var count = 0
    for file in files where reader.canRead(file.mediaType) {
      do {
        try keep(try text(of: file, by: reader), of: file.sha256)
        count += 1
      } catch FileRefusal.missingContent, FileRefusal.damagedContent, FileRefusal.underway {
        // `verify` reports it; the other files are read all the same.
        continue
      }
    }
    return count
  }

  /// Whether there is a file whose text could be extracted here and has not been.
  public func lacksFileTexts(for reader: FileText = FileText()) throws -> Bool {
    try read { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT a.mediaType FROM attachment a LEFT JOIN fileText t USING (sha256) JOIN content USING (sha256)
          WHERE t.sha256 IS NULL
          """)
    }.contains(where: reader.canRead)
  }

  private func text(of file: StoredFile, by reader: FileText) throws -> String {
    if file.mediaType == MediaType.plainText {
      var bytes: [UInt8] = []
      try read { db in
        try Contents(db).read(file) { if bytes.count < reader.most { bytes += $0.prefix(reader.most - bytes.count) } }
      }
      return FileText.cleaned(bytes)
    }
    let copy = try temporaryCopy(file)
    defer { Folder.removePrivate(Folder.parent(of: copy)) }
    return reader.text(ofPDFAt: copy)
  }

  private func keep(_ text: String, of sha256: String) throws {
    try write { db in
      try db.execute(sql: "INSERT OR REPLACE INTO fileText (sha256, text) VALUES (?, ?)", arguments: [sha256, text])
      let documents = try Int64.fetchSet(
        db, sql: "SELECT document FROM attachment WHERE sha256 = ?", arguments: [sha256])
      try SearchIndex(db).update(documents)
    }
  }
}
