import Foundation
import Glibc
import TestSupport
import Testing

/// A machine with a disk of its own.
enum Machine: String, CaseIterable {
  case sender = "so"
  case reader = "xa"
  case hub
}

/// A folder that holds the disks of several machines. The real programs run there, and all they do to the disk is
/// traced.
final class Stage {
  private let folder = TemporaryFolder()
  var root: String { folder.path }
  /// The traced folder: a folder for each machine, and the stick.
  var world: String { root + "/world" }
  var stick: String { world + "/stick" }
  private var trace: String { root + "/trace" }
  /// Which program ran on which machine.
  private(set) var machines: [pid_t: Machine] = [:]
  /// The files to which commands that were waited for wrote their results, by inode, and the machine of each.
  private(set) var told: [UInt: Machine] = [:]
  /// The files that programs print into; they are not part of a disk.
  private(set) var streams: Set<UInt> = []

  init() throws {
    for name in ["home", "image", "whole", "world", "world/so", "world/xa", "world/stick"] {
      mkdir("\(root)/\(name)", 0o700)
    }
  }

  func office(_ machine: Machine) -> String { "\(world)/\(machine.rawValue)/office.db" }
  var hubData: String { world + "/hub" }

  /// Runs a command to its end.
  @discardableResult
  func run(_ machine: Machine, _ words: [String], status expected: Int32 = 0) throws -> String {
    let own = machine == .hub ? ["vanthu-hub"] + words : ["vanthu", "--office", office(machine)] + words
    let (pid, output) = try start(machine, own)
    var facts = stat()
    stat(output, &facts)
    told[facts.st_ino] = machine
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    let said = String(decoding: try Disk.read(output), as: UTF8.self)
    #expect(status == expected << 8, "\(own): \(said)")
    return said
  }

  /// Runs a program without a trace, on what is left in a folder.
  func goOn(_ words: [String]) throws -> Int32 {
    let (pid, _) = try start(nil, words)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status >> 8
  }

  /// Returns what it printed.
  func said() throws -> String { String(decoding: try Disk.read(root + "/said"), as: UTF8.self) }

  /// Serves until `body` returns, then ends the hub as systemd does.
  ///
  /// - Parameter folder: what is left of a hub, to serve it without a trace.
  func whileServing(_ folder: String? = nil, _ body: (String) throws -> Void) throws {
    let port = try Loopback.freePort()
    let (pid, output) = try start(
      folder == nil ? .hub : nil,
      ["vanthu-hub", "serve", "--data", folder ?? hubData, "--listen", "127.0.0.1:\(port)", "--plain"])
    defer { end(pid) }
    for _ in 0..<400 where !Loopback.answers(port) { usleep(25_000) }
    if !Loopback.answers(port) { throw CannotGoOn(said: String(decoding: try Disk.read(output), as: UTF8.self)) }
    try body("http://127.0.0.1:\(port)")
  }

  private func end(_ pid: pid_t) {
    kill(pid, SIGTERM)
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
  }

  private func start(_ machine: Machine?, _ words: [String]) throws -> (pid: pid_t, output: String) {
    let output = machine == nil ? "\(root)/said" : "\(world)/told.\(machines.count)"
    try Disk.write([], output)
    var facts = stat()
    stat(output, &facts)
    if machine != nil { streams.insert(facts.st_ino) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_APPEND, 0)
    posix_spawn_file_actions_addopen(&actions, 2, output, O_WRONLY | O_APPEND, 0)
    let program = "\(Stage.programs)/\(words[0])"
    let arguments = Stage.pointers([program] + words.dropFirst())
    let watched = [
      "LD_PRELOAD=\(Stage.programs)/libDiskTrace.so", "VANTHU_TRACE=\(trace)", "VANTHU_TRACED=\(world)",
    ]
    let environment = Stage.pointers(
      ["HOME=\(root)/home", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "TERM=dumb"] + (machine == nil ? [] : watched))
    defer { for word in arguments + environment { free(word) } }
    var pid = pid_t()
    let code = posix_spawn(&pid, program, &actions, nil, arguments, environment)
    guard code == 0 else { throw FileFault(path: program, code: code) }
    if let machine { machines[pid] = machine }
    return (pid, output)
  }

  func recorded() throws -> Trace { try Trace(trace) }

  /// The folder of the built programs: that of the test bundle.
  private static let programs: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".build/") } ?? ""
    let parts = bundle.components(separatedBy: "/")
    guard let debug = parts.firstIndex(where: { $0 == "debug" || $0 == "release" }) else {
      return FileManager.default.currentDirectoryPath + "/.build/debug"
    }
    return parts[...debug].joined(separator: "/")
  }()

  private static func pointers(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] { words.map { strdup($0) } + [nil] }
}
