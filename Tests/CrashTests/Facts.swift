import Foundation
import GRDB
import Records

@testable import Hub
@testable import Office

/// What is in an office's file, read directly with SQL.
struct OfficeFacts {
  /// Entries by their names, with their hashes: its own, its office's, the hub's, and those delivered to it.
  var entries: [String: Data] = [:]
  var contents: Set<String> = []
  var incarnation: Int64 = 0
  var cursor = 0
  /// What must be the same whatever happened on the way.
  var lasting: [String] = []

  /// The facts of no file.
  init() {}

  init(_ office: Office) throws {
    try office.read { db in
      for table in ["journal", "received"] {
        for row in try Row.fetchAll(db, sql: "SELECT station, epoch, sequence, hash, act FROM \(table)") {
          let name = "\(row[0] as String).\(row[1] as Int).\(row[2] as Int)"
          entries[name] = row[3]
          lasting.append("\(table) \(name) \(row[4] as String)")
        }
      }
      contents = try Set(String.fetchAll(db, sql: "SELECT sha256 FROM content"))
      if let row = try Row.fetchOne(db, sql: "SELECT log, cursor FROM hub") { (incarnation, cursor) = (row[0], row[1]) }
      let documents = try Row.fetchAll(
        db,
        sql: """
          SELECT entry, direction, state, book, number, subject, files, mailbox, reported,
            (SELECT group_concat(name || ' ' || ifnull(status, '')) FROM recipient WHERE document = id)
          FROM document
          """)
      lasting += documents.map { row in "document " + row.databaseValues.map(\.description).joined(separator: "|") }
      lasting += contents.map { "content \($0)" } + ["cursor \(cursor)"]
      lasting.sort()
    }
  }
}

/// What is stored at the hub.
struct HubFacts {
  var entries: [String: Data] = [:]
  /// The entries, by office and position.
  var mailboxes: [String: String] = [:]
  var contents: Set<Data> = []
  /// Pieces of contents by content and office, with their lengths.
  var pieces: [String: [Int: Int]] = [:]
  var incarnation: UInt64
  /// Until when each station may give numbers, as the hub counts.
  var leases: [StationName: Int64] = [:]
  var lasting: [String] = []

  init(_ hub: Hub, _ folder: String) throws {
    incarnation = hub.incarnation
    try hub.read { db in
      for row in try Row.fetchAll(db, sql: "SELECT station, epoch, sequence, hash, act FROM entries") {
        let name = "\(row[0] as String).\(row[1] as Int).\(row[2] as Int)"
        entries[name] = row[3]
        lasting.append("entry \(name) \(row[4] as String)")
      }
      let mail = try Row.fetchAll(
        db,
        sql: """
          SELECT organ, position, station || '.' || epoch || '.' || sequence || ' ' || ifnull(code, '')
          FROM mailboxes JOIN entries ON place = entry
          """)
      for row in mail {
        mailboxes["\(row[0] as String) \(row[1] as Int)"] = row[2]
        lasting.append("mail \(row[0] as String) \(row[1] as Int) \(row[2] as String)")
      }
      contents = try Set(Data.fetchAll(db, sql: "SELECT sha256 FROM contents"))
      for row in try Row.fetchAll(db, sql: "SELECT sha256, sender, piece, length(bytes) FROM pieces") {
        pieces["\((row[0] as Data).hexadecimalText) \(row[1] as String)", default: [:]][row[2]] = row[3]
      }
      for row in try Row.fetchAll(db, sql: "SELECT station, until FROM leases") {
        leases[StationName(row[0] as String)!] = row[1]
      }
      lasting += contents.map { "content \($0.hexadecimalText)" } + ["pieces \(pieces.count)"]
      lasting.sort()
    }
  }
}

extension Data {
  var hexadecimalText: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
