import Foundation
import Glibc
import TerminalKit
import Testing

/// Several programs on one file at the same time, as with a shared folder or two windows.
@Suite struct TwoProgramsTests {
  @Test func fourWritersTakeEachNumberOnce() throws {
    let office = try ShellOffice.founded()
    let writers = 4
    let each = 50
    var given: [[Int]] = Array(repeating: [], count: writers)
    var running: [Running?] = Array(repeating: nil, count: writers)
    var started = Array(repeating: 0, count: writers)
    var reads = 0
    while given.joined().count < writers * each {
      for writer in 0..<writers {
        if let run = running[writer] {
          guard run.hasEnded else { continue }
          let ended = run.wait()
          let number = (ended.json as? [String: Any])?["arrivalNumber"] as? Int
          given[writer].append(try #require(number, "writer \(writer): \(ended)"))
          running[writer] = nil
        }
        if started[writer] < each {
          started[writer] += 1
          running[writer] = try office.start(ShellOffice.letter("\(started[writer])/W\(writer)") + ["--json"])
        }
      }
      usleep(1000)
      guard given.joined().count / 8 > reads else { continue }
      // A reader at the same time always sees a book without gaps.
      let numbers = try office.jsonList("list", "incoming").compactMap { $0["arrivalNumber"] as? Int }
      #expect(numbers == Array((1..<(numbers.count + 1)).reversed()))
      reads += 1
    }
    #expect(reads > 10)
    #expect(given.joined().sorted() == Array(1...(writers * each)))
    // A later document gets a higher number.
    #expect(given.allSatisfy { $0 == $0.sorted() })
    try expectSound(office, "four writers")
  }

  @Test func theScreenNoticesWhatAnotherProgramWrote() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    let screen = try office.screen()
    screen.press("f3")
    try screen.wait(for: "1/UBND-VX")
    #expect(!screen.text.contains("2/UBND-VX"))
    try office.register("2/UBND-VX")
    try screen.wait(for: "Sổ vừa được cập nhật từ nơi khác")
    try screen.wait(for: "2/UBND-VX", timeout: 500)
    // And the other way round: the shell sees the acts of the screen.
    screen.press("home", "t")
    try screen.wait(for: "Đã trình")
    #expect(try office.jsonList("list", "incoming").count { $0["state"] as? String == "submitted" } == 1)
    screen.press("ctrl-q")
    #expect(try screen.waitExit() == 0)
  }

  @Test func aLineSettledElsewhereIsNotSettledAgainOnTheScreen() throws {
    let office = try ShellOffice.founded()
    try office.register("1/UBND-VX")
    let screen = try office.screen()
    screen.press("f3")
    try screen.wait(for: "1/UBND-VX")
    try office("void", "1", "--reason", "Đăng ký nhầm")
    screen.press("x")
    try screen.wait(for: "không giải quyết xong được")
    #expect(try office.json("show", "1")["state"] as? String == "voided")
  }
}

extension ShellOffice {
  /// Opens the screen of the program on this office, in a terminal of its own.
  func screen(rows: Int = 24, columns: Int = 100) throws -> PseudoTerminal {
    let screen = try PseudoTerminal(
      program: officeProgram, arguments: ["--office", file] + (day.map { ["--on", $0] } ?? []),
      environment: environment.mapValues { $0 as String? }, rows: rows, columns: columns)
    try screen.wait(for: "UBND xã Đàm Thủy")
    screen.waitQuiet()
    return screen
  }
}
