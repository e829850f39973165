import GRDB
import Records
import Wording

extension OfficeTransaction {
  public func nameOrgan(_ name: String, code: String? = nil) throws {
    try FieldLimits.check(name, Bilingual("tên cơ quan", "agency's name"), 1...200)
    try FieldLimits.check(code, Bilingual("mã định danh", "identifier"), 1...35)
    try write(.organNamed(.init(organ: NamedOrgan(name: name, code: code))))
  }
}

extension Acts.OrganNamed: OfficeChange {
  func apply(_ entry: JournalEntry, to registers: Registers) throws -> [Int64] {
    try registers.run(
      """
      INSERT INTO organ (nameKey, name, code, said) VALUES (?, ?, ?, ?)
      ON CONFLICT (nameKey) DO UPDATE SET name = excluded.name, code = excluded.code, said = excluded.said
      WHERE (excluded.said, excluded.name, ifnull(excluded.code, '')) > (said, name, ifnull(code, ''))
      """, [OrganDirectory.nameKey(organ.name), organ.name, organ.code, entry.time.packed])
    return []
  }
}
