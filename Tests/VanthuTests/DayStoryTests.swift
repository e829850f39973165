import Foundation
import TerminalKit
import Testing

/// A clerk's day, with the real program in a real terminal.
@Suite(.serialized) struct DayStoryTests {
  private func open(
    _ office: ShellOffice, _ words: [String] = [], environment: [String: String?] = [:], rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      program: PseudoTerminal.product(named: "vanthu"),
      arguments: ["--office", office.file, "--on", "2026-11-23"] + words,
      environment: office.environment.mapValues { Optional($0) }.merging(environment) { $1 }, rows: rows,
      columns: columns)
  }

  private func type(_ terminal: PseudoTerminal, _ values: [String]) {
    for (index, value) in values.enumerated() {
      terminal.send(value)
      if index < values.count - 1 { terminal.press("tab") }
    }
  }

  @Test func aWholeDayFromTheFirstStartToTheEvening() throws {
    let office = try ShellOffice()
    let screen = try open(office)
    try screen.wait(for: "Chưa có sổ của cơ quan")
    screen.press("enter")
    try screen.wait(for: "Lập sổ mới")
    type(screen, ["UBND xã Đàm Thủy", "000.00.00.H14", "Đàm Thủy", "", "Văn thư 1"])
    screen.press("ctrl-s")
    try screen.wait(for: "Đã lập sổ")

    for (code, subject) in [("118/UBND-VX", "rà soát hộ nghèo"), ("119/UBND-NC", "cải cách"), ("120/UBND-KT", "bão")] {
      screen.press("n")
      try screen.wait(for: "Số đến:")
      type(screen, [code, "UBND tỉnh Cao Bằng", "20/11", "Công văn", "V/v " + subject])
      // The size of the window changes while the clerk types.
      screen.resize(rows: 30, columns: 110)
      screen.waitQuiet()
      screen.resize(rows: 24, columns: 80)
      try screen.wait(for: "V/v " + subject)
      screen.press("ctrl-s")
      try screen.wait(for: "Đã đăng ký \(code)")
    }
    screen.press("c")
    try screen.wait(for: "Ý kiến chỉ đạo")
    type(screen, ["Văn hóa - Xã hội", "25/11", "Tham mưu trả lời"])
    screen.press("ctrl-s")
    try screen.wait(for: "cho Văn hóa - Xã hội")

    screen.press("p")
    try screen.wait(for: "Loại văn bản")
    type(screen, ["Công văn", "V/v trả lời về hộ nghèo", "Chủ tịch, Nông Văn A", "UBND tỉnh Cao Bằng", "VX"])
    try screen.wait(for: "01/UBND-VX")
    screen.press("ctrl-s")
    try screen.wait(for: "Đã phát hành 01/UBND-VX")

    screen.press("g")
    try screen.wait(for: "số:")
    screen.send("1\r")
    screen.press("X")
    try screen.wait(for: "Trả lời bằng")
    screen.send("01")
    screen.press("right", "ctrl-s")
    try screen.wait(for: "Đã giải quyết xong 1")

    screen.press("4")
    try screen.wait(for: "Tìm:")
    screen.send("ho ngheo")
    try screen.wait(for: "2 văn bản")
    screen.press("enter", "enter")
    try screen.wait(for: "Quá trình")
    screen.press("f6")
    try screen.wait(for: "Báo cáo năm 2026")
    #expect(screen.row(of: "Văn bản đến                           3") != nil, "\(screen.text)")
    screen.press("ctrl-q")
    #expect(try screen.waitExit() == 0)
    #expect(screen.isCooked)

    #expect(try office("verify").status == 0)
    let incoming = try office.jsonList("list", "incoming")
    #expect(incoming.map { $0["subject"] as? String } == ["V/v bão", "V/v cải cách", "V/v rà soát hộ nghèo"])
    let settled = try office.json("show", "1")
    #expect("\(settled)".contains("01/UBND-VX"), "\(settled)")
    #expect(try office.jsonList("list", "outgoing").count == 1)
  }

  @Test func aPastedTextIsTextAndNeverKeys() throws {
    let office = try ShellOffice.founded()
    let screen = try open(office)
    try screen.wait(for: "Hộp việc")
    screen.paste("q\nn\u{1b}[A")
    try screen.wait(for: "Ở đây không dán được")
    screen.press("n")
    try screen.wait(for: "Số đến:")
    type(screen, ["118/UBND-VX", "UBND tỉnh Cao Bằng", "20/11", "Công văn", ""])
    screen.paste("V/v rà soát\nhộ nghèo\r\n\u{1b}[2Jnăm \u{7}2026")
    try screen.wait(for: "V/v rà soát hộ nghèo")
    screen.press("ctrl-s")
    try screen.wait(for: "Đã đăng ký")
    let subject = try #require(try office.json("show", "1")["subject"] as? String)
    #expect(subject.hasPrefix("V/v rà soát hộ nghèo") && subject.hasSuffix("năm 2026"), "\(subject)")
    #expect(subject.unicodeScalars.allSatisfy { $0.value >= 32 }, "\(subject)")
  }

  @Test func aClickPutsTheCursorOnALineAndTheWheelMovesIt() throws {
    let office = try ShellOffice.founded()
    for number in 1...9 { try office.register("\(number)/UBND") }
    let screen = try open(office, ["screen", "list", "incoming"])
    try screen.wait(for: "9/UBND")
    screen.click(row: 5, column: 20)
    try screen.wait("the cursor did not go to the line") { $0.line(5).hasPrefix("▌") }
    screen.send("\u{1b}[<65;20;6M")
    try screen.wait("the wheel did nothing") { $0.line(8).hasPrefix("▌") }
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "vt100"], ["LANG": "C"]])
  func withoutColoursOrWithAnOldTerminalTheSameWordsAreShown(environment: [String: String]) throws {
    let office = try ShellOffice.founded()
    try office.register("118/UBND-VX", "--due", "2026-11-20")
    let screen = try open(office, environment: environment.mapValues { Optional($0) })
    try screen.wait(for: "1 quá hạn")
    #expect(screen.row(of: "V/v rà soát hộ nghèo") != nil, "\(screen.text)")
    screen.press("q")
    #expect(try screen.waitExit() == 0)
  }

  @Test func aTerminalThatCanMoveNoCursorIsRefusedInOneSentence() throws {
    let office = try ShellOffice.founded()
    let screen = try open(office, environment: ["TERM": "dumb"])
    let status = try screen.waitExit()
    #expect((1...3).contains(status))
    #expect(screen.text.contains("vanthu: "), "\(screen.text)")
  }

  @Test func aVeryLargeWindowIsFilled() throws {
    let office = try ShellOffice.founded()
    for number in 1...70 { try office.register("\(number)/UBND") }
    let screen = try open(office, ["screen", "list", "incoming"], rows: 80, columns: 300)
    try screen.wait(for: "Ghi chú")
    #expect(screen.row(of: "70/UBND") == 2 && screen.row(of: "Trạng thái") == 1)
    #expect(screen.line(71).contains(" 1/UBND"), "\(screen.text)")
  }

  @Test func ownKeysThatAreWrongAreToldWithTheirLineAndTheUsualOnesWork() throws {
    let office = try ShellOffice.founded()
    let folder = office.environment["XDG_CONFIG_HOME"]! + "/vanthu/keys"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = try office.write("config/vanthu/keys/default.keys", "[everywhere]\nj = down\nphím lạ\n")
    let screen = try open(office)
    try screen.wait(for: "dòng 3")
    screen.press("?")
    try screen.wait(for: "Các phím")
  }

  @Test func namesOfFilesAreCompletedFromTheHomeFolder() throws {
    let office = try ShellOffice.founded()
    try office.register()
    _ = try office.write("ban-quet.pdf", "%PDF-1.4")
    let screen = try open(office)
    try screen.wait(for: "118/UBND-VX")
    screen.press("k")
    try screen.wait(for: "Tệp")
    screen.send("~/ban")
    try screen.wait(for: "~/ban-quet.pdf")
    screen.press("right", "ctrl-s")
    try screen.wait(for: "Đã kèm ban-quet.pdf")
  }
}
