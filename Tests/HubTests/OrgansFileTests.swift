import Exchange
import Records
import TestProvince
import Testing

@testable import Hub

/// The agencies of a province, read from a file and published to every station.
struct OrgansFileTests {
  let world = try! World()

  private func read(_ text: String) throws -> [Organ] {
    try OrgansFile.read(Array(text.utf8), known: world.hub.directory, today: world.hub.today)
  }

  @Test func columnsStandInAnyOrderAndInEitherLanguage() throws {
    let english = try read("name\tid\tnew code\tvalid from\nSở Nội vụ X\tso-nv\tH14.5\t2025-03-01\n")
    let vietnamese = try read(
      "Mã mới\tTên cơ quan\tTừ ngày\tKhóa\tCấp\r\nh14.5\tSở  Nội vụ X\t1/3/2025\tSO-NV\tKhác\r\n")
    #expect(english == vietnamese)
    #expect(english[0].validFrom == Day(2025, 3, 1) && english[0].newCode == "H14.5")
  }

  @Test func anAgencyMayBeNamedByItsCode() throws {
    let known = try read("code\tname\n000.00.00.H14\tUBND tỉnh Cao Bằng\n")
    #expect(known[0].id == "ubnd-tinh" && known[0].symbol == "UBND" && known[0].level == .province)
    #expect(try read("code\tname\nH14.77\tSở Mới\n")[0].id == "h14.77")
  }

  @Test func whatALineDoesNotSayStaysAsItIs() throws {
    try world.hub.list(read("id\tname\tsymbol\tsuccessors\nso-a\tSở A\tSA\tubnd-tinh\n"))
    let again = try read("id\tname\tvalid to\nso-a\tSở A mới\t30/6/2025\n")
    #expect(again[0].symbol == "SA" && again[0].successors == ["ubnd-tinh"] && again[0].validTo == Day(2025, 6, 30))
  }

  @Test func theSameFileAgainChangesNothing() throws {
    let text = "id\tname\n" + (1...130).map { "so-\($0)\tSở \($0)\n" }.joined()
    let (new, changed) = try world.hub.list(read(text))
    #expect(new.count == 130 && changed.isEmpty)
    let station = try world.station(World.province)
    let listed = try station.others.compactMap { entry -> [Organ]? in
      if case .organsListed(let act) = try StoredAct.act(from: entry.act) { act.organs } else { nil }
    }
    #expect(listed.map(\.count) == [60, 60, 10])
    let second = try world.hub.list(read(text))
    #expect(second.new.isEmpty && second.changed.isEmpty)
    let third = try world.hub.list(read(text.replacing("Sở 7\n", with: "Sở Bảy\n")))
    #expect(third.changed.map(\.id) == ["so-7"])
    #expect(try world.hub.directory["so-7"]?.name == "Sở Bảy")
  }

  @Test func aWrongLineIsNamedAndNothingIsChanged() throws {
    func refusal(_ text: String) -> OrgansFileRefusal? {
      do { _ = try read(text) } catch { return error as? OrgansFileRefusal }
      return nil
    }
    #expect(refusal("") == .empty)
    #expect(refusal("id\tcolour\n") == .unknownColumn(line: 1, "colour"))
    #expect(refusal("id\tname\tid\n") == .unknownColumn(line: 1, "id"))
    #expect(refusal("id\tsymbol\n") == .noName(line: 1))
    #expect(refusal("name\tsymbol\n") == .noName(line: 1))
    #expect(refusal("# ghi chú\nid\tname\n\nso-a\t\n") == .noName(line: 4))
    #expect(refusal("id\tname\n\tSở A\n") == .noName(line: 2))
    #expect(refusal("id\tname\nso-a\tSở A\tthừa\n") == .tooMany(line: 2))
    #expect(refusal("id\tname\nso-a\tSở A\nso-a\tSở B\n") == .twice(line: 3, "so-a", earlier: 2))
    #expect(refusal("id\tname\tlevel\nso-a\tSở A\tcao\n") == .level(line: 2, "cao"))
    #expect(refusal("id\tname\tsuccessors\nso-a\tSở A\tso-b\n") == .unknownOrgan(line: 2, "so-b"))
    #expect(refusal("id\tname\nso a\tSở A\n") == .badID(line: 2, "so a"))
    guard case .day(2, _) = refusal("id\tname\tvalid to\nso-a\tSở A\t32/13/2025\n") else {
      Issue.record("no refusal of a day that is none")
      return
    }
    #expect(throws: OrgansFileRefusal.notText) {
      try OrgansFile.read([0xFF, 0xFE], known: world.hub.directory, today: world.hub.today)
    }
  }
}
