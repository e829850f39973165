import Foundation
import GRDB
import Records
import RecordsSQL

extension Hub {
  static func ownOrgans(_ db: Database) throws -> [Organ] {
    try String.fetchAll(db, sql: "SELECT json FROM organs ORDER BY id").map {
      try JSONDecoder().decode(Organ.self, from: Data($0.utf8))
    }
  }

  /// An agency, as the hub knows it.
  static func organ(withID id: Organ.ID, _ db: Database) throws -> Organ? {
    let own = try String.fetchOne(
      db.cachedStatement(sql: "SELECT json FROM organs WHERE id = ?"), arguments: [id])
    guard let own else { return OrganDirectory.shipped[id] }
    return try JSONDecoder().decode(Organ.self, from: Data(own.utf8))
  }

  /// Lists new and changed agencies in the hub's journal, for all stations. Returns the new and the changed ones;
  /// others are ignored.
  ///
  /// - Parameter why: the line of the audit log, if it is not an import of agencies.
  @discardableResult
  public func list(
    _ organs: [Organ], as why: (what: AuditKind, whom: String)? = nil
  ) throws -> (new: [Organ], changed: [Organ]) {
    let directory = try directory
    var new: [Organ] = []
    var changed: [Organ] = []
    for organ in organs {
      guard let known = directory[organ.id] else {
        new.append(organ)
        continue
      }
      if known != organ { changed.append(organ) }
    }
    guard !(new.isEmpty && changed.isEmpty) else { return (new, changed) }
    try write { db in
      try list(new + changed, db)
      try record(why?.what ?? .officesImported, on: why?.whom ?? "+\(new.count) ~\(changed.count)", db)
    }
    return (new, changed)
  }

  func list(_ organs: [Organ], _ db: Database) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    for organ in organs {
      try db.execute(
        sql: "INSERT OR REPLACE INTO organs (id, json) VALUES (?, ?)",
        arguments: [organ.id, String(decoding: try encoder.encode(organ), as: UTF8.self)])
    }
    try act(Hub.listed(organs), db)
    forgetDirectory()
  }
}
