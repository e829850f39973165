import Glibc
import Testing

@testable import Commands
@testable import vanthu

/// The built program and its standard streams: a full disk, a reader that leaves, a terminal.
@Suite struct StandardStreams {
  /// Runs the program through a line of the shell, in which it is `"$@"`.
  private func run(_ office: ShellOffice, _ line: String, _ words: String...) throws -> Ended {
    try office.run(words, before: ["bash", "-c", line, "bash"])
  }

  @Test(arguments: [
    ["list", "incoming"], ["help"], ["--version"], ["list", "incoming", "--json"], ["export", "incoming"],
  ])
  func aReadIntoAFullDiskIsNoSuccess(words: [String]) throws {
    let office = try ShellOffice.founded()
    try office.register()
    let ended = try office.run(words, before: ["bash", "-c", #""$@" > /dev/full"#, "bash"])
    #expect(ended.status == 3)
    #expect(ended.error == "vanthu: Ổ đĩa đã đầy, không ghi được kết quả; xem lại nơi ghi rồi chạy lại.\n")
  }

  @Test func aVerbThatHasActedSaysThatItIsDone() throws {
    let office = try ShellOffice.founded()
    for words in [ShellOffice.letter("118/UBND-VX"), ["backup", office.folder + "/copy.db"], ["clerk", "add", "Lan"]] {
      let ended = try office.run(words, before: ["bash", "-c", #""$@" > /dev/full"#, "bash"])
      #expect(ended.status == 3)
      #expect(ended.error.contains("việc đã làm xong, đừng làm lại"), "\(words)")
    }
    #expect(try office.jsonList("list", "incoming").count == 1)
    let english = try run(office, #""$@" > /dev/full"#, "clerk", "add", "Hoa", "--lang", "en")
    #expect(english.error.contains("the act was done, do not repeat it"))
  }

  @Test func aClosedOutputIsNoSuccessAndWritesIntoNoFile() throws {
    let office = try ShellOffice.founded()
    let ended = try run(office, #""$@" >&-"#, "clerk", "add", "Lan")
    #expect(ended.status == 3 && ended.error.contains("việc đã làm xong"))
    #expect(try office("verify").status == 0)
  }

  @Test(arguments: [["list", "incoming", "--all"], ["export", "incoming"], ["manual"]])
  func aReaderThatLeavesIsNoError(words: [String]) throws {
    let office = try ShellOffice()
    #expect(try office("sample", "--documents", "1500", "--seed", "1").status == 0)
    let ended = try office.run(words, before: ["bash", "-c", #"set -o pipefail; "$@" | head -1"#, "bash"])
    #expect(ended.status == 0 || ended.status == 141)
    #expect(ended.error.isEmpty)
    #expect(ended.output.split(separator: "\n").count == 1)
  }

  /// A program that we start is ended by a broken pipe like any other.
  @Test func noSignalIsIgnoredByWhatIsStarted() throws {
    let office = try ShellOffice.founded()
    try office.register()
    let file = try office.write("a.txt", "Về việc họp")
    #expect(try office("attach", "1", "--file", file).status == 0)
    let opener = try office.script("opener", "grep SigIgn /proc/self/status > \"$HOME/signals\"")
    office.environment["VANTHU_OPENER"] = opener
    #expect(try office("open-file", "1").status == 0)
    let said = try shell("/bin/cat", [office.folder + "/signals"]).output
    let mask = UInt64(said.split(whereSeparator: \.isWhitespace).last ?? "", radix: 16)
    #expect(try #require(mask) & (1 << UInt64(SIGPIPE - 1)) == 0)
  }

  @Test(arguments: [
    ["\u{1b}[2Jxyz"], ["show", "\u{1b}]0;x\u{7}9"], ["list", "\u{9b}2J"], ["--\u{1b}[2Jx"],
    ["show", "--limit\u{1b}c=1"],
    ["list", "incoming", "--office", "/none/\u{1b}[2J.db"], ["list", "incoming", "--as", "a\u{1b}[2J\nb"],
    ["backup", "/none/\u{1b}[2J.db"], ["saved", "\u{1b}[2J"],
  ])
  func whatIsTypedDoesNotReachTheTerminalRaw(words: [String]) throws {
    let office = try ShellOffice.founded()
    let ended = try office.run(words)
    for scalar in (ended.error + ended.output).unicodeScalars where scalar != "\n" && scalar != "\t" {
      #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value), "\(ended)")
    }
  }

  @Test func anErrorLeavesTheOutputEmptyAlsoWithJSON() throws {
    let office = try ShellOffice.founded()
    for words in [["show", "9", "--json"], ["--json", "lst"], ["--json", "--ofice", "a"], ["list", "--json"]] {
      #expect(try office.run(words).isRefusal, "\(words)")
    }
  }

  @Test func aUsageErrorSpeaksTheLanguageOfItsLine() throws {
    let office = try ShellOffice()
    #expect(try office("list", "x", "--lang", "en").error.contains("choose one of"))
    #expect(try office("--ofice", "a", "--lang=en").error.contains("There is no option"))
    office.environment["LANG"] = "en_US.UTF-8"
    #expect(try office("list").error.contains("is missing"))
    #expect(try office("list", "--lang", "vi").error.contains("Còn thiếu"))
  }

  @Test func withoutAHomeTheProgramAsksForTheOffice() throws {
    let office = try ShellOffice.founded()
    let program = Array(officeProgram.utf8)
    office.environment = ["PATH": "/usr/bin:/bin"]
    for words in [["list", "incoming"], ["init"], []] {
      let ended = try office.startBytes([program] + words.map { Array($0.utf8) }).wait()
      #expect(ended.status == (words == ["init"] ? 2 : 1))
      #expect(words == ["init"] || ended.error.contains("--office TỆP"), "\(ended)")
    }
    #expect(try office.startBytes([program, Array("help".utf8)]).wait().status == 0)
    #expect(try office("list", "incoming").status == 0)
  }
}
