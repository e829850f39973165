import Glibc
import Terminal
import TerminalKit
import Testing

/// The demo in a real pseudo-terminal.
private func demo(_ environment: [String: String?] = [:], rows: Int = 24, columns: Int = 80) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(
    program: PseudoTerminal.product(named: "TerminalDemo"), environment: environment, rows: rows, columns: columns)
  return terminal
}

private func started(_ environment: [String: String?] = [:], rows: Int = 24, columns: Int = 80) throws -> PseudoTerminal
{
  let terminal = try demo(environment, rows: rows, columns: columns)
  try terminal.wait(for: "ready")
  terminal.waitQuiet()
  return terminal
}

@Suite(.serialized) struct TerminalDemoTests {
  @Test func theListIsDrawnInVietnameseWithTheCursorOnItsRow() throws {
    let terminal = try started()
    #expect(terminal.line(0) == "Sổ đăng ký văn bản đến")
    #expect(terminal.line(1) == "▌ 1  Quyết định số 1/QĐ-UBND")
    #expect(terminal.cursor == (1, 0))
    #expect(terminal.cell(row: 0, column: 0).isBold)
    #expect(terminal.bytesReceived < 3000)
  }

  @Test func aStepInTheListCostsAtMostSixtyBytes() throws {
    let terminal = try started()
    var most = 0
    for step in 2...20 {
      let before = terminal.bytesReceived
      terminal.press("down")
      try terminal.wait("the cursor did not move") { $0.cursor.row == step }
      terminal.waitQuiet(20)
      most = max(most, terminal.bytesReceived - before)
    }
    print("bytes per Down: at most \(most)")
    #expect(most <= 60)
  }

  @Test func twoHundredQueuedKeysAreDrawnOnce() throws {
    let terminal = try started()
    let before = terminal.bytesReceived
    terminal.send(String(repeating: "\u{1b}[B", count: 200))
    try terminal.wait(for: "▌ 201 ")
    terminal.waitQuiet()
    print("bytes for 200 queued Downs: \(terminal.bytesReceived - before)")
    #expect(terminal.bytesReceived - before < 5000)
    terminal.press("q")
    try terminal.waitExit()
    let frames = Int(terminal.text.split(separator: " ").drop { $0 != "after" }.dropFirst().first ?? "") ?? 0
    #expect((2...8).contains(frames), "\(terminal.text)")
  }

  @Test(arguments: ["vt100", "linux", "xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color"])
  func everyTerminalShowsTheSame(name: String) throws {
    let terminal = try started(["TERM": name])
    terminal.press("pagedown", "down")
    try terminal.wait(for: "▌ 24 ")
    terminal.waitQuiet()
    #expect(terminal.line(0) == "Sổ đăng ký văn bản đến")
    terminal.press("q")
    #expect(try terminal.waitExit() == 0)
    #expect(terminal.isCooked)
  }

  @Test func aTerminalThatCanNotPlaceTheCursorIsRefusedInASentence() throws {
    for (name, words) in [
      ("dumb", "TERM=dumb cannot place"), ("nosuch", "TERM=nosuch is not known"), ("", "TERM= is not"),
    ] {
      let terminal = try demo(["TERM": name])
      #expect(try terminal.waitExit() == 2)
      #expect(terminal.text.contains(words), "\(terminal.text)")
      #expect(terminal.isCooked)
    }
  }

  @Test func aPipeIsRefusedInASentence() throws {
    let program = PseudoTerminal.product(named: "TerminalDemo")
    let terminal = try PseudoTerminal(program: "/bin/sh", arguments: ["-c", "\(program) | cat"])
    try terminal.waitExit()
    #expect(terminal.text.contains("opens only in a terminal"))
  }

  @Test(arguments: ["C", "POSIX", "en_US.ISO-8859-1", ""]) func vietnameseIsDrawnWhateverTheLocale(name: String) throws
  {
    let terminal = try started(["LANG": name, "LC_ALL": name])
    #expect(terminal.line(0) == "Sổ đăng ký văn bản đến")
  }

  @Test func theSizeIsTheTerminalsWhateverTheEnvironmentSays() throws {
    let terminal = try started(["LINES": "5", "COLUMNS": "20"], rows: 30, columns: 100)
    #expect(terminal.line(28) == "  28  Quyết định số 28/QĐ-UBND")
    #expect(terminal.line(29).hasPrefix("ready") && terminal.line(29).hasSuffix(" 1"))
  }

  @Test func withoutColoursNoColourIsSent() throws {
    let terminal = try demo(["NO_COLOR": "1"])
    terminal.keepsOutput = true
    try terminal.wait(for: "ready")
    terminal.waitQuiet()
    let output = String(decoding: terminal.output, as: UTF8.self)
    #expect(!output.contains("[38;5") && !output.contains("[44m") && !output.contains("[97m"))
    #expect(terminal.cell(row: 0, column: 0).isBold)
  }

  @Test func aResizeDrawsTheListAnew() throws {
    let terminal = try started()
    for (rows, columns) in [(40, 120), (10, 40), (24, 80), (3, 10), (24, 80)] {
      terminal.resize(rows: rows, columns: columns)
      if columns > 20 { try terminal.wait(for: "\(columns)x\(rows)") }
      terminal.waitQuiet()
      #expect(terminal.text.contains("▌ 1"))
    }
    #expect(terminal.line(22) == "  22  Quyết định số 22/QĐ-UBND")
  }

