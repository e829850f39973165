import CommandWords
import Glibc
import Office
import Records
import TestSupport
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// Command lines on a sample office, as scripts and completion rely on them.
@MainActor @Suite struct CommandLineOffice {
  private let place = TemporaryFolder()
  private var folder: String { place.path }
  private let session: Session

  init() throws {
    var options = GlobalOptions()
    options.day = Day(2026, 11, 20)
    options.json = true
    // The first minutes of 20 November 2026 in Cao Bằng.
    session = Session(options, Paths(office: place("office.db"), environment: ["HOME": place.path])) {
      1_795_107_900_000
    }
    _ = try run("sample --documents 120 --seed 1")
  }

  private func run(_ line: String) throws -> Outcome {
    let words = try LineWords.split(line)
    let command = try Command.named(words[0])
    return try command.run(session, try command.parse(Array(words.dropFirst())))
  }

  @Test func everyReadAndEveryWriteAnswersInJSON() throws {
    let lines = [
      #"register 118/UBND-VX --from "UBND tỉnh Cao Bằng" --date 19/11 --type cv --subject "V/v rà soát""#,
      "inbox", "inbox --limit 0", "overdue", "list incoming", "list outgoing --all", "search ra soat", "report",
      "saved",
      #"save-search --name "của tỉnh" --query tu:tinh"#, #"saved "của tỉnh""#,
      #"issue --type cv --subject "V/v báo cáo" --signer "Lan" --to "UBND tỉnh""#, "clerk list",
      "clerk add Lan", "book list", "group list", #"group set "Các xóm" --member "Xóm Một""#, #"organ find "ubnd dt""#,
      "calendar show 2026", "calendar propose 2027", "numbers", "help", "manual", "completion bash",
      "complete-value register from dam",
    ]
    for line in lines {
      let outcome = try run(line)
      #expect(outcome.json != nil, "\(line)")
      #expect(outcome.json?.text.contains("\n") == false, "\(line)")
    }
  }

  @Test func aDocumentIsShownAndHandledUnderTheNumberThatItWasGiven() throws {
    let registered = try run(
      #"register 118/UBND-VX --from "UBND tỉnh Cao Bằng" --date 19/11 --type cv --subject "V/v rà soát""#)
    guard case .object(let members) = registered.json, case .number(let number) = members[0].1 else {
      Issue.record("no object")
      return
    }
    #expect(members[0].0 == "arrivalNumber")
    for line in [
      "submit \(number)", #"route \#(number) --lead "Công an xã""#, "settle \(number)", "undo \(number)",
      "show \(number)",
    ] {
      #expect(try run(line).json?.text.contains("\"arrivalNumber\": \(number)") == true, "\(line)")
    }
    #expect(throws: LookupRefusal.self) { try run("show 99999") }
  }

  @Test func aListSaysStatesInTheClerksLanguage() throws {
    #expect(try run("list outgoing").lines.contains { $0.hasSuffix("\tđã phát hành") })
    session.language = .english
    let lines = try run("list outgoing").lines
    #expect(lines.contains { $0.hasSuffix("\tissued") })
    #expect(!lines.contains { $0.hasSuffix("\tđã phát hành") })
  }

  @Test func theShellIsToldWhatOnlyTheOfficeKnows() throws {
    func values(_ line: String) throws -> [String] {
      try run("complete-value " + line).lines.map { String($0.split(separator: "\t")[0]) }
    }
    #expect(try values(#"register from "ubnd dt""#).contains("UBND xã Đàm Thủy"))
    #expect(try values("register type quyet").first == "Quyết định")
    #expect(try values("vanthu as") == session.office.clerks())
    #expect(try values("list year 202") == ["2026", "2025", "2024", "2023", "2022"])
    #expect(try !values("route lead cong").isEmpty)
    let waiting = try values("settle document")
    #expect(waiting.count > 5 && Set(waiting).count == waiting.count)
    let arrivals = try values("settle document -- 1")
    #expect(!arrivals.isEmpty && arrivals.allSatisfy { $0.hasPrefix("1") })
  }

  @Test func theShellIsNeverDisturbedByWhatCannotBeCompleted() throws {
    for line in [
      "nonsense x y", "register nonsense", "register date 1", "route lead -- --zzz", "show document zzz",
    ] {
      #expect(try run("complete-value " + line).lines == [])
    }
    let homeless = Session(GlobalOptions(), Paths(office: folder + "/none.db", environment: [:])) { 0 }
    let command = Command.completeValue
    #expect(try command.run(homeless, try command.parse(["register", "from", "dam"])).lines == [])
    #expect(access(folder + "/none.db", F_OK) != 0)
  }
}
