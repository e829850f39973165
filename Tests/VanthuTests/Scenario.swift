import CommandWords
import Foundation
import Records
import Terminal
import Themes

@testable import Commands
@testable import vanthu

/// A scenario read from a file: what the clerk does, and how the screen looks then.
///
///     Trùng số, ký hiệu thì được nhắc khi đang gõ.
///     $ register 118/UBND-VX --from "UBND tỉnh Cao Bằng" …
///     keys: n "118/UBND-VX" tab
///     --- 1-6
///     …
///     ---
///
/// `$` is a command of another program on the same file. `FOLDER/` is the folder of the files that `$ write` makes.
/// `open:` opens the screen, with options and a first command; keys that come first open it too. `keys:` are names of
/// keys, and text in quotes. `paste:` is a pasted text. `wheel:` and `click:` are the mouse. `size:` is the size of the
/// window from now on. `clock:` is the day of the PC's clock from now on, in place of a given day for each act. `idle`
/// is a time without input. `province:` is what happens outside the office (`ProvinceStage`). `---` compares the
/// screen, or only these rows of it (the title is row 1).
struct Scenario {
  enum Step {
    case command(String)
    case open(String)
    case keys([String])
    case paste(String)
    case mouse(Mouse)
    case size(width: Int, height: Int)
    case clock(Day)
    case idle
    case province([String])
    case screen(rows: ClosedRange<Int>?, block: Range<Int>, expected: [String])
  }

  let path: String
  let lines: [String]
  private(set) var steps: [(line: Int, step: Step)] = []

  init(path: String) throws {
    self.path = path
    lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      let number = index + 1
      index += 1
      if line.hasPrefix("---") {
        let end = lines[index...].firstIndex(of: "---") ?? lines.count
        let rows = line.dropFirst(3).split(separator: "-").compactMap { Int($0.filter(\.isNumber)) }
        steps.append(
          (
            number,
            .screen(
              rows: rows.isEmpty ? nil : rows[0]...rows[rows.count - 1], block: index..<end,
              expected: Array(lines[index..<end]))
          ))
        index = end + 1
      } else if let step = try Scenario.step(line, number) {
        steps.append((number, step))
      }
    }
  }

  private static func step(_ line: String, _ number: Int) throws -> Step? {
    if line.hasPrefix("$ ") { return .command(String(line.dropFirst(2))) }
    if line == "idle" { return .idle }
    let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
    let rest = parts.count == 2 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
    let numbers = rest.split { !$0.isNumber }.compactMap { Int($0) }
    switch parts.first {
    case "open": return .open(rest)
    case "province": return .province(try LineWords.split(rest))
    case "keys": return .keys(words(rest))
    case "paste":
      return .paste(rest.replacingOccurrences(of: "\\n", with: "\n").replacingOccurrences(of: "\\e", with: "\u{1b}"))
    case "clock":
      guard let day = Day(rest) else { throw StoryError(description: "no day is called \(rest)") }
      return .clock(day)
    case "size": return .size(width: numbers[0], height: numbers[1])
    case "click": return .mouse(Mouse(row: numbers[0] - 1, column: numbers[1] - 1, kind: .press))
    case "wheel": return .mouse(Mouse(row: 5, column: 5, kind: rest == "down" ? .wheelDown : .wheelUp))
    default: return nil
    }
  }

  /// Returns the names of keys, and the texts in quotes with a `"` before each; `3*down` is three of them.
  private static func words(_ line: String) -> [String] {
    line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, piece -> [String] in
      guard index % 2 == 0 else { return ["\"\(piece)"] }
      return piece.split(separator: " ").flatMap { word -> [String] in
        let parts = word.split(separator: "*").map(String.init)
        guard parts.count == 2, let times = Int(parts[0]) else { return [String(word)] }
        return Array(repeating: parts[1], count: times)
      }
    }
  }
}

/// Plays scenarios: the program's screen on a real file in a folder of its own, with a fixed day and a clock that
/// stands still.
@MainActor
final class ScenarioStage {
  let folder: String
  private(set) var workbench: Workbench?
  private var province: ProvinceStage?
  private let clock = ProvinceStage.clock()
  private var (width, height) = (80, 24)
  private var goesByClock = false

