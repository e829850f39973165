import Foundation
import TerminalKit
import Testing

/// The screens in the clerk's guide are those of the program: the keys of each are typed, in the order of the chapter,
/// and the screen is compared.
///
/// A comment in the Markdown lists the keys that lead from the previous screen to the next one:
///
///     <!-- màn hình: n "118/UBND-VX" tab -->
///     ```text
///     …
///     ```
///
/// `VANTHU_RECORD=1 swift test --filter DocsScreenTests` writes the screens into the files instead.
@Suite(.serialized) struct DocsScreenTests {
  static let recording = ProcessInfo.processInfo.environment["VANTHU_RECORD"] != nil

  @Test(arguments: Docs.guide.filter { $0.text.contains("<!-- màn hình:") }.map(\.path))
  func screensAreTheProgramsOwn(path: String) throws {
    let file = try Docs.read(path)
    let story = try Story(file.text)
    var lines = file.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // From the end, so that writing a later screen does not move the earlier ones.
    let shown = try story.play(comparing: !Self.recording)
    for (screen, text) in zip(story.screens, shown).reversed() {
      let expected = lines[screen.block].joined(separator: "\n")
      if Self.recording {
        lines.replaceSubrange(
          screen.block, with: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
      } else {
        #expect(text == expected, "\(path), line \(screen.line): after \(screen.keys)")
      }
    }
    if Self.recording {
      try lines.joined(separator: "\n").write(toFile: Docs.root + "/" + path, atomically: true, encoding: .utf8)
    }
  }
}

/// A chapter: an office, and its screens in order.
struct Story {
  struct Screen {
    var keys: [String]
    var block: Range<Int>
    var expected: String
    var line: Int
  }

  var screens: [Screen] = []
  /// `<!-- sổ: chưa có -->`: the first run; otherwise the sample office.
  let beginsWithoutOffice: Bool

  init(_ markdown: String) throws {
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    beginsWithoutOffice = lines.contains("<!-- sổ: chưa có -->")
    for (index, line) in lines.enumerated() where line.hasPrefix("<!-- màn hình:") {
      let keys = String(line.dropFirst("<!-- màn hình:".count).dropLast("-->".count))
      guard lines[index + 1] == "```text", let end = lines[(index + 2)...].firstIndex(of: "```") else {
        throw StoryError(description: "line \(index + 1): a screen wants a ```text block below it")
      }
      screens.append(
        Screen(
          keys: Story.words(keys), block: index + 2..<end, expected: lines[index + 2..<end].joined(separator: "\n"),
          line: index + 1))
    }
  }

  /// Types keys, and texts with a `"` before each.
  static func type(_ keys: [String], in terminal: PseudoTerminal) {
    for key in keys {
      if key.hasPrefix("\"") { terminal.send(String(key.dropFirst())) } else { terminal.press(key) }
      // An Esc followed at once by another key would be that key with Alt.
      if key == "escape" { terminal.waitQuiet(100) }
    }
  }

  /// Returns the names of keys, and the texts in quotes with a `"` before each.
  static func words(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, piece in
      index % 2 == 1 ? ["\"\(piece)"] : piece.split(separator: " ").map(String.init)
    }
  }

  /// Returns the screens as the program shows them. While comparing, it waits for the expected screen; while recording,
  /// until the program is idle.
  func play(comparing: Bool) throws -> [String] {
    let folder = NSTemporaryDirectory() + "vanthu-guide-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let program = PseudoTerminal.product(named: "vanthu")
    let options = "--office so.db --on 2026-11-20"
    if !beginsWithoutOffice {
      let sample = try shell("cd \(folder) && \(program) sample \(options) --documents 300 --seed 1 2>&1", folder)
      #expect(try sample.waitExit(timeout: 60_000) == 0)
    }
    let terminal = try shell("cd \(folder) && exec \(program) \(options)", folder)
    return screens.map { screen in
      Story.type(screen.keys, in: terminal)
      if comparing {
        try? terminal.wait("the screen of line \(screen.line) did not come", timeout: 10_000) {
          Story.framed($0.text) == screen.expected
        }
      } else {
        Story.waitForRest(terminal)
      }
      return Story.framed(terminal.text)
    }
  }

  /// Waits until the program sleeps: no output, and no processor time used either, for a while. On a busy machine the
  /// program may be silent for longer than any pause in its output.
  static func waitForRest(_ terminal: PseudoTerminal) {
    var before = ""
    repeat {
      before = activity(terminal)
      terminal.waitQuiet(300)
    } while activity(terminal) != before || !before.hasPrefix("S")
  }

  /// Returns the state and the processor time of the program, from the kernel.
  private static func activity(_ terminal: PseudoTerminal) -> String {
    let stat = (try? String(contentsOfFile: "/proc/\(terminal.processID)/stat", encoding: .utf8)) ?? "S"
    let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? "\(fields[0]) \(fields[11]) \(fields[12])" : "S"
  }

  /// Returns the text without blank lines at the end, which a reader does not see.
  private static func framed(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private func shell(_ line: String, _ home: String) throws -> PseudoTerminal {
    try PseudoTerminal(program: "/bin/sh", arguments: ["-c", line], environment: ["HOME": home])
  }
}

struct StoryError: Error, CustomStringConvertible {
  let description: String
}