  @Test func resizesInAStormEndInTheRightPicture() throws {
    let terminal = try started()
    for step in 0..<60 {
      terminal.resize(rows: 15 + step % 20, columns: 60 + step * 7 % 60)
      terminal.press("down")
      if step % 5 == 0 { terminal.pump(quiet: 1) }
    }
    terminal.resize(rows: 30, columns: 100)
    try terminal.wait(for: "100x30")
    terminal.waitQuiet()
    let before = terminal.text
    terminal.press("ctrl-l")
    terminal.waitQuiet()
    #expect(terminal.line(0) == "Sổ đăng ký văn bản đến")
    #expect(terminal.text.split(separator: "\n").dropLast() == before.split(separator: "\n").dropLast())
  }

  @Test func aPasteRunsNoCommand() throws {
    let terminal = try started()
    terminal.paste("q\nf\r\n:")
    try terminal.wait(for: "paste of 5")
    terminal.press(":")
    terminal.waitQuiet()
    terminal.paste("đăng ký\nq")
    try terminal.wait(for: ":đăng ký q")
  }

  @Test func theMouseSelectsAndADoublePressIsKnown() throws {
    let terminal = try started()
    terminal.click(row: 5, column: 7)
    try terminal.wait(for: "mouse press 5,7")
    #expect(terminal.cursor.row == 5)
    terminal.click(row: 5, column: 7)
    try terminal.wait(for: "mouse doublePress 5,7")
    terminal.send("\u{1b}[<65;3;3M")
    try terminal.wait(for: "mouse wheelDown 2,2")
  }

  @Test func escapeAloneAndWithALetterAreTwoThings() throws {
    let terminal = try started()
    terminal.press("escape")
    try terminal.wait(for: "key escape")
    terminal.press("alt-x")
    try terminal.wait(for: "key alt-x")
    terminal.press("f5")
    try terminal.wait(for: "key f5")
  }

  @Test func aFormAndThePromptWork() throws {
    let terminal = try started()
    terminal.press("f")
    try terminal.wait(for: "▌Số")
    terminal.press("1", "tab")
    terminal.send("Ve\u{302}\u{300} việc")
    terminal.press("enter")
    try terminal.wait(for: "form V")
    terminal.press(":", "r", "tab", "tab")
    try terminal.wait(for: ":route")
    #expect(terminal.text.contains("đăng ký"))
    terminal.press("enter")
    try terminal.wait(for: "line route")
    terminal.waitQuiet()
    #expect(!terminal.text.contains("register"))
  }

  @Test func anotherProgramGetsTheTerminalForAWhile() throws {
    let terminal = try started()
    terminal.press("!")
    try terminal.wait("the terminal was not given") { $0.isCooked }
    try terminal.wait(for: "outside 0")
    #expect(terminal.line(0) == "Sổ đăng ký văn bản đến")
    #expect(!terminal.isCooked)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT]) func aProgramThatIsAskedToEndGivesTheTerminalBack(number: Int32) throws {
    let terminal = try started()
    terminal.signal(number)
    #expect(try terminal.waitExit() == 0)
    #expect(terminal.isCooked)
    #expect(terminal.text.contains("hung up"))
  }

  @Test(arguments: ["C", "O"]) func aCrashGivesTheTerminalBack(key: String) throws {
    let terminal = try started()
    terminal.keepsOutput = true
    terminal.press(key)
    let status = try terminal.waitExit(timeout: 20000)
    #expect(status == -SIGILL || status == -SIGTRAP || status == -SIGSEGV || status == -SIGBUS)
    #expect(terminal.isCooked)
    let output = String(decoding: terminal.output, as: UTF8.self)
    #expect(output.contains("\u{1b}[?1049l") && output.contains("\u{1b}[?2004l"))
    if key == "C" { #expect(terminal.text.contains("Index out of range"), "\(terminal.text)") }
  }

  @Test func whatOthersWriteToStderrIsShownAfterwards() throws {
    let terminal = try started()
    terminal.press("E")
    try terminal.wait(for: "key E")
    #expect(!terminal.text.contains("a word on stderr"))
    terminal.press("q")
    try terminal.waitExit()
    #expect(terminal.text.contains("a word on stderr"))
  }

  @Test func theProgramStopsAndGoesOnAsJobsDo() throws {
    let program = PseudoTerminal.product(named: "TerminalDemo")
    let terminal = try PseudoTerminal(
      program: "/bin/bash", arguments: ["--norc", "-i"], environment: ["PS1": "shell> "], rows: 24, columns: 80)
    try terminal.wait(for: "shell>")
    for key in ["ctrl-z", "kill"] {
      terminal.send("clear; \(program)\r")
      try terminal.wait(for: "ready")
      terminal.press("down")
      try terminal.wait(for: "▌ 2 ")
      if key == "kill" { terminal.send("\u{1a}") } else { terminal.press(key) }
      try terminal.wait(for: "Stopped")
      if key == "kill" {
        terminal.send("kill -CONT %1\r")
        terminal.waitQuiet()
      }
      terminal.send("fg\r")
      try terminal.wait(for: "▌ 2 ")
      terminal.press("down")
      try terminal.wait(for: "▌ 3 ")
      #expect(terminal.line(0) == "Sổ đăng ký văn bản đến")
      terminal.press("q")
      try terminal.wait(for: "ended after")
    }
  }

  @Test func anotherProcessMayStopItToo() throws {
    let program = PseudoTerminal.product(named: "TerminalDemo")
    let terminal = try PseudoTerminal(
      program: "/bin/bash", arguments: ["--norc", "-i"], environment: ["PS1": "shell> "], rows: 24, columns: 80)
    try terminal.wait(for: "shell>")
    terminal.send("\(program) & job=$!; (sleep 1; kill -TSTP $job) & fg %1\r")
    try terminal.wait(for: "ready")
    try terminal.wait(for: "Stopped")
    terminal.waitQuiet()
    terminal.send("fg\r")
    try terminal.wait(for: "▌ 1 ")
  }
}
