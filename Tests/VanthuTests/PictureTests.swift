import Foundation
import TerminalKit
import TestSupport
import Testing

/// The pictures of screens in the README are those of the program, drawn from what it writes into a terminal.
///
/// `make pictures` (`VANTHU_RECORD=1`) draws them again.
@Suite(.serialized) struct PictureTests {
  /// A picture: its file without the ending, what it shows, and the keys that lead to it from the first screen.
  struct Picture: Sendable, CustomTestStringConvertible {
    var name: String
    var title: String
    var keys: String

    var path: String { Docs.root + "/docs/huong-dan/anh/\(name).svg" }
    var testDescription: String { name }
  }

  static let pictures = [
    Picture(name: "man-hinh-viec", title: "Hộp việc: những gì đang chờ văn thư", keys: ""),
    Picture(name: "man-hinh-dang-ky", title: "Đăng ký văn bản đến", keys: "n \"118/UBND-VX\" tab \"ubnd tinh\""),
    Picture(name: "man-hinh-tim", title: "Tìm văn bản, gõ không dấu cũng được", keys: "f5 \"giam ngheo\""),
  ]

  @Test(arguments: pictures) func picturesAreTheProgramsOwn(_ picture: Picture) throws {
    let folder = TemporaryFolder()
    func shell(_ line: String, rows: Int = 24, columns: Int = 80) throws -> PseudoTerminal {
      try PseudoTerminal(
        program: "/bin/sh", arguments: ["-c", "cd \(folder.path) && \(line)"], environment: ["HOME": folder.path],
        rows: rows, columns: columns)
    }
    let options = "--office so.db --on 2026-11-20"
    let program = PseudoTerminal.product(named: "vanthu")
    let sample = try shell("\(program) sample \(options) --documents 300 --seed 1 2>&1")
    #expect(try sample.waitExit(timeout: 60_000) == 0)
    let terminal = try shell("exec \(program) \(options)", rows: 26, columns: 100)
    Story.waitForRest(terminal)
    Story.type(Story.words(picture.keys), in: terminal)
    if DocsScreenTests.recording {
      Story.waitForRest(terminal)
      let drawn = terminal.picture(titled: picture.title)
      return try drawn.write(toFile: picture.path, atomically: true, encoding: .utf8)
    }
    let expected = try String(contentsOfFile: picture.path, encoding: .utf8)
    try terminal.wait("another screen than in \(picture.path); make pictures draws it again", timeout: 30_000) {
      $0.picture(titled: picture.title) == expected
    }
  }
}
