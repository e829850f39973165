import GRDB
import Records
import Vietnamese
import Wording

extension OfficeTransaction {
  /// Adds a person who may act at this office. A name that is known already is refused.
  public func nameClerk(_ name: String) throws {
    try FieldLimits.check(name, Bilingual("tên người dùng", "clerk's name"), 1...50)
    if let known = try clerks().first(where: { toneKey($0) == toneKey(name) }) {
      throw OfficeSettingsRefusal.clerkKnown(known)
    }
    try write(.clerkNamed(.init(name: name)))
  }

  func clerks() throws -> [String] { try String.fetchAll(db, sql: "SELECT name FROM clerk ORDER BY name") }
}

extension Acts.ClerkNamed: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.run("INSERT OR IGNORE INTO clerk (name) VALUES (?)", [name])
    return []
  }
}
