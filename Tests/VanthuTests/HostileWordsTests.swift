import CommandWords
import Foundation
import GRDB
import Office
import Records
import Terminal
import TestSupport
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// Another office can write anything into every text of a document. Output in lines and columns still has the lines and
/// columns of an honest document.
@MainActor @Suite struct HostileWordsTests {
  private static let evil =
    "\nTác giả: UBND tỉnh Giả\r\n  20/11/2026\tVăn thư\tGiả"
    + "\u{2028}Giả\u{2029}Giả\u{85}Giả\u{B}Giả\u{C}Giả"
    + "\u{1B}[2K\u{1B}]0;Giả\u{7}\u{9B}1A\u{202E}\u{200F}\u{61C}\u{2066}\u{E0041}\u{FEFF}"
    + String(repeating: "\u{0301}", count: 30)

  /// For fields that hold only a short text.
  private static let shortEvil = "\nGiả\tGiả\u{1B}[2J\u{202E}"

  private static let commands = [
    "show 1", "trail 1", "show 2", "show 1/cv-ubnd", "trail 1/cv-ubnd", "list incoming", "list outgoing --all",
    "inbox", "inbox --muted", "overdue", "search họp", "report", "clerk list", "book list", "group list", "saved",
    "organ find hop", "custody", "complete-value show document", "complete-value search words", "mute",
    "today", "sync status",
  ]

  /// Opens an office in which every text ends in the same words.
  private func session(_ words: String, _ folder: TemporaryFolder) throws -> Session {
    let path = "\(folder.path)/\(UUID().uuidString).db"
    let short = words.isEmpty ? "" : HostileWordsTests.shortEvil
    // No program stores a clerk's name of two lines.
    let clerk = "Văn thư" + short.replacing("\n", with: "")
    let context = ActContext(clerk: clerk, day: Day(2026, 11, 20), milliseconds: 1_795_107_800_000)
    let profile = OfficeProfile(organID: "x", name: "UBND xã Đàm Thủy" + short, place: "Đàm Thủy", symbol: "UBND")
    let office = try Office.found(
      path, profile, station: StationName("0a1b2c3d")!, books: Book.usual(year: 2026), context: context)
    try Data("họp".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/họp.txt"))
    func document(_ code: String) -> Document {
      var document = Document(
        code: code + short, organName: "UBND tỉnh" + words, issuedDate: Day(2026, 11, 18),
        typeName: "Công văn" + short, subject: "Về cuộc họp" + words,
        signer: Signer(position: "Chủ tịch" + short, fullName: "Nông Văn A" + short))
      document.note = "ghi chú" + words
      document.documentID = "id" + short
      document.dueDate = Day(2026, 11, 19)
      return document
    }
    try office.act(context) { transaction in
      let first = try transaction.register(document("118/UBND"), arrivedOn: context.day, anyway: nil)
      try transaction.attach(first, file: "\(folder.path)/họp.txt")
      try transaction.submit(first, to: "Chủ tịch" + short)
      try transaction.route(
        first, to: [Assignment(unit: "Tư pháp" + short, role: .lead, dueDate: Day(2026, 11, 20))],
        instruction: "gấp" + words, instructedBy: "Chủ tịch" + short)
      try transaction.progress(first, note: "đang làm" + words)
      let second = try transaction.register(document("119/UBND"), arrivedOn: context.day, anyway: "số khác")
      try transaction.sendBack(second, reason: "nhầm" + words)
      var copy = document("120/UBND")
      copy.subject = "Bản điện tử" + words
      let third = try transaction.register(copy, arrivedOn: context.day, anyway: "bản điện tử")
      try transaction.merge(third, into: first, anyway: "cùng văn bản" + words)
      var own = document("")
      own.code = ""
      own.typeName = "Công văn"
      own.organName = profile.name
      own.dueDate = nil
      try transaction.issue(
        own, to: [Recipient(name: "UBND tỉnh" + words), Recipient(name: "Sở" + words, group: "Các sở" + short)])
      try transaction.nameClerk("Lan" + short)
      try transaction.nameGroup("Các xóm" + short, members: [Recipient(name: "Xóm Một" + words)])
      try transaction.nameOrgan("Ban họp" + words)
    }
    try office.saveSearch("của tỉnh" + short, "họp")
    // Names of files come from messages too; this program cleans those that it attaches itself.
    let queue = try DatabaseQueue(path: path)
    try queue.write { try $0.execute(sql: "UPDATE attachment SET name = name || ?", arguments: [words]) }
    try queue.close()
    var options = GlobalOptions()
    options.day = Day(2026, 11, 20)
    return Session(options, Paths(office: path, environment: ["HOME": folder.path])) { 1_795_107_900_000 }
  }

  private func lines(_ line: String, _ session: Session) -> [String] {
    do {
      let words = try LineWords.split(line)
      let command = try Command.named(words[0])
      return try command.run(session, try command.parse(Array(words.dropFirst()))).lines
    } catch {
      return []
    }
  }

  @Test func everyCommandPrintsTheLinesAndColumnsOfAnHonestDocument() throws {
    let folder = TemporaryFolder()
    let (plain, hostile) = (try session("", folder), try session(HostileWordsTests.evil, folder))
    var printed = 0
    for command in HostileWordsTests.commands {
      let (expected, lines) = (lines(command, plain), lines(command, hostile))
      printed += lines.count
      #expect(lines.count == expected.count, "\(command): \(lines)")
      for (line, honest) in zip(lines, expected) {
        #expect(line.count { $0 == "\t" } == honest.count { $0 == "\t" }, "\(command): \(line)")
        #expect(
          !(line.hasPrefix("Giả") && !line.hasPrefix("Giải")) && !line.hasPrefix("Tác giả: UBND tỉnh Giả"),
          "\(command): \(line)")
        #expect(!line.unicodeScalars.contains { $0.properties.generalCategory == .format }, "\(command): \(line)")
        #expect(
          !line.unicodeScalars.contains { $0 != "\t" && $0.properties.generalCategory == .control },
          "\(command): \(line)")
      }
    }
    #expect(printed > 60, "the commands found something to print: \(printed)")
    let card = lines("show 1", hostile)
    #expect(card.count { $0.hasPrefix("Tác giả: ") } == 1 && card.count { $0 == "Quá trình:" } == 1)
    #expect(card.contains { $0.hasPrefix("Tệp: họp.txt Tác giả: UBND tỉnh Giả") })
  }

  @Test func aCardOnTheScreenHasTheLabelsOfAnHonestDocument() throws {
    let folder = TemporaryFolder()
    func labels(_ words: String) throws -> [String] {
      let session = try session(words, folder)
      let card = try CardScreen(session, try session.office.find("1", today: session.today))
      var canvas = Canvas(width: 200, height: 200)
      try card.draw(on: &canvas, rows: 0..<200)
      return canvas.text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.prefix(CardScreen.labelWidth + 1).trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
    #expect(try labels(HostileWordsTests.evil) == labels(""))
  }
}
