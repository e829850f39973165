import DurableFile
import Foundation
import Glibc
import TerminalKit
import TestSupport
import Testing

/// An office in a folder of its own, used through the built program as from a shell.
///
/// The program sees only this folder (HOME, XDG, the office's file). It is deleted with the object.
final class ShellOffice {
  let folder: String
  var file: String
  /// The day of every command that does not state one.
  var day: String?
  var environment: [String: String]
  private var runs = 0

  init(day: String? = "2026-11-23") throws {
    var template = Array((NSTemporaryDirectory() + "vanthu-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw ProgramFailure("no temporary folder: \(errno)") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    file = folder + "/office.db"
    self.day = day
    mkdir(folder + "/said", 0o777)
    environment = [
      "HOME": folder, "XDG_DATA_HOME": folder + "/data", "XDG_CONFIG_HOME": folder + "/config",
      "XDG_STATE_HOME": folder + "/state", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color",
    ]
    if let profile = getenv("LLVM_PROFILE_FILE") { environment["LLVM_PROFILE_FILE"] = String(cString: profile) }
  }

  /// Returns a folder in which an office has been founded.
  static func founded(day: String? = "2026-11-23", _ more: String...) throws -> ShellOffice {
    let office = try ShellOffice(day: day)
    try office.found(more)
    return office
  }

  @discardableResult
  func found(_ more: [String] = []) throws -> Ended {
    let ended = try run(
      [
        "init", "--organ-id", "000.00.00.H14", "--name", "UBND xã Đàm Thủy", "--place", "Đàm Thủy", "--clerk",
        "Văn thư 1",
      ]
        + more)
    guard ended.status == 0 else { throw ProgramFailure("init: \(ended)") }
    return ended
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  // MARK: running

  @discardableResult
  func callAsFunction(_ words: String...) throws -> Ended { try run(words) }

  func run(_ words: [String], before: [String] = []) throws -> Ended { try start(words, before: before).wait() }

  /// Starts the program and does not wait. `before` is a program that starts it: `setpriv …`.
  func start(_ words: [String], before: [String] = []) throws -> Running {
    var line = before + [PseudoTerminal.product(named: "vanthu"), "--office", file]
    if let day, !words.contains("--on") { line += ["--on", day] }
    return try startBytes((line + words).map(SystemPath.bytes))
  }

  /// Starts a program with words that need not be UTF-8.
  func startBytes(_ line: [[UInt8]]) throws -> Running {
    runs += 1
    let said = "\(folder)/said/\(runs)"
    return try Running(line, environment, output: said + ".out", error: said + ".err")
  }

  /// Returns the JSON object that a successful command prints.
  func json(_ words: String...) throws -> [String: Any] {
    let ended = try run(words + ["--json"])
    guard ended.status == 0, let object = ended.json as? [String: Any] else {
      throw ProgramFailure("\(words): \(ended)")
    }
    return object
  }

  func jsonList(_ words: String...) throws -> [[String: Any]] {
    let ended = try run(words + ["--json"])
    guard ended.status == 0, let list = ended.json as? [[String: Any]] else {
      throw ProgramFailure("\(words): \(ended)")
    }
    return list
  }

  /// Registers a document with the required fields only.
  @discardableResult
  func register(_ code: String = "118/UBND-VX", _ more: String...) throws -> [String: Any] {
    let ended = try run(ShellOffice.letter(code) + more + ["--json"])
    guard ended.status == 0, let object = ended.json as? [String: Any] else {
      throw ProgramFailure("register \(code): \(ended)")
    }
    return object
  }

  static func letter(_ code: String, subject: String = "V/v rà soát hộ nghèo") -> [String] {
    [
      "register", code, "--from", "UBND tỉnh Cao Bằng", "--date", "2026-11-20", "--type", "Công văn", "--subject",
      subject,
    ]
  }

  // MARK: the files

  /// The bytes of the office's file and of those that SQLite keeps beside it.
  var bytes: [String: Data] {
    var all: [String: Data] = [:]
    for end in ["", "-wal", "-journal"] {
      if let data = FileManager.default.contents(atPath: file + end), end.isEmpty || !data.isEmpty { all[end] = data }
    }
    return all
  }

  /// Writes a program for the shell.
  @discardableResult
  func script(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try ShellScript.write(text, to: path)
    return path
  }

  func write(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw ProgramFailure("cannot write \(path)")
    }
    return path
  }
}

/// How a run ended and what it printed.
struct Ended: CustomStringConvertible {
  /// The exit status, or the negative number of the signal.
  var status: Int32
  var output: String
  var error: String

  var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed) }

  /// Whether the run ended with a proper refusal: a status that says so, nothing on stdout, exactly one sentence on
  /// stderr.
  var isRefusal: Bool {
    (1...3).contains(status) && output.isEmpty && error.hasPrefix("vanthu: ") && error.hasSuffix("\n")
      && error.count > 20 && error.count < 1000 && error.dropLast().allSatisfy { !$0.isNewline }
      && !error.contains("Fault") && !error.contains("Lỗi chương trình") && !error.contains("\u{1b}")
  }

  var description: String { "status \(status)\nstdout: \(output.prefix(2000))\nstderr: \(error.prefix(2000))" }
}

/// A run of a program that may not have ended yet.
final class Running {
  let process: pid_t
  private let output: String
  private let error: String
  private var ended: Int32?

  init(_ line: [[UInt8]], _ environment: [String: String], output: String, error: String) throws {
    self.output = output
    self.error = error
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    // Whatever signals the parents of the test ignore, the program starts as from a fresh shell.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    let words: [UnsafeMutablePointer<CChar>?] =
      line.map { word in (word + [0]).withUnsafeBytes { strdup($0.bindMemory(to: CChar.self).baseAddress!) } } + [nil]
    let names: [UnsafeMutablePointer<CChar>?] = environment.map { strdup(SystemPath.cString("\($0)=\($1)")) } + [nil]
    defer { for text in words + names { free(text) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, words[0]!, &actions, &attributes, words, names)
    guard failure == 0 else { throw ProgramFailure("cannot start \(String(cString: words[0]!)): \(failure)") }
    self.process = process
  }

  deinit { if ended == nil { end() } }

  /// Kills the program, the nearest thing to a power cut for one process. Returns what it had printed until then.
  @discardableResult
  func end() -> Ended {
    if ended == nil { kill(process, SIGKILL) }
    return wait()
  }

  /// Whether it has ended. Never waits.
  var hasEnded: Bool {
    var status: Int32 = 0
    if ended == nil, waitpid(process, &status, WNOHANG) == process {
      ended = status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
    }
    return ended != nil
  }

  func wait(seconds: Double = 60) -> Ended {
    var left = Int(seconds * 1000)
    while ended == nil {
      if !hasEnded {
        usleep(1000)
        left -= 1
        if left == 0 { kill(process, SIGKILL) }
      }
    }
    return Ended(status: ended!, output: Running.text(output), error: Running.text(error))
  }

  /// Waits until the size of a file has changed, or the process has ended.
  func waitUntilSize(of path: String) {
    func size() -> Int {
      var facts = stat()
      return stat(path, &facts) == 0 ? facts.st_size : 0
    }
    let before = size()
    var left = 2000
    var information = siginfo_t()
    while size() == before, left > 0 {
      // The status is not consumed, `wait` needs it.
      if waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0 { return }
      if information.si_signo != 0 { return }
      usleep(200)
      left -= 1
    }
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}

struct ProgramFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

var officeProgram: String { PseudoTerminal.product(named: "vanthu") }
