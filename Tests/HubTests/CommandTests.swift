import Carriage
import CommandWords
import Exchange
import GRDB
import Records
import TestProvince
import TestSupport
import Testing
import Wording

@testable import Hub
@testable import vanthu_hub

/// The administrator's command line.
struct CommandTests {
  let folder = TemporaryFolder()

  private func run(_ line: [String], language: Language = .vietnamese) throws -> Outcome {
    let (options, rest) = try HubOptions.read(
      line + ["--data", "\(folder.path)/hub", "--lang", language.rawValue], environment: [:])
    let (command, words) = try HubCommand.named(rest)
    return try command.run(options, try command.declaration.parse(words, others: HubOptions.parameters))
  }

  @Test func aHubIsMadeAndACodeGivenOut() throws {
    let made = try run(["init", "--name", "VP UBND tỉnh Cao Bằng"])
    #expect(made.lines[0].contains("VP UBND tỉnh Cao Bằng"))
    #expect(throws: HubStorageRefusal.self) { try run(["init", "--name", "x"]) }
    let code = try run(["enrol", "xa-2025-01273/ubnd"])
    #expect(code.lines.last.flatMap { EnrolmentCode($0) }?.isWhole == true)
    #expect(code.lines[1].contains("\(try Hub.open("\(folder.path)/hub").identity.fingerprint)"))
    #expect(try run(["enrol", "H14"]).lines.last.flatMap { EnrolmentCode($0) } != nil)
    // Scripts for earlier versions use the first text that looks like three groups.
    let groups = try Regex("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
    let first = try #require(code.lines.joined(separator: "\n").firstMatch(of: groups))
    #expect(code.lines.last?.hasPrefix(code.lines.joined(separator: "\n")[first.range]) == true)
    #expect(try run(["enrol", "H14"]).json?.text.contains(#""organ": "ubnd-tinh""#) == true)
    #expect(throws: HubRefusal.unknownOrgan("không-có")) { try run(["enrol", "không-có"]) }
  }

  @Test func everyCodeACommandCanEndWithIsInTheHelp() throws {
    let help = try run(["help"]).lines.joined(separator: "\n")
    for status in [ExitStatus.done, .refused, .usage, .storage, .fault, .partly] {
      #expect(help.contains("  \(status.rawValue)  \(status.words.vietnamese)"), "\(status)")
    }
  }

  /// Adding a body names all bodies of the office in its data; the list shows only what was added.
  @Test func onlyAddedBodiesAreListed() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    try folder.write("ban.tsv", "id\tname\nban-a\tBan A\n")
    _ = try run(["offices", "import", "\(folder.path)/ban.tsv"])
    let before = try run(["issuers", "list"])
    _ = try run(["issuers", "add", "ubnd-tinh", "ban-a"])
    let listed = try run(["issuers", "list"])
    #expect(listed.lines.count == 2 && listed.lines[0].hasPrefix("ubnd-tinh\t") && listed.lines[0].contains("ban-a"))
    #expect(listed.lines.last == before.lines.last)
    #expect(try run(["issuers", "list", "--all"]).lines.contains { $0.contains("\thdnd-tinh\t") })
    _ = try run(["issuers", "remove", "ubnd-tinh", "ban-a"])
    #expect(try run(["issuers", "list"]).lines == before.lines)
  }

  @Test func whatIsInThePlaceIsNoFaultOfTheStorage() throws {
    #expect(ExitStatus(HubStorageRefusal.exists("/a")) == .refused)
    #expect(ExitStatus(HubStorageRefusal.notEmpty("/a")) == .refused)
    #expect(ExitStatus(HubStorageRefusal.full("/a")) == .storage)
  }