  init() throws {
    var template = Array("/tmp/vanthu-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw StoryError(description: "no temporary folder: \(errno)") }
    // With the slash it is as long as the folder that is shown instead, so that lines break at the same place.
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self) + "/"
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func session(_ words: [String]) throws -> (Session, [String]) {
    let environment = ["HOME": folder + "h", "VANTHU_SCANS": folder + "scans"]
    let office = words.contains("--office") ? [] : ["--office", folder + "so.db"]
    let day = words.contains("--on") || goesByClock ? [] : ["--on", "2026-11-20"]
    let (options, rest) = try GlobalOptions.read(
      office + day + words, environment: environment, today: { Day(unixSeconds: 1_795_140_000) })
    return (
      Session(
        ofProgram: options, Paths(office: options.office, environment: environment),
        clock: { [clock] in Int64(clock.now) }),
      rest
    )
  }

  /// Runs a line as a shell would.
  func run(_ line: String) throws {
    if line.hasPrefix("write ") {
      // A file of the clerk: its name, then its text.
      let words = try LineWords.split(line)
      let path = folder + words[1]
      try FileManager.default.createDirectory(
        atPath: String(path[..<path.lastIndex(of: "/")!]), withIntermediateDirectories: true)
      try words[2].replacingOccurrences(of: "\\n", with: "\n").write(toFile: path, atomically: true, encoding: .utf8)
      return
    }
    let times = line.split(separator: " ").first.flatMap { $0.hasSuffix("×") ? Int($0.dropLast()) : nil }
    for count in 1...(times ?? 1) {
      let text = (times == nil ? line : line.split(separator: " ").dropFirst().joined(separator: " "))
        .replacingOccurrences(of: "NNN", with: String(count)).replacingOccurrences(of: "FOLDER/", with: folder)
      let (session, words) = try session(try LineWords.split(text))
      let command = try Command.named(words[0])
      _ = try command.run(session, try command.parse(Array(words.dropFirst())))
    }
  }

  func open(_ line: String) throws {
    let (session, words) = try session(try LineWords.split(line))
    var notices: [String] = []
    let keymap = UserFiles(session.paths).keymap(session.options, session.language, &notices)
    let workbench = Workbench(session, keymap: keymap)
    try ScreenProgram.begin(workbench, words.map(LineWords.quoted).joined(separator: " "))
    if !notices.isEmpty { workbench.say(notices.joined(separator: " "), .warning) }
    self.workbench = workbench
  }

  private func opened() throws -> Workbench {
    if workbench == nil { try open("") }
    return workbench!
  }

  /// Draws and then handles an event, as the main loop does.
  private func handle(_ event: Event) throws {
    let workbench = try opened()
    _ = workbench.draw(width: width, height: height)
    workbench.handle(event)
  }

  func perform(_ step: Scenario.Step) throws {
    switch step {
    case .command(let line): try run(line)
    case .open(let line): try open(line)
    case .keys(let words):
      for word in words {
        if word.hasPrefix("\"") {
          for letter in word.dropFirst() { try handle(.key(.character(letter))) }
        } else {
          guard let key = Key(word) else { throw StoryError(description: "no key is called \(word)") }
          try handle(.key(key))
        }
      }
    case .paste(let text): try handle(.paste(text))
    case .mouse(let mouse): try handle(.mouse(mouse))
    case .size(let width, let height): (self.width, self.height) = (width, height)
    case .clock(let day):
      goesByClock = true
      clock.now = day.ordinal * 86_400_000 + 3 * 3_600_000
      workbench = nil
    case .idle: try handle(.idle)
    case .province(let words):
      let province = try province ?? ProvinceStage(file: folder + "so.db", clock: clock)
      self.province = province
      try province.perform(words)
    case .screen: break
    }
  }

  /// Returns the screen, or these rows of it, without blank lines at the end.
  func shown(_ rows: ClosedRange<Int>?) throws -> [String] {
    let text = try opened().draw(width: width, height: height).text
      .replacingOccurrences(of: folder, with: "/home/van-thu-so-1/")
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let rows { lines = Array(lines[(rows.lowerBound - 1)..<min(rows.upperBound, lines.count)]) }
    while lines.last == "" { lines.removeLast() }
    return lines
  }
}
