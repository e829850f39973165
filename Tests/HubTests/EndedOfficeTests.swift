import CommandWords
import Exchange
import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub
@testable import vanthu_hub

/// Offices that ended with a merger: they get no stations, and are not mistaken for the office that has their name now.
struct EndedOfficeTests {
  let folder = TemporaryFolder()
  private let former = "xa-01351/ubnd"
  private let present = "xa-2025-01351/ubnd"

  private func run(_ line: String...) throws -> Outcome {
    let (options, rest) = try HubOptions.read(
      line + ["--data", "\(folder.path)/hub", "--lang", "vi"], environment: [:])
    let (command, words) = try HubCommand.named(rest)
    return try command.run(options, try command.declaration.parse(words, others: HubOptions.parameters))
  }

  private func hub() throws -> Hub { try Hub.open("\(folder.path)/hub") }

  @Test func anOfficeThatIsNoMoreGetsNoCodeAndItsSuccessorIsNamed() throws {
    _ = try run("init", "--name", "Tỉnh")
    do {
      _ = try run("enrol", former)
      Issue.record("a code was made")
    } catch let refusal as HubRefusal {
      #expect(
        refusal.words.vietnamese
          == """
          UBND xã Hưng Đạo (huyện Bảo Lạc, đến 30/06/2025) đã nhập vào UBND xã Hưng Đạo; cấp mã cho \(present): \
          vanthu-hub enrol \(present).
          """
      )
    }
    // With several offices in one line, none gets a code, wherever the ended one is.
    #expect(throws: HubRefusal.self) { try run("enrol", present, former) }
    #expect(try hub().codes().isEmpty)
    _ = try run("enrol", present)
    #expect(try hub().codes().map(\.organ) == [present])
    // To restore its registers.
    let told = try run("enrol", former, "--yes")
    #expect(told.lines[0].hasPrefix("UBND xã Hưng Đạo, huyện Bảo Lạc: mã một lần"))
  }

  @Test func whatEndedWhileItWaitedForASecondPersonIsNotConfirmed() throws {
    let world = try World()
    let (today, hub) = (world.hub.today, world.hub)
    try hub.list([Organ(id: "so-a", name: "Sở A", level: .department, validTo: today)])
    let id = try hub.propose(.code, on: "so-a", reason: "", by: "lan")
    world.now += 86_400_000
    #expect(throws: HubRefusal.self) { _ = try hub.confirm(id, by: "mai") }
    #expect(throws: HubRefusal.self) { try hub.propose(.code, on: "so-a", reason: "", by: "lan") }
    let words = HubRefusal.ended(try #require(try hub.directory["so-a"]), successors: []).words.vietnamese
    #expect(words.hasPrefix("Sở A (đến ") && words.contains("vanthu-hub offices"))
  }

  /// Three communes that ended were called Hưng Đạo, and one is called so now.
  @Test func namesThatSeveralHaveAreWrittenOut() throws {
    _ = try run("init", "--name", "Tỉnh")
    let hub = try hub()
    let world = try World { _ in hub }
    for organ in [former, present] {
      let code = try hub.code(for: organ, evenEnded: true)
      _ = try hub.enrol(TestStation(world, organ).request(.first, code))
    }
    let long = "UBND xã Hưng Đạo, huyện Bảo Lạc"
    let short = "UBND xã Hưng Đạo"
    for (line, column) in [("codes", 1), ("stations", 1), ("quota show", 0)] {
      let (options, rest) = try HubOptions.read(
        line.split(separator: " ").map(String.init) + ["--data", "\(folder.path)/hub"], environment: [:])
      let (command, words) = try HubCommand.named(rest)
      let lines = try command.run(options, try command.declaration.parse(words)).lines
      let names = lines.compactMap { line in
        let cells = line.split(separator: "\t").map(String.init)
        return cells.count > 1 ? cells[column] : nil
      }
      #expect(Set(names) == [long, short], "\(line): \(lines)")
    }
  }

  /// A station was enrolled for the wrong office: its file has sent in that office's name.
  @Test func theFileOfAStationDoesNotPassToAnotherOffice() throws {
    let world = try World()
    let station = try world.station(World.thucPhan)
    try world.hub.revoke(station.name.description, reason: "nhầm cơ quan")
    let code = try world.hub.code(for: World.province)
    let refusal = EnrolmentRefusal.stationOfOther(
      station.name.description, office: "UBND phường Thục Phán", code: "UBND tỉnh Cao Bằng")
    #expect(throws: refusal) { try world.hub.enrol(station.request(.replace, code, replaces: station.name)) }
    for words in ["mã vẫn dùng được", "vanthu init --office", "vanthu import", "không thêm --again"] {
      #expect(refusal.words.vietnamese.contains(words))
    }
    // A new file enrols with the same code.
    #expect(try world.hub.enrol(TestStation(world, World.province).request(.first, code)).organ.id == World.province)
  }
}
