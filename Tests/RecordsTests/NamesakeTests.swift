import Records
import Testing

private let directory = OrganDirectory.shipped
private let before = Day(2025, 6, 30)
private let after = Day(2026, 3, 5)

/// The six names that several communes of Cao Bằng had until 30 June 2025, with their districts.
private let shared = [
  ("xã Vĩnh Quang", ["huyện Bảo Lâm", "thành phố Cao Bằng"]), ("xã Đức Long", ["huyện Hoà An", "huyện Thạch An"]),
  ("xã Phan Thanh", ["huyện Bảo Lạc", "huyện Nguyên Bình"]),
  ("xã Hưng Đạo", ["huyện Bảo Lạc", "huyện Nguyên Bình", "thành phố Cao Bằng"]),
  ("xã Ngọc Động", ["huyện Hà Quảng", "huyện Quảng Hòa"]), ("xã Quang Trung", ["huyện Hoà An", "huyện Trùng Khánh"]),
]

@Test("Communes of one name are told apart by their district, in the order of the districts", arguments: shared)
func byDistrict(_ unit: String, _ districts: [String]) throws {
  for body in ["UBND", "HĐND", "Đảng ủy"] {
    let name = "\(body) \(unit)"
    #expect(directory.namesakes(name, on: before).map(\.parentName) == districts)
    #expect(directory.find(exactly: name, on: before) == nil)
    #expect(throws: OrganRefusal.self) { try directory.resolve(name, on: before) }
    for district in districts {
      let organ = try #require(try directory.resolve("\(name), \(district)", on: before))
      #expect((organ.name, organ.parentName) == (name, district))
      #expect(try directory.resolve(organ.id, on: after) == organ)
      #expect(directory.fullName(of: organ, on: before) == "\(name), \(district)")
    }
  }
}

@Test("Only these six names were shared")
func noOthers() {
  let communes = directory.organs.filter { $0.level == .commune && $0.name.hasPrefix("UBND") && $0.exists(on: before) }
  let names = Dictionary(grouping: communes) { OrganDirectory.nameKey($0.name) }.filter { $0.value.count > 1 }
  #expect(Set(names.keys) == Set(shared.map { OrganDirectory.nameKey("UBND \($0.0)") }))
}

@Test("A shared name is refused with all that have it and their keys")
func refusal() {
  #expect(throws: OrganRefusal.several("UBND xã Vĩnh Quang", directory.namesakes("UBND xã Vĩnh Quang", on: after))) {
    try directory.resolve("UBND xã Vĩnh Quang", on: after)
  }
  let words = OrganRefusal.several("UBND xã Vĩnh Quang", directory.namesakes("UBND xã Vĩnh Quang", on: before)).words
  #expect(
    words.vietnamese.contains(
      "UBND xã Vĩnh Quang, huyện Bảo Lâm (xa-01300/ubnd); UBND xã Vĩnh Quang, thành phố Cao Bằng (xa-01693/ubnd)"))
}

@Test("Today the name is that of the commune there is; of its code, of nobody in any directory, nothing is guessed")
func resolved() throws {
  #expect(try directory.resolve("UBND xã Hưng Đạo", on: after)?.validFrom == Day(2025, 7, 1))
  #expect(try directory.resolve("h14", on: after)?.name == "UBND tỉnh Cao Bằng")
  #expect(try directory.resolve("000.00.00.G12", on: after)?.name == "Bộ Tài chính")
  #expect(try directory.resolve("UBND xã Nào Đó", on: after) == nil)
  #expect(try directory.resolve("", on: after) == nil)
  #expect(try directory.resolve("xa-0/ubnd", on: after) == nil)
}

@Test("All namesakes are offered, the one there is first, then by district")
func offered() {
  let labels = directory.matching("ubnd hung dao", on: after).map(\.label)
  #expect(
    labels == [
      "UBND xã Hưng Đạo", "UBND xã Hưng Đạo (huyện Bảo Lạc, đến 30/06/2025)",
      "UBND xã Hưng Đạo (huyện Nguyên Bình, đến 30/06/2025)", "UBND xã Hưng Đạo (thành phố Cao Bằng, đến 30/06/2025)",
    ])
}

@Test(
  "Marks that are typed put first who has them, even one that is no more; without marks nothing is left out",
  arguments: [
    ("trương", "UBND xã Trương Lương"), ("trường", "UBND xã Trường Hà"), ("hoàng", "UBND xã Hoàng Tung"),
    ("Đàm Thủy", "UBND xã Đàm Thủy"),
  ])
func typedMarks(_ typed: String, _ name: String) {
  #expect(directory.matching("ubnd \(typed)", on: after).first?.name == name)
  #expect(directory.matching("ubnd truong", on: after, limit: 20).contains { $0.name.contains("Trương") })
  // A wrong mark by a slip of the finger hides no agency.
  #expect(directory.matching("đàm thùy", on: after).first?.name == "UBND xã Đàm Thủy")
}

@Test("Names that are in no directory are completed in the same way")
func otherNames() {
  let names = ["HTX Bản Giốc", "UBND xã Đồng Tâm, tỉnh Lạng Sơn", "HTX Ban Giốc"]
  #expect(OrganDirectory.names(names, matching: "bản giốc") == ["HTX Bản Giốc", "HTX Ban Giốc"])
  #expect(OrganDirectory.names(names, matching: "htx ban") == ["HTX Bản Giốc", "HTX Ban Giốc"])
  #expect(OrganDirectory.names(names, matching: "ubnd dt") == ["UBND xã Đồng Tâm, tỉnh Lạng Sơn"])
  #expect(OrganDirectory.names(names, matching: "") == names)
  #expect(OrganDirectory.names(names, matching: "-/").isEmpty)
}

@Test("UBND stands for the words in full")
func abbreviated() {
  #expect(OrganDirectory.abbreviated("Uỷ ban nhân dân xã Hoà An") == "UBND xã Hoà An")
  #expect(OrganDirectory.abbreviated("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân") == "Văn phòng HĐND và UBND")
  for name in ["", "UBND", "Sở Nội vụ", "Ủy ban kiểm tra", "Ủy ban nhân"] {
    #expect(OrganDirectory.abbreviated(name) == name)
  }
}
