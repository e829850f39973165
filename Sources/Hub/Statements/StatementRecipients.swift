import Exchange
import GRDB
import Records
import RecordsSQL

/// The recipients of a document as a statement lists them: those that have one mailbox once, each with what was
/// reported for it.
struct StatementRecipients {
  private let document: EntryReference
  /// The place of the entry that issued it.
  private let place: Int
  /// The day on which the hub took it.
  private let day: Day
  private let directory: OrganDirectory
  private let readers: Set<Organ.ID>
  private let keptFrom: Set<Organ.ID>
  private let db: Database

  init(hub: Hub, document: EntryReference, place: Int, day: Day, _ db: Database) throws {
    self.document = document
    self.place = place
    self.day = day
    self.db = db
    directory = try hub.directory(db)
    let name = document.description
    readers = try String.fetchSet(db, sql: "SELECT organ FROM readers WHERE document = ?", arguments: [name])
    keptFrom = try String.fetchSet(db, sql: "SELECT organ FROM withdrawn WHERE document = ?", arguments: [name])
  }

  func of(
    _ recipients: [Recipient], _ reports: [(organ: Organ.ID, report: Acts.Reported, time: Int)]
  ) throws -> [StatementRecipient] {
    var rows: [StatementRecipient] = []
    var known: [Organ.ID: Int] = [:]
    for recipient in recipients {
      let offices = offices(of: recipient)
      if offices.isEmpty { rows.append(byPost(recipient.name)) }
      for office in offices {
        // Over the axis each is answered for by its own name.
        let isOverAxis = office == NationalAxis.id
        if !isOverAxis, let row = known[office] {
          rows[row].name += "; \(recipient.name)"
          continue
        }
        var row = try self.row(recipient, office)
        let kin = kin(of: office)
        let named = recipient.organID ?? recipient.name
        add(reports.filter { kin.contains($0.organ) && (!isOverAxis || $0.report.recipient == named) }, to: &row)
        known[office] = rows.count
        rows.append(row)
      }
    }
    return rows
  }

  private func add(
    _ reports: [(organ: Organ.ID, report: Acts.Reported, time: Int)], to row: inout StatementRecipient
  ) {
    var last: (report: Acts.Reported, time: Int)?
    for (_, report, time) in reports {
      // Under the name of a predecessor the same is reported once more, at once.
      var same = report
      same.recipient = last?.report.recipient ?? same.recipient
      if let last, last.report == same, time - last.time < 60_000 { continue }
      last = (report, time)
      row.add(report, at: time)
    }
  }

  /// The offices whose mailboxes have the document, or would have: mostly one; none if it is served by post.
  private func offices(of recipient: Recipient) -> [Organ.ID] {
    if readers.contains(NationalAxis.id), directory.outside(recipient, on: day) != nil { return [NationalAxis.id] }
    let organs = directory.addressees(of: recipient, on: day).map(\.id)
    return organs.filter { readers.contains($0) || keptFrom.contains($0) }
  }

  /// The office, and those that have its documents since.
  private func kin(of office: Organ.ID) -> Set<Organ.ID> {
    Set([office] + (directory[office].map { directory.successors(of: $0).map(\.id) } ?? []))
  }

  private func byPost(_ name: String) -> StatementRecipient {
    var row = StatementRecipient(name: name, place: "gửi bưu điện, không qua trung tâm")
    row.isByPost = true
    return row
  }

  private func row(_ recipient: Recipient, _ office: Organ.ID) throws -> StatementRecipient {
    let present = directory[office]?.name ?? recipient.name
    let isSame = OrganDirectory.nameKey(present) == OrganDirectory.nameKey(recipient.name)
    let name = isSame || office == NationalAxis.id ? recipient.name : "\(present), tiếp nhận \(recipient.name)"
    guard !keptFrom.contains(office) || readers.contains(office) else {
      var row = StatementRecipient(name: name, place: "đã giữ lại, chưa chuyển đến")
      row.isKeptBack = true
      return row
    }
    let isThere = try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM stations WHERE organ = ?)"), arguments: [office])!
    guard isThere else {
      return StatementRecipient(name: name, place: "ở trung tâm, nơi nhận chưa có máy")
    }
    let position = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT position FROM mailboxes WHERE organ = ? AND entry = ?"),
      arguments: [office, place])
    let isGiven = try position.map { try $0 <= Mailbox.given(to: office, db) } ?? false
    return StatementRecipient(
      name: name, place: isGiven ? "trung tâm đã giao, máy ấy chưa báo" : "ở trung tâm, chưa lấy về")
  }
}
