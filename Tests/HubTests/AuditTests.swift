import CommandWords
import Exchange
import Foundation
import GRDB
import Records
import Synchronization
import TestProvince
import TestSupport
import Testing
import Wording

@testable import Hub
@testable import vanthu_hub

/// What was done and by whom, and that it cannot be removed.
struct AuditTests {
  let folder = TemporaryFolder()

  private func run(_ words: String...) throws -> Outcome { try run(words) }

  private func run(_ words: [String]) throws -> Outcome {
    let (options, rest) = try HubOptions.read(
      words + ["--data", "\(folder.path)/hub", "--lang", "vi"], environment: [:])
    let (command, words) = try HubCommand.named(rest)
    return try command.run(options, try command.declaration.parse(words, others: HubOptions.parameters))
  }

  private func kinds() throws -> [String] { try Hub.open("\(folder.path)/hub").auditEntries().map(\.what) }

  @Test func everyCommandThatChangesSomethingIsWrittenDown() throws {
    _ = try run("init", "--name", "Tỉnh")
    try folder.write("co-quan.tsv", "id\tname\nso-a\tSở A\n")
    _ = try run("offices", "import", "\(folder.path)/co-quan.tsv")
    _ = try run("enrol", "so-a")
    let hub = try Hub.open("\(folder.path)/hub")
    try hub.addAccount("xem", organ: nil, role: .viewer, password: "một hai ba bốn", rounds: 16)
    try hub.setPassword("năm sáu bảy tám", of: "xem", rounds: 16)
    _ = try run("account", "remove", "xem")
    let world = try World { _ in hub }
    let station = try world.station(World.thucPhan)
    _ = try run("revoke", station.name.description, "--reason", "máy mất")
    _ = try run("verify")
    _ = try run("backup", "\(folder.path)/copy")
    try FileManager.default.createDirectory(atPath: "\(folder.path)/truc", withIntermediateDirectories: true)
    _ = try run("axis", "\(folder.path)/truc")
    _ = try run("audit")
    let told = try kinds()
    #expect(
      told.prefix(11) == [
        "hubMade", "officesImported", "codeMade", "accountAdded", "passwordSet", "accountRemoved", "codeMade",
        "stationEnrolled", "stationRevoked", "verified", "backupMade",
      ])
    #expect(told.last == "auditExported")
    let json = try #require(try run("audit", "--json").json?.text)
    let lines = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: String]])
    #expect(lines.allSatisfy { Set($0.keys) == ["time", "who", "from", "what", "whom"] })
    #expect(lines[2]["whom"] == "so-a" && lines[2]["from"] == "host" && lines[2]["what"] == "codeMade")
    #expect(lines[8]["whom"] == "\(station.name): máy mất")
    #expect(lines[0]["time"]?.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00/#) != nil)
    #expect(try run("verify").status == .done)
  }

  @Test func whoMayIssueForWhomIsALineOfItsOwn() throws {
    _ = try run("init", "--name", "Tỉnh")
    try folder.write("co-quan.tsv", "id\tname\nban-a\tBan A\n")
    _ = try run("offices", "import", "\(folder.path)/co-quan.tsv")
    _ = try run("issuers", "add", "ubnd-tinh", "ban-a")
    _ = try run("issuers", "remove", "ubnd-tinh", "ban-a")
    let lines = try Hub.open("\(folder.path)/hub").auditEntries().suffix(2)
    #expect(lines.map(\.what) == ["issuerAdded", "issuerRemoved"])
    #expect(lines.allSatisfy { $0.whom == "ubnd-tinh ← ban-a" })
    // The origin is in the reader's language; scripts read it under one name.
    #expect(lines.allSatisfy { $0.place == "host" && $0.origin.english == "the hub's machine" })
    #expect(AuditCSV.text(of: Array(lines), .english).contains(",the hub's machine,"))
  }

  /// Who looked, and at what: a command that changes nothing is a line as well. What cron runs every few minutes is
  /// none when there is nothing to do.
  @Test func whoeverLooksIsALine() throws {
    _ = try run("init", "--name", "Tỉnh")
    for line in [
      "stations", "codes", "account list", "quota show", "quota show so-noi-vu", "issuers list", "offices --all",
      "rollback status", "rollback fold", "two-people", "second-factor --json", "second-factor on",
    ] { _ = try run(line.split(separator: " ").map(String.init)) }
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/truc/in", withIntermediateDirectories: true)
    // These concern no data, or are run all day by cron.
    _ = try run("axis", "\(folder.path)/truc")
    _ = try run("help")
    let lines = try Hub.open("\(folder.path)/hub").auditEntries().dropFirst()
    #expect(lines.map(\.what) == Array(repeating: "looked", count: 11) + ["ruleSet"])
    #expect(
      lines.prefix(11).map(\.whom) == [
        "stations", "codes", "account list", "quota show", "quota show so-noi-vu", "issuers list", "offices --all",
        "rollback status", "rollback fold", "two-people", "second-factor",
      ])
  }

  @Test(arguments: [
    ("enrol không-có", "unknownOrgan enrol không-có"),
    ("enrol không-có --days 30", "unknownOrgan enrol không-có --days=30"),
    ("revoke 01234567 --reason mất", "noStation revoke 01234567 --reason=mất"),
    ("account remove ai-đó", "none account remove ai-đó"), ("account reset ai-đó", "none account reset ai-đó"),
    ("issuers add ubnd-tinh foo", "unknownOrgan issuers add ubnd-tinh foo"),
    ("issuers remove ubnd-tinh so-noi-vu", "doesNotIssue issuers remove ubnd-tinh so-noi-vu"),
    ("quota set foo documents=3", "unknownOrgan quota set foo documents=3"),
    ("codes cancel so-noi-vu", "noCode codes cancel so-noi-vu"), ("rollback confirm", "nothingOpen rollback confirm"),
    ("init --name Tỉnh", "exists init --name=Tỉnh"), ("quota show foo", "unknownOrgan quota show foo"),
    ("answer /không/có", "noStick answer /không/có"),
    ("serve --plain --listen 0.0.0.0:1", "inTheClear serve --listen=0.0.0.0:1 --plain"),
  ]) func whatIsRefusedIsALine(line: String, told: String) throws {
    _ = try run("init", "--name", "Tỉnh")
    #expect(throws: (any Error).self) { try run(line.split(separator: " ").map(String.init)) }
    let lines = try Hub.open("\(folder.path)/hub").auditEntries()
    #expect(lines.map(\.what) == ["hubMade", "commandRefused"] && lines.last?.whom == told, "\(lines)")
    #expect(lines.last?.place == "host")
  }

  @Test func aBackupThatWouldHideAnotherIsRefusedInTheLog() throws {
    _ = try run("init", "--name", "Tỉnh")
    _ = try run("backup", "\(folder.path)/copy")
    #expect(throws: HubStorageRefusal.self) { try run("backup", "\(folder.path)/copy") }
    #expect(try kinds() == ["hubMade", "backupMade", "commandRefused"])
  }

  /// A line of the previous version states its origin in Vietnamese; scripts read one word for both.
  @Test func linesOfEarlierVersionsAreReadAsTheyAre() throws {
    let world = try World()
    try world.hub.acting(AuditActor(who: "root", from: "máy chủ")) { try world.hub.record(.verified) }
    try world.hub.acting(.local { _ in nil }) { try world.hub.record(.verified) }
    let lines = try world.hub.auditEntries()
    #expect(lines.map(\.place) == ["host", "host"] && lines.map(\.from) == ["máy chủ", "host"])
    #expect(lines.allSatisfy { $0.origin == Bilingual("máy chủ", "the hub's machine") })
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func rotatingOnlyRotates() throws {
    _ = try run("init", "--name", "Tỉnh")
    let rotated = try run("audit", "--rotate")
    #expect(rotated.lines == ["Đã cất 0 dòng."] && rotated.json?.text.contains(#""moved": 0"#) == true)
    // It reads no lines, and there was nothing to move.
    #expect(try kinds() == ["hubMade", "looked"])
    for words in [["--csv"], ["--export"], ["--since", "20/11/2026"]] {
      #expect(throws: UsageError.self) {
        try HubCommand.audit.run(
          HubOptions(data: "\(folder.path)/hub", language: .vietnamese),
          try HubCommand.audit.declaration.parse(["--rotate"] + words, others: HubOptions.parameters))
      }
    }
  }

  @Test func aCopyThatIsLookedAtStaysAsItIs() throws {
    _ = try run("init", "--name", "Tỉnh")
    _ = try run("backup", "\(folder.path)/copy")
    let copy = HubOptions(data: "\(folder.path)/copy", language: .english)
    #expect(try HubCommand.verify.run(copy, Arguments()).status == .done)
    _ = try HubCommand.audit.run(copy, Arguments())
    #expect(try Hub.open("\(folder.path)/copy", onlyToLook: true).auditEntries().map(\.what) == ["hubMade"])
    #expect(try Hub.open("\(folder.path)/copy").auditEntries().map(\.what) == ["hubMade", "copyOpened"])
  }

  @Test func sinceADayIsSinceItsMidnight() throws {
    let world = try World()
    // 20/11/2026 00:00 in Vietnam, less a millisecond.
    world.now = 1_795_107_599_999
    try world.hub.record(.ruleSet, on: "trước")
    world.now += 1
    try world.hub.record(.ruleSet, on: "sau")
    #expect(try world.hub.auditEntries(since: 1_795_107_600_000).map(\.whom) == ["sau"])
    #expect(
      try world.hub.auditEntries().map(\.timeText) == [
        "2026-11-19T23:59:59.999+07:00", "2026-11-20T00:00:00.000+07:00",
      ])
  }

  @Test(arguments: [
    "UPDATE audit SET whom = 'x' WHERE number = 2", "DELETE FROM audit WHERE number = 3", "DELETE FROM audit",
    "INSERT OR REPLACE INTO auditSegments VALUES (1, 1, 2, 0, x'00', x'00'); UPDATE auditSegments SET last = 9",
  ]) func theProgramItselfCannotChangeALine(sql: String) throws {
    let world = try World()
    for number in 1...3 { try world.hub.record(.ruleSet, on: "\(number)") }
    #expect(throws: DatabaseError.self) { try world.hub.write { try $0.execute(sql: sql) } }
  }

  @Test(arguments: [
    "UPDATE audit SET whom = 'x' WHERE number = 2", "UPDATE audit SET time = time + 1 WHERE number = 3",
    "DELETE FROM audit WHERE number = 2", "DELETE FROM audit WHERE number = 1",
    "UPDATE audit SET who = who || origin, origin = '' WHERE number = 2",
    "UPDATE audit SET what = 'pageSeen' WHERE number = 1",
  ]) func whatWasChangedBehindItsBackIsFound(sql: String) throws {
    let world = try World()
    for number in 1...3 { try world.hub.record(.ruleSet, on: "\(number)") }
    #expect(try world.hub.verify().faults.isEmpty)
    try world.hub.write { try $0.execute(sql: "DROP TRIGGER auditStays; DROP TRIGGER auditIsKept; \(sql)") }
    let faults = try world.hub.verify().faults.map(\.english)
    #expect(faults.count == 1 && faults[0].hasPrefix("The audit log was changed"), "\(faults)")
  }

  @Test func oldLinesGoToFilesWithoutAGap() throws {
    let world = try World { try Hub.create("\(self.folder.path)/hub", name: "Tỉnh", system: $0) }
    let hub = world.hub
    func rotate() throws -> Int {
      try AuditRotation(folder: hub.path, database: hub.database, most: 10).run(at: world.now, by: hub.actor)
    }
    for day in 0..<4 {
      try hub.record(.pageSeen, on: "\(day)")
      world.now += 86_400_000
    }
    #expect(try rotate() == 0)
    world.now += 115 * 86_400_000
    #expect(try rotate() == 0)
    world.now += 10 * 86_400_000
    try hub.record(.pageSeen, on: "nay")
    #expect(try rotate() == 5)
    #expect(folder.has("hub/audit/0001.jsonl"))
    #expect(try hub.auditEntries().map(\.number) == Array(1...7))
    #expect(try hub.auditEntries(since: world.now).map(\.what) == ["pageSeen", "auditRotated"])
    #expect(try hub.verify().faults.isEmpty)
    // Above the maximum number, lines are moved, however recent.
    for number in 0..<20 { try hub.record(.pageSeen, on: "\(number)") }
    #expect(try rotate() == 5)
    #expect(try hub.auditEntries().map(\.number) == Array(1...28))
    let result = try hub.verify()
    #expect(result.faults.isEmpty && result.auditHead.number == 28)
    // A backup has them too, and is sound by itself.
    try hub.backup(to: "\(folder.path)/copy")
    #expect(try Hub.open("\(folder.path)/copy", onlyToLook: true).verify().faults.isEmpty)
    // The old file may be moved away, the recent one may not; neither may be changed.
    let old = "\(folder.path)/hub/audit/0001.jsonl"
    let text = try String(contentsOfFile: old, encoding: .utf8)
    try text.replacing("pageSeen", with: "loggedIn").write(toFile: old, atomically: true, encoding: .utf8)
    #expect(try hub.verify().faults.map(\.english) == ["The file \(old) of the audit log was changed."])
    try FileManager.default.removeItem(atPath: old)
    #expect(try hub.verify().faults.isEmpty)
    try FileManager.default.removeItem(atPath: "\(folder.path)/hub/audit/0002.jsonl")
    #expect(try hub.verify().faults.count == 1)
  }

  @Test func twoProgramsMakeOneChain() async throws {
    let path = "\(folder.path)/hub"
    let hub = try Hub.create(path, name: "Tỉnh")
    let pens = try (0..<3).map { _ in try AuditPen(of: hub, delay: .milliseconds(1)) { 1_795_000_000_000 } }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, pen) in pens.enumerated() {
        group.addTask {
          for number in 0..<40 {
            let event = AuditEvent(.pageSeen, by: AuditActor(who: "\(index)", from: "x"), on: "\(number)")
            if number % 4 == 0 { try pen.write(event) } else { try pen.note(event) }
          }
          try pen.finish()
        }
      }
      try await group.waitForAll()
    }
    let entries = try hub.auditEntries()
    #expect(entries.map(\.number) == Array(1...121))
    for index in 0..<3 {
      #expect(entries.filter { $0.who == "\(index)" }.map(\.whom) == (0..<40).map(String.init))
    }
    #expect(try hub.verify().faults.isEmpty)
  }

  @Test func aStrangerCannotFillTheDisk() throws {
    let world = try World()
    let now = Mutex(world.now)
    let pen = try AuditPen(of: world.hub, delay: .seconds(100)) { now.withLock(\.self) }
    for number in 0..<5_000 {
      let actor = AuditActor(who: "?", from: "10.0.\(number % 250).\(number / 250)")
      pen.refused(.pageRefused, by: actor, "none", detail: "/\(number)")
    }
    for _ in 0..<57 { pen.refused(.exchangeRefused, by: AuditActor(who: "0a1b2c3d", from: "10.9.9.9"), "revoked") }
    now.withLock { $0 += 60_000 }
    pen.refused(.exchangeRefused, by: AuditActor(who: "0a1b2c3d", from: "10.9.9.9"), "revoked")
    try pen.finish()
    let entries = try world.hub.auditEntries()
    #expect(entries.count <= 105)
    #expect(entries.contains { $0.from == "…" && $0.whom == "none (+4899)" || $0.whom == "none (+4900)" })
    #expect(pen.refusals.contains { $0 == (.exchangeRefused, "revoked", 58) })
    #expect(pen.refusals.contains { $0 == (.pageRefused, "none", 5_000) })
  }

  @Test func whoAsksSudoIsNamedBesideTheUserItRunsAs() {
    let own = AuditActor.local { _ in nil }
    #expect(own.from == "host" && !own.who.isEmpty)
    #expect(AuditActor.local { $0 == "SUDO_USER" ? "thanh" : nil }.who == "thanh (\(own.who))")
    #expect(AuditActor.local { _ in own.who }.who == own.who)
  }

  @Test func aSpreadsheetGetsNoFormula() throws {
    let world = try World()
    try world.hub.acting(AuditActor(who: "=cmd|'/c calc'!A1", from: "1.2.3.4")) {
      try world.hub.record(.loginFailed, on: "a,\"b\"\r\n-1")
    }
    let text = AuditCSV.text(of: try world.hub.auditEntries(), .vietnamese)
    #expect(text.hasPrefix("\u{FEFF}STT,Lúc,Ai,Từ đâu,"))
    #expect(text.contains(",'=cmd|'/c calc'!A1,1.2.3.4,đăng nhập sai,loginFailed,\"a,\"\"b\"\" -1\","))
  }

  @Test func theAgenciesAreNotReadAnewForALine() throws {
    let path = "\(folder.path)/hub"
    let hub = try Hub.create(path, name: "Tỉnh")
    _ = try hub.list([Organ(id: "so-a", name: "Sở A", level: .department)])
    let other = try Hub.open(path)
    #expect(try other.directory["so-a"]?.name == "Sở A")
    try hub.record(.ruleSet)
    _ = try hub.list([Organ(id: "so-b", name: "Sở B", level: .department)])
    #expect(try other.directory["so-b"]?.name == "Sở B")
  }
}
