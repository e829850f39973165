import DurableFile
import EdXML
import Exchange
import GRDB
import Glibc
import Records
import RecordsSQL
import Wording

/// The outcome of a run in the folder.
public struct AxisSummary: Sendable {
  /// The number of messages that were new, received before, refused, or left in `in`.
  public var taken = 0
  public var again = 0
  public var refused = 0
  public var left = 0
  /// The number of messages written to `out`, and of those that wait for a file.
  public var sent = 0
  public var waiting = 0
  /// One sentence a file, in the order of their names.
  public var lines: [(file: String, words: Bilingual)] = []
  /// The files that were refused or cannot be read; what is still being written waits for the next run.
  public private(set) var troubled: [String] = []

  mutating func trouble(_ file: String, _ words: Bilingual) {
    troubled.append(file)
    lines.append((file, words))
  }

  public var isWhole: Bool { left == 0 }
}

extension Hub {
  /// The maximum number of messages a run takes; the rest is left for the next one.
  static let mostFromAxis = 1_000

  /// Exchanges messages with the national axis through a folder: takes the messages in `in`, moves each to `done` or
  /// `refused`, and writes the province's messages to `out`. It can be interrupted anywhere and run again: nothing is
  /// lost and nothing doubled.
  ///
  /// - Throws: `AxisRefusal`, `HubStorageRefusal`. Refusals of single messages are in the summary.
  public func exchangeWithAxis(in path: String) throws -> AxisSummary {
    try HubStorageRefusal.translating(path) {
      let folder = try AxisFolder(path)
      try write { _ = try axis($0) }
      var summary = AxisSummary()
      try processAll(folder, &summary)
      while try write({ try AxisQueue.process(atMost: 500, $0) }) == 500 {}
      try sendAll(folder, &summary)
      try noteContact(summary)
      return summary
    }
  }

  // MARK: in

  private func processAll(_ folder: AxisFolder, _ summary: inout AxisSummary) throws {
    let names = try folder.waiting()
    summary.left = max(0, names.count - Hub.mostFromAxis)
    for name in names.prefix(Hub.mostFromAxis) {
      let opened: OpenFile?
      do { opened = try folder.open(name) } catch is FileFailure {
        // A file that may not be read does not hold up the others.
        summary.left += 1
        summary.trouble(name, AxisRefusal.unreadable.words)
        continue
      }
      guard let file = opened else { continue }
      do {
        guard file.size <= EdXMLLimits.standard.fileBytes else {
          throw EdXMLRefusal.fileTooLong(limit: EdXMLLimits.standard.fileBytes)
        }
        // Room for it packed and unpacked, and for what SQLite writes.
        if let free = system.free(self.path), free < HubExchange.leastFree + 4 * file.size {
          throw HubStorageRefusal.full(self.path)
        }
        let result = try receiveFromAxis(file.read(file.size, at: 0))
        try folder.move(name, to: "done")
        if result.isNew { summary.taken += 1 } else { summary.again += 1 }
        summary.lines.append((name, result.words))
      } catch let refusal as EdXMLRefusal where folder.isYoung(name, now: system.now()) && refusal.mayBeHalf {
        summary.left += 1
        summary.lines.append((name, AxisRefusal.whileWritten.words))
      } catch let refusal as any Refusal where !(refusal is HubStorageRefusal) {
        if case AxisRefusal.revoked = refusal { throw refusal }
        try folder.refuse(name, refusal.words)
        summary.refused += 1
        summary.trouble(name, refusal.words)
      }
    }
  }

  // MARK: out

  private func sendAll(_ folder: AxisFolder, _ summary: inout AxisSummary) throws {
    let rows = try read { db in
      try Row.fetchAll(
        db, sql: "SELECT position, document, kind, state, name FROM axisFiles WHERE state <> 'done' ORDER BY position")
    }
    for row in rows {
      let position: Int = row[0]
      guard let document = EntryReference(row[1] as String), let kind = AxisQueue.Kind(rawValue: row[2]) else {
        continue
      }
      if row[3] == "ready", let name = row[4] as String? {
        // Interrupted before it was marked as done: it may have its final name already.
        try folder.show(name)
        try finish(position)
        summary.sent += 1
        continue
      }
      try send(kind, of: document, at: position, folder, &summary)
    }
  }

