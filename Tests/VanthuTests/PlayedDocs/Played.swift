import DurableFile
import Foundation
import Glibc
import TerminalKit
import TestSupport
import Testing

/// A PC of an office on which the lines of a document are typed, one after the other, in a bash: with a home of its
/// own, the built programs and the sample office in its usual place.
///
/// `Tests/Scenarios/played.sh` is read before each line. What a document calls by names that exist nowhere (a USB
/// stick, the hub's address, a code) is what `means` there says; in answers it has the document's name again.
final class Played {
  private let place = TemporaryFolder(in: "/tmp")
  private var root: String { place.path }
  private var home: String { place("home") }
  private var runs = 0

  /// - Parameter office: what is put into the place of the office's file.
  init(office: Data?) throws {
    for folder in [
      "home/.local/share/vanthu", "media/usb", "media/van-thu/USB", "mnt/chung", "mnt/sao-luu", "tmp", "said",
    ] {
      try FileManager.default.createDirectory(atPath: place(folder), withIntermediateDirectories: true)
    }
    try office?.write(to: URL(fileURLWithPath: home + "/.local/share/vanthu/office.db"))
  }

  deinit {
    for pid in (text("pids") ?? "").split(separator: "\n").compactMap({ pid_t($0) }) { kill(pid, SIGKILL) }
  }

  /// Types a line. Returns how it ended and what it printed, in the document's words.
  func type(_ line: String) throws -> Ended {
    if line.hasPrefix(":") { return try openScreen([], typing: line) }
    if let words = Self.wordsOfScreen(line) { return try openScreen(words) }
    runs += 1
    let script = ". \(Docs.root)/Tests/Scenarios/played.sh\n\(real(line))"
    let running = try Running(
      ["/usr/bin/env", "-C", home, "/bin/bash", "-c", script].map(SystemPath.bytes), environment,
      output: place("said/\(runs).out"), error: place("said/\(runs).err"))
    var ended = running.wait()
    (ended.output, ended.error) = (shown(ended.output), shown(ended.error))
    return ended
  }

  private var environment: [String: String] {
    [
      "HOME": home, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color", "ROOT": root,
      "PROGRAMS": (officeProgram as NSString).deletingLastPathComponent,
    ]
  }

  /// Writes a file of the reader's.
  func write(_ lines: [String], to path: String) throws {
    let file = URL(fileURLWithPath: real(path).replacing("~", with: home))
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
  }

  // MARK: the screen

  /// `vanthu` without a command opens the screen.
  private static func wordsOfScreen(_ line: String) -> [String]? {
    var words = line.split(separator: " ").map(String.init)
    guard words.removeFirst() == "vanthu" else { return nil }
    let isOnlyOptions = words.enumerated().allSatisfy { $1.hasPrefix("--") || $0 > 0 && words[$0 - 1].hasPrefix("--") }
    return isOnlyOptions ? words : nil
  }

  /// - Parameter line: a command that is typed there.
  private func openScreen(_ words: [String], typing line: String? = nil) throws -> Ended {
    let terminal = try PseudoTerminal(
      program: "/usr/bin/env", arguments: ["-C", home, officeProgram] + words, environment: environment)
    try terminal.wait("the screen did not open", timeout: 20_000) { $0.text.contains(" · ") }
    if let line {
      terminal.send(line)
      terminal.press("enter")
    }
    let said = terminal.text
    terminal.press("f10")
    return Ended(status: try terminal.waitExit(timeout: 20_000), output: said, error: "")
  }

  // MARK: names

  /// What each name of the documents is here, the longest name first.
  private var names: [(shown: Substring, real: Substring)] {
    let folders = ["/media/", "/mnt/", "/tmp/", "/var/lib/vanthu-hub"].map { "\($0)\t\(root)\($0)" }
    let told = (folders + [text("means") ?? ""]).joined(separator: "\n")
    let pairs = told.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
      return (parts[0], parts[1])
    }
    // What was said last about a name is so.
    return Dictionary(pairs) { $1 }.filter { !$0.value.isEmpty }
      .sorted { ($1.key.count, $0.key) < ($0.key.count, $1.key) }.map { ($0.key, $0.value) }
  }

  private func real(_ line: String) -> String {
    // A folder below HOME is not renamed a second time.
    let names = names
    return names.enumerated().reduce(line) { $0.replacing($1.element.shown, with: "\u{1}\($1.offset)\u{2}") }.replacing(
      /\u{1}(\d+)\u{2}/
    ) { String(names[Int($0.1)!].real) }
  }

  private func shown(_ said: String) -> String {
    names.sorted { $0.real.count > $1.real.count }.reduce(said) { $0.replacing($1.real, with: $1.shown) }
      .replacing(home, with: "~")
  }

  private func text(_ name: String) -> String? { try? String(contentsOfFile: place(name), encoding: .utf8) }
}
