import GRDB
import Records

extension Acts.OrgansListed: ProvinceChange {
  func apply(to registers: Registers) throws {
    for organ in organs {
      try registers.run(
        "INSERT OR REPLACE INTO listedOrgan (id, organ) VALUES (?, ?)", [organ.id, try StoredList.text(of: organ)])
    }
  }
}