  @Test func anAccountIsToldWithItsRoleAndOffice() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    let hub = try Hub.open("\(folder.path)/hub")
    for name in ["kt", "khac"] {
      try hub.addAccount(name, organ: nil, role: .administrator, password: "mot hai ba bon 5")
    }
    let told = try run(["account", "role", "kt", "clerk", "--office", "xa-2025-01351/ubnd"])
    #expect(told.lines == ["Tài khoản kt giờ là: văn thư cơ quan, UBND xã Hưng Đạo."])
    #expect(try run(["account", "role", "kt", "viewer"]).lines == ["Tài khoản kt giờ là: người xem."])
  }

  /// A clock that was ahead, or is behind now, is seen by what the hub has logged.
  @Test(arguments: [30, 3_600 * 2, 86_400 * 3]) func aClockThatWentBackIsSaid(seconds: Int) throws {
    _ = try run(["init", "--name", "Tỉnh"])
    #expect(try run(["verify"]).lines.count == 1)
    let real = System.real
    let later = System(now: { real.now() + seconds * 1_000 }, random: real.random)
    try Hub.open("\(folder.path)/hub", system: later).record(.hubStarted, on: "thử")
    let verified = try run(["verify"])
    let words = verified.lines.dropLast().joined()
    #expect(words.contains("mà nhật ký đã có việc lúc") == (seconds > 3_600), "\(words)")
    #expect(verified.status == .done)
    #expect(verified.json?.text.contains(#""clock": null"#) == (seconds < 3_600))
  }

  @Test func aClockBeforeTheProgramIsSaid() throws {
    let old = System(now: { 1_700_000_000_000 }, random: System.real.random)
    let hub = try Hub.create("\(folder.path)/hub", name: "Tỉnh", system: old)
    #expect(try hub.clockDoubt() == .beforeProgram(Build.day, now: 1_700_000_000_000))
  }

  @Test func officesAreImportedAndListed() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    try folder.write("co-quan.tsv", "id\tname\nso-a\tSở A\n")
    let first = try run(["offices", "import", "\(folder.path)/co-quan.tsv"])
    #expect(first.lines == ["mới\tso-a\tSở A", "1 cơ quan mới, 0 thay đổi, 0 như cũ."])
    #expect(
      try run(["offices", "import", "\(folder.path)/co-quan.tsv"]).lines == ["0 cơ quan mới, 0 thay đổi, 1 như cũ."])
    let list = try run(["offices"], language: .english)
    #expect(list.lines.contains { $0.hasPrefix("so-a\tSở A") })
    #expect(try run(["offices", "--all"]).lines.count > list.lines.count)
    #expect(throws: InputFile.Unreadable.self) { try run(["offices", "import", "/không/có"]) }
  }

  @Test func stationsAreListedAndRevoked() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    let hub = try Hub.open("\(folder.path)/hub")
    let world = try World { _ in hub }
    let station = try world.station(World.thucPhan)
    let listed = try run(["stations"])
    #expect(listed.lines.count == 1 && listed.lines[0].hasPrefix("\(station.name)\tUBND phường Thục Phán\tMáy văn thư"))
    #expect(listed.json?.text.contains(#""waiting": 0"#) == true)
    #expect(throws: UsageError.self) { try run(["revoke", station.name.description]) }
    _ = try run(["revoke", station.name.description.uppercased(), "--reason", "máy mất"])
    #expect(try run(["stations"]).lines[0].hasSuffix("đã thu hồi"))
    // A second revocation is reported, and changes nothing.
    let again = try run(["revoke", station.name.description, "--reason", "lần nữa"])
    #expect(
      again.status == .done && again.lines[0].contains("đã bị thu hồi từ") && again.lines[0].hasSuffix("không đổi gì."))
    #expect(again.json?.text.contains(#""already": true"#) == true)
    #expect(try hub.auditEntries().map(\.what).filter { $0 == "stationRevoked" }.count == 1)
  }

  @Test func accountsAreListedAndRemoved() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    let hub = try Hub.open("\(folder.path)/hub")
    try hub.addAccount("quan-tri", organ: nil, password: "một hai ba bốn", rounds: 16)
    try hub.addAccount("xa", organ: "xa-2025-01351/ubnd", password: "một hai ba bốn", rounds: 16)
    let listed = try run(["account", "list"])
    #expect(
      listed.lines.map { $0.split(separator: "\t").prefix(2) } == [
        ["quan-tri", "quản trị"], ["xa", "UBND xã Hưng Đạo"],
      ])
    #expect(listed.json?.text.contains("scrypt") == false)
    #expect(try run(["account", "remove", "xa"]).lines == ["Đã xóa tài khoản xa."])
    #expect(throws: AccountRefusal.none("xa")) { try run(["account", "remove", "xa"]) }
    // Refused before a password is asked for.
    #expect(throws: AccountRefusal.exists("quan-tri")) { try run(["account", "add", "quan-tri"]) }
    #expect(throws: AccountRefusal.name("Ai")) { try run(["account", "add", "Ai"]) }
    #expect(throws: HubRefusal.unknownOrgan("không")) { try run(["account", "add", "ai", "--office", "không"]) }
    #expect(throws: AccountRefusal.none("xa")) { try run(["account", "password", "xa"]) }
  }

  /// Scripts rely on the object for one office.
  @Test func oneCodeIsAnObjectAndSeveralAreAnArray() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    #expect(try run(["enrol", "H14"]).json?.text.hasPrefix("{") == true)
    #expect(try run(["enrol", "H14", "so-noi-vu"]).json?.text.hasPrefix("[") == true)
  }

  @Test func anAllowanceWithoutAnAmountIsAskedFor() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    #expect(throws: QuotaLineRefusal.noValue("so-noi-vu")) { try run(["quota", "set", "so-noi-vu"]) }
    #expect(throws: QuotaLineRefusal.noOffice) { try run(["quota", "set", "documents=1"]) }
    #expect(throws: QuotaLineRefusal.value("documents=")) { try run(["quota", "set", "so-noi-vu", "documents="]) }
  }

  /// An error in the command line itself is status 2, and nothing was read for it: not even whether there is such an
  /// office.
  @Test(arguments: [
    "quota set so-noi-vu", "quota set so-noi-vu foo=3", "quota set so-noi-vu documents=-3", "quota set documents=3",
    "quota set không-có documents=x", "quota set so-noi-vu logins=3", "quota set so-noi-vu bytes=1 bytes=2",
    "audit --since foo", "audit --since 31/02/2026", "audit --rotate --csv", "serve --listen đâu-đó",
    "serve --plain --metrics-listen x", "serve --plain --connections 3", "enrol H14 --days 0", "enrol H14 --days x",
    "enrol", "revoke 0a1b2c3d", "answer", "answer /tmp --from a@b", "answer /tmp --mail /tmp", "init", "backup",
    "backup a b", "account role quan-tri clerk", "account add quan-tri --role clerk",
    "account add quan-tri --role viewer --office H14", "account role quan-tri vua", "two-people maybe", "issuers add a",
    "rollback confirm now", "rollback status --mark", "axis", "offices import", "codes cancel", "compact now", "foo",
  ]) func aWrongLineIsWrongWhateverTheCommand(line: String) throws {
    _ = try run(["init", "--name", "Tỉnh"])
    do {
      _ = try run(line.split(separator: " ").map(String.init))
      Issue.record("\(line) was done")
    } catch let refusal as any Refusal {
      #expect(ExitStatus(refusal) == .usage, "\(line): \(refusal)")
    }
    // A line that is no command is not recorded.
    #expect(try Hub.open("\(folder.path)/hub").auditEntries().map(\.what) == ["hubMade"])
  }

  @Test func aHubOfAnEarlierVersionIsMadeCompactAndStaysSo() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    let hub = try Hub.open("\(folder.path)/hub")
    // As data was made before: free pages stay in the file.
    try hub.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA auto_vacuum = NONE; VACUUM") }
    try hub.database.write { db in
      try db.execute(sql: "CREATE TABLE much (x BLOB); INSERT INTO much VALUES (zeroblob(20000000)); DROP TABLE much")
    }
    try hub.tidy()
    let outcome = try run(["compact"], language: .english)
    #expect(outcome.lines[0].hasPrefix("The data file had 19 MB, and now has ") && outcome.lines[0].hasSuffix(" kB."))
    try hub.database.write { db in
      try db.execute(sql: "CREATE TABLE much (x BLOB); INSERT INTO much VALUES (zeroblob(20000000)); DROP TABLE much")
    }
    try hub.tidy()
    #expect(try hub.database.read { try Int.fetchOne($0, sql: "PRAGMA freelist_count") } == 0)
    #expect(try run(["verify"]).status == .done)
    // Not while a hub serves.
    let lock = try ServeLock("\(folder.path)/hub")
    #expect(throws: ServeLockRefusal.serves("\(folder.path)/hub")) { try run(["compact"]) }
    withExtendedLifetime(lock) {}
  }

  @Test func theTablesOfThePageAreMadeAnew() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    #expect(try run(["verify", "--rebuild"]).status == .done)
  }

  @Test func theManualNamesEveryCommandAndNotItself() throws {
    let page = try run(["manual"]).lines.joined(separator: "\n")
    #expect(page.hasPrefix(".") && page.contains("VANTHU-HUB"))
    for command in HubCommand.all where !command.declaration.isHidden {
      #expect(page.contains(command.declaration.summary.vietnamese), "\(command.declaration.name)")
    }
    #expect(!page.contains("trang hướng dẫn cho lệnh man"))
  }

  @Test func dataIsVerifiedAndBackedUp() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    #expect(try run(["verify"]).status == .done)
    _ = try run(["backup", "\(folder.path)/copy"])
    #expect(folder.has("copy/hub.vanthu-hub") && folder.has("copy/hub.key"))
    // Only looking at a backup does not start an incarnation of it.
    let incarnation = try Hub.open("\(folder.path)/hub").incarnation
    #expect(
      try HubCommand.verify.run(HubOptions(data: "\(folder.path)/copy", language: .english), Arguments()).status
        == .done)
    #expect(try Hub.open("\(folder.path)/copy", onlyToLook: true).incarnation == incarnation)
    #expect(try Hub.open("\(folder.path)/copy").incarnation != incarnation)
  }

  @Test func theAdministratorSeesARollbackAndSaysSo() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    let sound = try run(["rollback", "status"])
    #expect(sound.lines.count == 2 && sound.lines[0].hasPrefix("Đời dữ liệu thứ 1, từ "))
    #expect(sound.lines[1] == "\(folder.path)/hub/hub.mark\tdấu khớp")
    #expect(sound.json?.text.contains(#""claims": []"#) == true)
    #expect(try run(["rollback", "fold"]).lines == ["Không có phần cũ nào phải gộp."])
    // With nothing wrong no incarnation is started, unless it is asked for explicitly.
    #expect(throws: RollbackRefusal.nothingOpen) { try run(["rollback", "confirm"]) }
    #expect(try run(["rollback", "status"]).json?.text == sound.json?.text)
    let hub = try Hub.open("\(folder.path)/hub")
    let world = try World { _ in hub }
    let station = try world.station(World.thucPhan)
    station.cursor = .init(incarnation: hub.incarnation, position: 77)
    try station.exchange()
    let open = try run(["rollback", "status"]).lines
    #expect(open.count == 4)
    #expect(open[1].hasPrefix("\(station.name)\tUBND phường Thục Phán\tđã nhận tới thư 77 mà hộp thư không khớp\t"))
    #expect(open[3].contains("vanthu-hub rollback confirm"))
    // Looking changes nothing.
    #expect(try Hub.open("\(folder.path)/hub").incarnation == hub.incarnation)
    #expect(try run(["rollback", "confirm"]).lines[0].hasPrefix("Đã sang đời dữ liệu thứ 2"))
    #expect(try run(["rollback", "confirm", "--yes"]).lines[0].hasPrefix("Đã sang đời dữ liệu thứ 3"))
    #expect(try run(["rollback", "status"], language: .english).lines[0].contains("confirmed by the administrator"))
    #expect(try run(["rollback", "fold"]).lines[0].hasPrefix("Đã gộp 3 phần cũ"))
    #expect(try run(["rollback", "fold"]).json?.text.contains(#""folded": 0"#) == true)
    #expect(try run(["verify"]).status == .done)
  }

  @Test func aStickOrAMailboxIsAnswered() throws {
    _ = try run(["init", "--name", "Tỉnh"])
    #expect(throws: UsageError.self) { try run(["answer"]) }
    #expect(throws: HubRefusal.noStick("/không có")) { try run(["answer", "/không có"]) }
    try folder.write("usb/vanthu/to-hub/ảnh.jpg", [])
    try folder.write("usb/vanthu/to-hub/0a1b2c3d.enrol", [])
    try folder.write("usb/vanthu/to-hub/0a1b2c3d.vtp", [])
    let outcome = try run(["answer", "\(folder.path)/usb"], language: .english)
    #expect(outcome.lines.last == "0 packets answered, 0 new stations, 0 new entries; 3 files not accepted.")
    #expect(outcome.lines.contains("0a1b2c3d.enrol: the file is incomplete; left as it is"))
    #expect(outcome.status == .partly, "the person at the stick has something to do")
    #expect(throws: UsageError.self) { try run(["answer", folder.path, "--mail", folder.path]) }
    #expect(throws: UsageError.self) { try run(["answer", folder.path, "--from", "a@b"]) }
    #expect(throws: MailRefusal.noAddress(needsReceiver: false)) { try run(["answer", "--mail", folder.path]) }
    #expect(throws: MailRefusal.missing("/không có")) { try run(["answer", "--mail", "/không có", "--from", "a@b"]) }
    for words in [["--from", "tinh@cb"], []] {
      #expect(try run(["answer", "--mail", folder.path] + words).lines.last?.hasPrefix("0 gói đã trả lời") == true)
    }
  }

  @Test func everyCommandHasHelpInBothLanguages() throws {
    for command in HubCommand.all {
      for language in Language.allCases {
        #expect(!Help.page(command.declaration, language).isEmpty)
        #expect(!command.declaration.summary[language].isEmpty)
      }
    }
    #expect(try run(["help", "offices", "import"]).lines[0].hasPrefix("offices import — "))
    #expect(throws: UsageError.unknownCommand("statoins", nearest: "stations")) { try run(["statoins"]) }
  }
}
