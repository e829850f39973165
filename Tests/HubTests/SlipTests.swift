import CommandWords
import Foundation
import Records
import TestProvince
import TestSupport
import Testing
import Wording

@testable import Hub
@testable import vanthu_hub

/// Slips of an administrator that would otherwise be noticed weeks later, if ever.
struct SlipTests {
  let folder = TemporaryFolder()

  init() throws { _ = try run("init", "--name", "Tỉnh") }

  private func run(_ line: String...) throws -> Outcome {
    let (options, rest) = try HubOptions.read(line + ["--data", "\(folder.path)/hub"], environment: [:])
    let (command, words) = try HubCommand.named(rest)
    return try command.run(options, try command.declaration.parse(words, others: HubOptions.parameters))
  }

  private var hub: Hub { get throws { try Hub.open("\(folder.path)/hub") } }

  @Test func aFolderThatIsNotThereIsNoAxis() throws {
    let place = "\(folder.path)/khong/co"
    #expect(throws: AxisRefusal.noFolder(place)) { try run("axis", place) }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/khong"))
  }

  @Test func anAllowanceIsShownAsItIsSet() throws {
    #expect(try run("quota", "set", "so-noi-vu", "bytes=1537KB").lines[0].contains("gửi 1537 kB"))
    #expect(try run("quota", "set", "so-noi-vu", "bytes=1073741825").lines[0].contains("gửi 1073741825 byte"))
    #expect(try run("quota", "set", "so-noi-vu", "bytes=2GB").lines[0].contains("gửi 2 GB"))
    #expect(try run("quota", "set", "so-noi-vu", "bytes=0").lines[0].contains("gửi 0"))
  }

  @Test(arguments: ["bytes=2", "storage=50", "bytes=1023KB"]) func aUnitThatWasLeftOutIsNoticed(value: String) throws {
    let before = try run("quota", "show", "so-noi-vu").lines
    let thing: Quota.Thing = value.hasPrefix("bytes") ? .bytes : .storage
    #expect(throws: QuotaLineRefusal.tooSmall(value, thing)) { try run("quota", "set", "so-noi-vu", value) }
    #expect(try run("quota", "show", "so-noi-vu").lines == before)
  }

  @Test func theLastAdministratorStays() throws {
    try hub.addAccount("an", organ: nil, password: "một hai ba bốn", rounds: 16)
    try hub.addAccount("xem", organ: nil, role: .viewer, password: "một hai ba bốn", rounds: 16)
    #expect(throws: AccountRefusal.lastAdministrator("an")) { try run("account", "remove", "an") }
    #expect(throws: AccountRefusal.lastAdministrator("an")) { try run("account", "role", "an", "auditor") }
    try hub.addAccount("binh", organ: nil, password: "một hai ba bốn", rounds: 16)
    _ = try run("account", "role", "an", "auditor")
    #expect(throws: AccountRefusal.lastAdministrator("binh")) { try run("account", "remove", "binh") }
    _ = try run("account", "remove", "an")
  }

  @Test func twoPeopleAreThereBeforeTwoAreNeeded() throws {
    #expect(throws: AccountRefusal.needsTwo(0)) { try run("two-people", "on") }
    try hub.addAccount("an", organ: nil, password: "một hai ba bốn", rounds: 16)
    try hub.addAccount("xem", organ: nil, role: .auditor, password: "một hai ba bốn", rounds: 16)
    #expect(throws: AccountRefusal.needsTwo(1)) { try run("two-people", "on") }
    #expect(try run("two-people").lines == ["cấp mã và thu hồi trên trang cần hai người: đang tắt"])
    try hub.addAccount("cap", organ: nil, role: .enroller, password: "một hai ba bốn", rounds: 16)
    let lines = try run("two-people", "on").lines
    #expect(lines.count == 2 && lines[1].contains("vanthu-hub revoke"))
    #expect(throws: AccountRefusal.oneOfTwo("cap")) { try run("account", "remove", "cap") }
    try hub.addAccount("binh", organ: nil, password: "một hai ba bốn", rounds: 16)
    #expect(try run("two-people").lines.count == 1)
    _ = try run("account", "remove", "cap")
    #expect(throws: AccountRefusal.oneOfTwo("binh")) { try run("account", "role", "binh", "viewer") }
    _ = try run("two-people", "off")
    _ = try run("account", "remove", "binh")
  }

  @Test(arguments: [
    ("rollback undo", "Lệnh rollback không có “undo”; có: status, confirm, fold."),
    ("account foo", "Lệnh account không có “foo”; có: add, list, password, role, reset, remove."),
    ("quota", "Sau quota phải có một trong: show, set. Xem vanthu-hub help quota show."),
    ("foo bar", "Không có lệnh “foo”. Xem vanthu-hub help."),
  ]) func theSecondWordOfACommandIsSaidToBeWrong(line: String, says: String) throws {
    do {
      _ = try HubCommand.named(line.split(separator: " ").map(String.init))
      Issue.record("\(line) is a command")
    } catch let error as UsageError {
      #expect(error.words(of: "vanthu-hub").vietnamese == says)
    }
  }

  @Test func anOfficeWithoutAStationIsCalledByItsName() throws {
    let world = try World { _ in try hub }
    let (sender, station) = (try world.station(World.province), try world.station(World.thucPhan))
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    _ = try run("revoke", station.name.description, "--reason", "máy mất")
    let lines = try run("stations").lines
    #expect(
      lines.last?.hasPrefix("UBND phường Thục Phán (\(World.thucPhan)): không còn trạm nào, 1 thư") == true, "\(lines)")
  }

  @Test func whoHasAStationAlreadyIsToldTheCommands() {
    let words = EnrolmentRefusal.notFirst("UBND xã Trùng Khánh").words
    for text in [words.vietnamese, words.english] {
      for command in ["vanthu join --from-hub", "vanthu restore --from-hub", "vanthu enrol --again"] {
        #expect(text.contains(command))
      }
    }
  }
}
