import Crypto
import DurableFile
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL

extension Hub {
  /// Stores pieces of an upload, and completes the contents they finish. Bytes that are already there, or come after a
  /// gap, change nothing. Each station's pieces are separate until the content is complete, so that a station cannot
  /// spoil the uploads of another.
  ///
  /// - Parameter sender: the name of the station, or the axis.
  func store(_ pieces: [Piece], of organ: Organ.ID, from sender: String) throws {
    let touched: [Hash256] = try write { db in
      var touched: [Hash256] = []
      var bytes = 0
      for piece in pieces {
        guard let size = try Contents.size(piece.file, wroteOfBy: organ, db),
          try Contents.held(piece.file, for: organ, db) == nil,
          try put(piece, size: size, organ, sender, db)
        else { continue }
        bytes += piece.bytes.count
        if !touched.contains(piece.file) { touched.append(piece.file) }
      }
      try spend(bytes: bytes, of: organ, db)
      return touched
    }
    for hash in touched { try finish(hash, organ, sender) }
  }

  /// Completes contents whose last piece was stored when the hub was interrupted.
  func finishContents(of organ: Organ.ID, from sender: String) throws {
    let whole = try read { db in
      try Hash256.fetchAll(
        db.cachedStatement(sql: "SELECT sha256 FROM concerns WHERE organ = ? AND wanted = 1"), arguments: [organ]
      ).filter { try Contents.isWhole($0, organ, sender, db) }
    }
    for hash in whole { try finish(hash, organ, sender) }
  }

  private func put(
    _ piece: Piece, size: Int, _ organ: Organ.ID, _ sender: String, _ db: Database
  ) throws -> Bool {
    guard piece.index < Piece.count(in: size),
      piece.offset + piece.bytes.count <= Piece.length(of: piece.index, in: size)
    else { return false }
    let names: StatementArguments = [piece.file, sender, piece.index]
    let there =
      try Int.fetchOne(
        db.cachedStatement(sql: "SELECT length(bytes) FROM pieces WHERE sha256 = ? AND sender = ? AND piece = ?"),
        arguments: names) ?? 0
    guard piece.offset <= there, piece.offset + piece.bytes.count > there else { return false }
    let new = Data(piece.bytes[(there - piece.offset)...])
    try db.cachedStatement(
      sql: """
        INSERT INTO pieces (sha256, sender, piece, bytes) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET bytes = CAST(bytes || excluded.bytes AS BLOB)
        """
    ).execute(arguments: names + [new])
    try db.cachedStatement(sql: "UPDATE concerns SET got = got + ? WHERE sha256 = ? AND organ = ?")
      .execute(arguments: [new.count, piece.file, organ])
    return true
  }

  /// Completes an upload that has reached a size stated for it, if the hash is right. Where stations of the office
  /// stated several sizes, the hash is tried once at each; if it is wrong at the largest, the pieces are useless and
  /// deleted. A content that is already stored is not written again, but the office possesses it just the same.
  private func finish(_ hash: Hash256, _ organ: Organ.ID, _ sender: String) throws {
    let (size, largest, isThere) = try read { db in
      (
        try Contents.isWhole(hash, organ, sender, db) ? Contents.sent(hash, sender, db) : nil,
        try Contents.size(hash, wroteOfBy: organ, db), try Contents.isHeld(hash, db)
      )
    }
    guard let size else { return }
    let isRight = try gather(hash, sender, size, isWritten: !isThere)
    let now = system.now()
    try write { db in
      if isRight {
        try db.execute(
          sql: "INSERT OR IGNORE INTO contents (sha256, size, since, broughtBy) VALUES (?, ?, ?, ?)",
          arguments: [hash, size, now, organ])
        if case .database = contents, !isThere {
          try db.execute(
            sql: "UPDATE OR IGNORE pieces SET sender = '' WHERE sha256 = ? AND sender = ?",
            arguments: [hash, sender])
        }
        try Contents.possess(hash, organ, db)
      } else if size == largest {
        try db.execute(
          sql: "DELETE FROM pieces WHERE sha256 = ? AND sender = ?", arguments: [hash, sender])
        try db.execute(sql: "DELETE FROM tried WHERE sha256 = ? AND sender = ?", arguments: [hash, sender])
        try db.execute(
          sql: "UPDATE concerns SET got = got - ? WHERE sha256 = ? AND organ = ?",
          arguments: [size, hash, organ])
      } else {
        try db.execute(
          sql: """
            INSERT INTO tried (sha256, sender, size) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET size = excluded.size
            """, arguments: [hash, sender, size])
      }
    }
  }

  /// Reads the pieces of an upload, and writes them to its file if contents are files and it is not there yet. Returns
  /// whether the hash is right.
  private func gather(_ hash: Hash256, _ sender: String, _ size: Int, isWritten: Bool) throws -> Bool {
    try HubStorageRefusal.translating(path) {
      var file: NewFile?
      if isWritten, case .folder(let folder) = contents {
        let path = ContentStore.file(folder, hash)
        try Folder.make(Folder.parent(of: path))
        try Folder.sync(folder)
        file = try NewFile(path)
      }
      var sum = SHA256()
      do {
        for piece in 0..<Piece.count(in: size) {
          let bytes = try database.readTogether { db in
            try Data.fetchOne(
              db, sql: "SELECT bytes FROM pieces WHERE sha256 = ? AND sender = ? AND piece = ?",
              arguments: [hash, sender, piece])
          }
          sum.update(data: bytes ?? Data())
          try file?.write(Array(bytes ?? Data()))
        }
        guard Hash256(sum.finalize().map(\.self)) == hash else {
          file?.giveUp()
          return false
        }
        try file?.finish()
      } catch {
        file?.giveUp()
        throw error
      }
      return true
    }
  }
}
