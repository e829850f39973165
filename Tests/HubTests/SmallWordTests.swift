import CommandWords
import Foundation
import Records
import TestSupport
import Testing
import Wording

@testable import Hub
@testable import vanthu_hub

/// Sentences of the administrator's commands where there is nothing to list, nothing to change, or something wrong.
struct SmallWordTests {
  let folder = TemporaryFolder()

  init() throws { _ = try run("init", "--name", "Tỉnh") }

  private func run(_ line: String...) throws -> Outcome {
    let (options, rest) = try HubOptions.read(
      line + ["--data", "\(folder.path)/hub", "--lang", "vi"], environment: [:])
    let (command, words) = try HubCommand.named(rest)
    return try command.run(options, try command.declaration.parse(words, others: HubOptions.parameters))
  }

  @Test func anEmptyListIsSaid() throws {
    let stations = try run("stations")
    #expect(stations.lines.count == 1 && stations.lines[0].hasPrefix("Chưa có trạm nào"))
    #expect(stations.json?.text.contains(#""stations": []"#) == true)
    let audit = try run("audit", "--since", "31/12/2099")
    #expect(audit.lines == ["Nhật ký không có dòng nào từ ngày ấy."] && audit.json?.text == "[]")
  }

  @Test func theStickThatWasWrittenIsNamed() throws {
    try FileManager.default.createDirectory(atPath: "\(folder.path)/usb", withIntermediateDirectories: true)
    let lines = try run("enrol", "H14", "--stick", "\(folder.path)/usb").lines
    #expect(lines.first == "Đã ghi khóa của trung tâm vào \(folder.path)/usb.")
    #expect(try run("enrol", "H14").lines.first?.hasPrefix("UBND tỉnh Cao Bằng: mã") == true)
  }

  @Test func whoIssuesForWhomBeginsWithWhatSomebodySaid() throws {
    let before = try run("issuers", "list").lines
    #expect(before.count == 1 && before[0].hasSuffix("kể ra bằng vanthu-hub issuers list --all."))
    try folder.write("co-quan.tsv", "id\tname\nban-a\tBan A\n")
    _ = try run("offices", "import", "\(folder.path)/co-quan.tsv")
    _ = try run("issuers", "add", "so-noi-vu", "ban-a")
    let (some, all) = (try run("issuers", "list"), try run("issuers", "list", "--all"))
    #expect(some.lines.count == 2 && some.lines[0].hasPrefix("so-noi-vu\t") && all.lines[0] == some.lines[0])
    #expect(all.lines.count > 50 && some.lines[1].hasPrefix("\(all.lines.count - 1) UBND"))
    #expect(some.json?.text == all.json?.text)
  }

  @Test func aSecondFactorThatIsNotThereIsNotDropped() throws {
    try Hub.open("\(folder.path)/hub").addAccount("lan", organ: nil, password: "một hai ba bốn", rounds: 16)
    let outcome = try run("account", "reset", "lan")
    #expect(outcome.lines == ["lan chưa bật xác thực hai bước; không đổi gì."])
    #expect(try Hub.open("\(folder.path)/hub").auditEntries().map(\.what).contains("secondFactorDropped") == false)
  }

  @Test func theRuleForAPasswordIsToldAtOnce() {
    #expect(throws: AccountRefusal.shortForAdministrator) {
      try PasswordRules.check("ngắn", account: "lan", role: .administrator, hub: "Tỉnh")
    }
    #expect(throws: AccountRefusal.short) {
      try PasswordRules.check("ngắn", account: "lan", role: .viewer, hub: "Tỉnh")
    }
  }

  @Test func aWrongStateNamesWhatItStandsFor() throws {
    do { _ = try run("two-people", "maybe") } catch let refusal as UsageError {
      #expect(
        refusal.words.vietnamese == "“maybe” không dùng được cho “trạng thái”; chọn một trong: on, off.")
    }
  }

  @Test func theFiguresNeedAnAddressOfTheirOwn() throws {
    do {
      _ = try run("serve", "--plain", "--listen", "127.0.0.1:24443", "--metrics-listen", "127.0.0.1:24443")
      Issue.record("it served")
    } catch let refusal as MetricsAddressRefusal {
      #expect(ExitStatus(refusal) == .usage && refusal.words.vietnamese.contains("trùng với --listen"))
    }
  }

  @Test func damagedDataIsNotSentBackToVerify() throws {
    let words = HubStorageRefusal.damaged("/x").words
    #expect(!words.vietnamese.contains("verify") && words.vietnamese.contains("bản sao lưu"))
    let file = "\(folder.path)/hub/hub.vanthu-hub"
    for end in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file + end) }
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.truncate(atOffset: 20_000)
    try handle.close()
    do {
      let outcome = try run("verify")
      #expect(outcome.status == .refused && !outcome.lines.joined().contains("vanthu-hub verify"))
    } catch let refusal as HubStorageRefusal { #expect(refusal == .damaged("\(folder.path)/hub")) }
  }
}
