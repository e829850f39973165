import GRDB
import Records
import Wording

/// The list of documents registered under another issuer than the owner of the signing key, and of entries set aside: a
/// person should look at both, but nothing is damaged. Documents that an earlier version accepted as the sender claimed
/// keep the text they were registered with.
struct SenderCheck {
  let db: Database

  init(_ db: Database) { self.db = db }

  func run(_ report: inout VerifyReport) throws {
    try checkKeys(&report)
    try nameAuthors(&report)
    try nameSetAside(&report)
    try nameForked(&report)
  }

  /// Names the entries of other offices whose names mean others now.
  private func nameForked(_ report: inout VerifyReport) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT station, epoch, sequence FROM kept.forked ORDER BY station, epoch, sequence LIMIT 21")
    for row in rows {
      let entry = "\(row[0] as String).\(row[1] as Int).\(row[2] as Int)"
      report.remark(
        Bilingual(
          "Để riêng việc \(entry): sổ của nơi gửi đã ghi chuyện khác dưới cùng tên, nay theo điều tỉnh giữ; "
            + "hãy hỏi nơi gửi.",
          "Entry \(entry) is set aside: its sender's register has another history under that name, and what the hub "
            + "holds counts; ask the sender."))
    }
  }

  /// Checks that the office of each received entry, which was read from the hub's journal, is still there.
  private func checkKeys(_ report: inout VerifyReport) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT station, epoch, sequence FROM kept.received r WHERE organ IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM kept.peer p WHERE p.station = r.station AND p.organ = r.organ) LIMIT 21
        """)
    for row in rows {
      report.add(
        .register, "received \(row[0] as String).\(row[1] as Int).\(row[2] as Int), organ",
        Bilingual(
          "Trung tâm không nói máy này là của cơ quan ấy.",
          "The hub does not confirm that the station belongs to that office."))
    }
  }

  private func nameAuthors(_ report: inout VerifyReport) throws {
    let registers = Registers(db)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT \(DocumentLine.columns) FROM main.document
        WHERE sender IS NOT NULL AND sender <> ? AND number IS NOT NULL ORDER BY id
        """, arguments: [NationalAxis.id])
    for row in rows {
      let line = try DocumentLine(row: row)
      guard let sender = line.sender,
        try registers.carried(line.document.organName, line.document.organID, by: sender) == nil
      else { continue }
      let office = try registers.organ(sender)?.name ?? sender
      report.remark(
        Bilingual(
          "Số đến \(line.numberText) (\(line.book ?? "")) ghi tác giả “\(line.document.organName)”, "
            + "nhưng máy ký và gửi là của \(office); hãy hỏi lại nơi gửi.",
          "Arrival \(line.numberText) (\(line.book ?? "")) has “\(line.document.organName)” as its author, "
            + "but the station that signed and sent it belongs to \(office); ask the sender."
        ))
    }
  }

  private func nameSetAside(_ report: inout VerifyReport) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT station, epoch, sequence, reason FROM kept.unapplied ORDER BY station, epoch, sequence LIMIT 21")
    for row in rows {
      let entry = "\(row[0] as String).\(row[1] as Int).\(row[2] as Int)"
      let why =
        switch row[3] as String {
        case "audience":
          Bilingual(
            "không gửi cho cơ quan ta; hãy báo quản trị tỉnh", "it is not for this office; tell the administrator")
        case "number":
          Bilingual("trùng với văn bản khác; hãy cập nhật", "it collides with another document; update the program")
        case "value":
          Bilingual(
            "ghi ngày ngoài năm 1900–2100 hoặc giá trị không thể có; hãy hỏi nơi gửi",
            "it has a date outside 1900–2100 or an impossible value; ask the sender")
        default:
          Bilingual(
            "bản vanthu này chưa hiểu; hãy cập nhật", "this version of vanthu does not know it; update the program")
        }
      report.remark(
        Bilingual("Để riêng việc \(entry): \(why.vietnamese).", "Entry \(entry) is set aside: \(why.english)."))
    }
  }
}
