import Records
import Testing

private let directory = OrganDirectory.shipped
private let before = Day(2025, 6, 30)
private let after = Day(2026, 3, 5)

@Test("Cao Bằng had 161 communes in 10 districts until 30 June 2025, and has 56 since")
func theReform() {
  func committees(_ level: Organ.Level, _ day: Day) -> Int {
    directory.organs.filter { $0.level == level && $0.name.hasPrefix("UBND") && $0.exists(on: day) }.count
  }
  #expect(committees(.commune, before) == 161)
  #expect(committees(.district, before) == 10)
  #expect(committees(.commune, after) == 56)
  #expect(committees(.district, after) == 0)
  #expect(committees(.province, after) == 1)
  #expect(Set(directory.organs.map(\.id)).count == directory.organs.count)
}

@Test("Every former commune has one successor, whose predecessor it is")
func successors() {
  for organ in directory.organs {
    for id in organ.successors { #expect(directory[id]?.predecessors.contains(organ.id) == true, "\(organ.name)") }
    for id in organ.predecessors { #expect(directory[id]?.successors == [organ.id], "\(organ.name)") }
  }
  let formers = directory.organs.filter { $0.level == .commune && !$0.exists(on: after) }
  #expect(formers.allSatisfy { $0.successors.count == 1 })
}

@Test("UBND xã Đàm Thủy came from Chí Viễn, Phong Châu and Đàm Thuỷ, and not by its code")
func lineage() throws {
  let organ = try #require(directory.find(exactly: "UBND xã Đàm Thủy", on: after))
  #expect(
    Set(directory.predecessors(of: organ).map(\.name)) == [
      "UBND xã Chí Viễn", "UBND xã Phong Châu", "UBND xã Đàm Thuỷ",
    ])
  let former = try #require(directory.find(exactly: "UBND xã Đàm Thủy", on: before))
  #expect(former.id != organ.id)
  #expect(directory.successors(of: former).map(\.name) == ["UBND xã Đàm Thủy"])
}

@Test(
  "The shortest typing finds the agency that is meant",
  arguments: [
    ("ubnd dt", "UBND xã Đàm Thủy"), ("dam thuy", "UBND xã Đàm Thủy"), ("đàm th", "UBND xã Đàm Thủy"),
    ("ubnddt", "UBND xã Đàm Thủy"),
    ("ubnd tinh", "UBND tỉnh Cao Bằng"), ("so nv", "Sở Nội vụ tỉnh Cao Bằng"), ("snv", "Sở Nội vụ tỉnh Cao Bằng"),
    ("so noi", "Sở Nội vụ tỉnh Cao Bằng"), ("bo tc", "Bộ Tài chính"), ("hdnd dam thuy", "HĐND xã Đàm Thủy"),
    ("dang uy dam thuy", "Đảng ủy xã Đàm Thủy"), ("uy ban nhan dan xa hoa an", "UBND xã Hòa An"),
    ("Hoà An", "UBND xã Hòa An"),
    ("thuc phan", "UBND phường Thục Phán"), ("snnmt", "Sở Nông nghiệp và Môi trường tỉnh Cao Bằng"),
    ("vpcp", "Văn phòng Chính phủ"),
    ("cao bang", "UBND tỉnh Cao Bằng"), ("ubnd x d thuy", "UBND xã Đàm Thủy"), ("ubnd xa d t", "UBND xã Đàm Thủy"),
    ("u x dam thuy", "UBND xã Đàm Thủy"), ("Đàm Thuỷ", "UBND xã Đàm Thủy"), ("hoa an", "UBND xã Hòa An"),
    ("hòa an", "UBND xã Hòa An"), ("hòa a", "UBND xã Hòa An"), ("đ thủy ubnd", "UBND xã Đàm Thủy"),
    ("Uỷ ban nhân dân xã Đàm Thuỷ", "UBND xã Đàm Thủy"),
  ])
func completes(_ typed: String, _ name: String) { #expect(directory.matching(typed, on: after).first?.name == name) }

@Test("Those that are no more come last, with what tells them apart")
func formersLast() {
  let found = directory.matching("ubnd hung dao", on: after, limit: 10)
  #expect(found.first?.label == "UBND xã Hưng Đạo")
  #expect(
    Set(found.dropFirst().map(\.label)) == [
      "UBND xã Hưng Đạo (thành phố Cao Bằng, đến 30/06/2025)", "UBND xã Hưng Đạo (huyện Bảo Lạc, đến 30/06/2025)",
      "UBND xã Hưng Đạo (huyện Nguyên Bình, đến 30/06/2025)",
    ])
  #expect(found.first?.exists(on: after) == true)
  #expect(directory.matching("ubnd hung dao", on: before).first?.exists(on: before) == true)
}

@Test("Nothing is completed from nothing, from signs, or from what nobody is called")
func completesNothing() {
  for typed in ["", " ", "/-", "zzzz", "ubnd zzzz", String(repeating: "zq ", count: 100_000)] {
    #expect(directory.matching(typed, on: after).isEmpty, "\(typed.prefix(20))")
  }
  #expect(directory.matching("ubnd", on: after, limit: 5).count == 5)
  #expect(directory.matching("ubnd", on: after, limit: 0).isEmpty)
}

@Test(
  "An agency is the same in every spelling of its name",
  arguments: [
    "UBND xã Hòa An", "UBND xã Hoà An", "Ủy ban nhân dân xã Hòa An", "Uỷ ban nhân dân xã Hoà An", "ubnd  XÃ HÒA AN",
    "UBND xã Hòa An, tỉnh Cao Bằng",
  ])
func findsExactly(_ name: String) throws {
  #expect(directory.find(exactly: name, on: after)?.name == "UBND xã Hòa An")
}

@Test("Namesakes are told apart by day and district, and never guessed")
func findsNamesakes() {
  #expect(directory.find(exactly: "UBND xã Hưng Đạo", on: after)?.validTo == nil)
  #expect(directory.find(exactly: "UBND xã Hưng Đạo", on: before) == nil)
  #expect(directory.find(exactly: "UBND xã Hưng Đạo, huyện Bảo Lạc", on: before)?.parentName == "huyện Bảo Lạc")
  #expect(directory.find(exactly: "UBND huyện Hạ Lang", on: before)?.level == .district)
  #expect(directory.find(exactly: "UBND xã Hạ Lang", on: after)?.level == .commune)
  #expect(directory.find(exactly: "UBND xã Phong Nặm", on: before) == nil)
  #expect(directory.find(exactly: "", on: after) == nil)
}

@Test("The province has both its codes; a department's code is not known")
func codes() {
  #expect(directory.organs(withCode: "000.00.00.H14").map(\.name) == ["UBND tỉnh Cao Bằng"])
  #expect(directory.organs(withCode: "h14").map(\.name) == ["UBND tỉnh Cao Bằng"])
  #expect(directory.organs(withCode: "000.00.00.G12").map(\.name) == ["Bộ Tài chính"])
  #expect(directory.find(exactly: "Sở Nội vụ tỉnh Cao Bằng", on: after)?.code == nil)
  #expect(directory.organs(withCode: "").isEmpty)
}

@Test("A directory takes what an office adds, two with one name too")
func ownOrgans() {
  let own = OrganDirectory([
    Organ(id: "1", name: "HTX Bản Giốc", level: .other), Organ(id: "2", name: "htx bản giốc", level: .other),
  ])
  #expect(own.matching("ban gioc", on: after).count == 2)
  #expect(own.find(exactly: "HTX Bản Giốc", on: after) == nil)
  #expect(own["1"]?.name == "HTX Bản Giốc")
  #expect(OrganDirectory([Organ(id: "3", name: "…", level: .other)]).matching("x", on: after).isEmpty)
}
