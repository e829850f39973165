import Crypto
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Wording

/// The faults of the hub's data, a sentence each; and how much was checked.
public struct HubVerification: Sendable {
  public var entries = 0
  public var seals = 0
  public var mail = 0
  public var contents = 0
  /// The lines of the audit log that are not in files, and the last line of all.
  public var audit = 0
  public var auditHead = (number: 0, hash: Hash256.zero)
  public var faults: [Bilingual] = []
}

extension Hub {
  /// Checks everything: SQLite's integrity check, every hash chain, every seal under the keys of its station, the
  /// stations against the hub's own journal, the mailboxes against the entries, and the hash of every content.
  public func verify() throws -> HubVerification {
    var result = HubVerification()
    let sound = try read { try String.fetchOne($0, sql: "PRAGMA integrity_check(1)") }
    if sound != "ok" {
      result.faults.append(
        Bilingual("Tệp dữ liệu hỏng: \(sound ?? "?").", "The data file is damaged: \(sound ?? "?")."))
    }
    let made = try Hub.madeTables()
    for name in try read({ try ForeignSchema.tables($0, made: made) }) {
      result.faults.append(
        Bilingual(
          "Bảng hay chỉ mục lạ, không do vanthu-hub làm ra: \(name).",
          "A table or index that vanthu-hub did not create: \(name)."))
    }
    let journals = try read { db in
      try Row.fetchAll(db, sql: "SELECT station, epoch FROM journals ORDER BY station, epoch").compactMap { row in
        StationName.fromDatabaseValue(row[0]).map { JournalName(station: $0, epoch: row[1]) }
      }
    }
    for journal in journals { try verify(journal, &result) }
    try verifyRegained(&result)
    try verifyStations(&result)
    try verifyMailboxes(&result)
    try verifyDeliveries(&result)
    try verifyContents(&result)
    try verifyListing(&result)
    try verifyAudit(&result)
    return result
  }

  /// Checks one journal, batch by batch: each must continue the one before it, under a valid seal.
  private func verify(_ journal: JournalName, _ result: inout HubVerification) throws {
    let keys = try keys(of: journal.station)
    var last = 0
    let head = try read { try Journals.head(journal, $0) }
    while last < head?.sequence ?? 0 {
      let name = journal.entry(last + 1)
      guard let batch = try read({ try Journals.batch(with: last + 1, of: journal, $0) }),
        batch.run.entries.count == batch.seal.last - batch.seal.first + 1
      else {
        result.faults.append(
          Bilingual("Thiếu mục hoặc chữ ký từ \(name).", "Entries or a seal are missing, starting at \(name)."))
        return
      }
      let seal = batch.seal
      let stored = try read { db in
        try Hash256.fetchAll(
          db,
          sql:
            "SELECT hash FROM entries WHERE station = ? AND epoch = ? AND sequence BETWEEN ? AND ? ORDER BY sequence",
          arguments: [journal.station, journal.epoch, seal.first, seal.last])
      }
      if stored != batch.run.hashes {
        result.faults.append(Bilingual("Chuỗi băm sai từ mục \(name).", "The chain of hashes breaks at \(name)."))
        return
      }
      if !keys.contains(where: { holds(batch, $0) }) {
        result.faults.append(Bilingual("Chữ ký sai ở mục \(name).", "The seal at \(name) is not valid."))
      }
      result.entries += seal.last - last
      result.seals += 1
      last = seal.last
    }
  }

  private func holds(_ batch: Batch, _ key: Curve25519.Signing.PublicKey) -> Bool {
    var open = OpenBatch()
    do {
      try open.append(batch.run)
      _ = try open.close(batch.seal, key: key)
      return true
    } catch { return false }
  }

  /// Checks the entries that readers brought back: each is proved by itself.
  private func verifyRegained(_ result: inout HubVerification) throws {
    let names = try read { db in
      try Row.fetchAll(
        db, sql: "SELECT station, epoch, sequence FROM entries JOIN regained USING (place) ORDER BY place"
      )
      .map { try EntryReference($0) }
    }
    for name in names {
      let delivery = try read { try Regained.delivery(of: name, at: 0, $0) }
      let isSigned = try keys(of: name.station).contains { key in
        do throws(PacketRefusal) {
          try delivery?.verify(key: key)
          return delivery != nil
        } catch { return false }
      }
      result.entries += 1
      if !isSigned {
        result.faults.append(Bilingual("Chữ ký sai ở mục \(name).", "The seal at \(name) is not valid."))
      }
    }
  }

  private func keys(of station: StationName) throws -> [Curve25519.Signing.PublicKey] {
    guard station != self.station else { return [keys.signing.publicKey] }
    return try read { db in
      try Data.fetchAll(
        db, sql: "SELECT signingKey FROM stationKeys WHERE station = ? ORDER BY number DESC",
        arguments: [station]
      ).map { try Curve25519.Signing.PublicKey(rawRepresentation: $0) }
    }
  }

  private func verifyMailboxes(_ result: inout HubVerification) throws {
    let rows = try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT organ, count(*), max(position), sum(EXISTS (SELECT 1 FROM entries WHERE place = entry))
          FROM mailboxes GROUP BY organ ORDER BY organ
          """)
    }
    for row in rows {
      let count: Int = row[1]
      result.mail += count
      guard row[2] == count, row[3] == count else {
        result.faults.append(
          Bilingual("Hộp thư của \(row[0] as String) bị hổng.", "The mailbox of \(row[0] as String) has a gap."))
        continue
      }
      if let place = try read({ try Mailbox.wrongDigest(of: row[0], $0) }) {
        result.faults.append(
          Bilingual(
            "Hộp thư của \(row[0] as String) sai từ thư thứ \(place).",
            "The mailbox of \(row[0] as String) was changed, starting at place \(place)."))
      }
    }
  }

  private func verifyContents(_ result: inout HubVerification) throws {
    let held = try read { db in
      try Row.fetchAll(db, sql: "SELECT sha256, size FROM contents ORDER BY sha256").map {
        (hash: try $0.stored(0) as Hash256, size: $0[1] as Int)
      }
    }
    for (hash, size) in held {
      result.contents += 1
      var sum = SHA256()
      do {
        for piece in 0..<Piece.count(in: size) {
          let length = Piece.length(of: piece, in: size)
          sum.update(data: try read { try contents.read(hash, piece: piece, offset: 0, count: length, $0) })
        }
      } catch is HubStorageRefusal {
        result.faults.append(Bilingual("Thiếu tệp kèm theo \(hash).", "The content \(hash) is missing or too short."))
        continue
      }
      if Hash256(sum.finalize().map(\.self)) != hash {
        result.faults.append(Bilingual("Tệp kèm theo \(hash) đã bị sửa.", "The content \(hash) was changed."))
      }
    }
  }
}