  private func send(
    _ kind: AxisQueue.Kind, of document: EntryReference, at position: Int, _ folder: AxisFolder,
    _ summary: inout AxisSummary
  ) throws {
    let made = try read { db in
      try AxisMessages(hub: self, db: db, directory: directory(db)).make(kind, of: document, at: position)
    }
    switch made {
    case .waits: summary.waiting += 1
    case .nothing: try finish(position)
    case .impossible(let words):
      try write { db in
        try refuse(document, words.vietnamese, db)
        try db.execute(sql: "UPDATE axisFiles SET state = 'done' WHERE position = ?", arguments: [position])
      }
      summary.lines.append((document.description, words))
    case .message(let bytes, let identifier):
      let name =
        "vt-\(epoch)-\(String(repeating: "0", count: max(0, 6 - "\(position)".count)))\(position)-\(kind.name).edxml"
      try folder.writeAside(bytes, name)
      try write { db in
        try db.execute(
          sql: "UPDATE axisFiles SET state = 'ready', name = ? WHERE position = ?", arguments: [name, position])
        if let identifier {
          try db.execute(
            sql: "INSERT OR IGNORE INTO axisDocuments (direction, message, document) VALUES ('out', ?, ?)",
            arguments: [identifier, document.description])
        }
      }
      try folder.show(name)
      try finish(position)
      summary.sent += 1
      summary.lines.append((name, kind.words))
    }
  }

  private func finish(_ position: Int) throws {
    try write { try $0.execute(sql: "UPDATE axisFiles SET state = 'done' WHERE position = ?", arguments: [position]) }
  }

  /// Reports to the sender that its document cannot be sent over the axis, for each of its recipients there.
  private func refuse(_ document: EntryReference, _ why: String, _ db: Database) throws {
    guard let known = try AxisDocument(document, db) else { return }
    let directory = try directory(db)
    let outside = known.recipients.filter {
      directory.outside($0, on: today) != nil || $0.organID == NationalAxis.id || $0.name == NationalAxis.organ.name
    }
    try actForAxis(
      outside.map {
        .reported(
          .init(document: document, recipient: $0.organID ?? $0.name, status: .refused, note: why, answers: nil))
      }, try axis(db), db)
  }

  /// Records the run as a contact of the axis's station, so that the page shows that it works. A run that did nothing
  /// replaces the last contact if that did nothing either.
  private func noteContact(_ summary: AxisSummary) throws {
    let now = system.now()
    try write { db in
      guard let station = try Hub.axisStation(db) else { return }
      let last = try Row.fetchOne(
        db, sql: "SELECT id, entries + given FROM contacts WHERE station = ? ORDER BY id DESC LIMIT 1",
        arguments: [station])
      if summary.taken + summary.sent == 0, let last, last[1] == 0 {
        return try db.execute(sql: "UPDATE contacts SET time = ? WHERE id = ?", arguments: [now, last[0] as Int])
      }
      try db.execute(
        sql: """
          INSERT INTO contacts (station, time, way, entries, taken, given, ending) \
          VALUES (?, ?, 'axis', ?, 0, ?, 'whole')
          """, arguments: [station, now, summary.taken, summary.sent])
    }
  }
}

extension EdXMLRefusal {
  /// Whether the file may just be incomplete.
  fileprivate var mayBeHalf: Bool {
    switch self {
    case .notXML, .notWellFormed, .notEdXML: true
    default: false
    }
  }
}

extension AxisQueue.Kind {
  fileprivate var words: Bilingual {
    switch self {
    case .document: Bilingual("văn bản gửi ra ngoài tỉnh", "a document for outside agencies")
    case .update: Bilingual("bản cập nhật", "an update")
    case .recall: Bilingual("yêu cầu thu hồi", "a recall")
    case .status: Bilingual("trạng thái báo nơi gửi", "a status report to its sender")
    }
  }
}
