import GRDB
import Records
import Vietnamese
import Wording

extension OfficeTransaction {
  public func nameGroup(_ name: String, members: [Recipient]) throws {
    try FieldLimits.check(name, Bilingual("tên nhóm", "group's name"), 1...200)
    guard !members.isEmpty else { throw OfficeSettingsRefusal.emptyGroup(name) }
    try write(.groupNamed(.init(name: name, members: members)))
  }
}

extension Acts.GroupNamed: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.run(
      """
      INSERT INTO recipientGroup (name, nameKey, members, said) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET members = excluded.members, said = excluded.said
      WHERE (excluded.said, excluded.members) > (said, members)
      """, [name, toneKey(name), try StoredList.text(of: members), entry.time.packed])
    return []
  }
}
