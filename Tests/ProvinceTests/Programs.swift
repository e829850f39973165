import DurableFile
import Foundation
import Glibc
import TestSupport
import Testing

/// The built programs, each run as a shell would run it.
enum Programs {
  static let folder: String = {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    let own = String(decoding: path[..<max(0, length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    // The test bundle is run by a program of the toolchain; the bundle's own folder is on the command line.
    let bundle = CommandLine.arguments.first { $0.contains(".build/") } ?? own
    let parts = bundle.components(separatedBy: "/")
    guard let debug = parts.firstIndex(where: { $0 == "debug" || $0 == "release" }) else {
      return FileManager.default.currentDirectoryPath + "/.build/debug"
    }
    return parts[...debug].joined(separator: "/")
  }()

  struct Ended {
    var status: Int32
    var output: String
    var errors: String
  }

  struct Running {
    let pid: pid_t
    fileprivate let output: String
    fileprivate let errors: String

    func wait() -> Ended {
      var status: Int32 = 0
      while waitpid(pid, &status, 0) < 0, errno == EINTR {}
      defer {
        unlink(output)
        unlink(errors)
      }
      func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
      return Ended(
        status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), output: text(output), errors: text(errors))
    }

    @discardableResult
    func kill(_ signal: Int32 = SIGKILL) -> Ended {
      Glibc.kill(pid, signal)
      return wait()
    }
  }

  /// - Parameters:
  ///   - input: a file.
  /// - clockShift: the number of seconds by which its clock is wrong.
  /// - folder: the working folder.
  /// - user: the user it runs as, if this process is root.
  /// - variables: more of its environment, `NAME=VALUE`.
  static func start(
    _ program: String, _ words: [String], home: String, input: String = "/dev/null", clockShift: Int = 0,
    in folder: String? = nil, as user: uid_t? = nil, with variables: [String] = []
  ) throws -> Running {
    let name = "\(home)/\(UInt64.random(in: .min ... .max))"
    let (output, errors) = (name + ".out", name + ".err")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    let elsewhere = folder.map { ["/usr/bin/env", "-C", $0] } ?? []
    let other = user.map { ["/usr/bin/setpriv", "--reuid=\($0)", "--regid=\($0)", "--clear-groups"] } ?? []
    let all = elsewhere + other + [Programs.folder + "/" + program] + words
    let arguments = pointers(all)
    let wrong =
      clockShift == 0 ? [] : ["LD_PRELOAD=\(Programs.folder)/libShiftedClock.so", "VANTHU_CLOCK_SHIFT=\(clockShift)"]
    let environment = pointers(["HOME=\(home)", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "TERM=dumb"] + wrong + variables)
    defer { for word in arguments + environment { free(word) } }
    var pid = pid_t()
    let path = all[0]
    let code = posix_spawn(&pid, path, &actions, nil, arguments, environment)
    guard code == 0 else { throw ProgramMissing(path: path, code: code) }
    return Running(pid: pid, output: output, errors: errors)
  }

  private static func pointers(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    words.map { word in strdup(SystemPath.cString(word)) } + [nil]
  }

  struct ProgramMissing: Error {
    let path: String
    let code: Int32
  }
}

/// A hub with real data on the disk, served by the real program, and offices beside it; all of it is deleted with the
/// test.
final class Province {
  private let place = Province.newFolder()
  var folder: String { place.path }
  private(set) var port = 0
  private(set) var hub: Programs.Running?
  /// The number of seconds by which the clocks of the hub, and of seats without a shift of their own, are wrong.
  private(set) var clockShift = 0

  init() throws {
    try expect(try run("vanthu-hub", ["init", "--data", data, "--name", "VP UBND tỉnh Cao Bằng"]))
  }

  /// Unpacks a province from an archive; the clocks continue from the time of the archive.
  init(unpacking archive: String) throws {
    let unpacking = Process()
    unpacking.executableURL = URL(fileURLWithPath: "/bin/tar")
    unpacking.arguments = ["-xzf", archive, "-C", folder]
    try unpacking.run()
    unpacking.waitUntilExit()
    let then = try String(contentsOfFile: folder + "/then/seconds", encoding: .utf8)
    clockShift = try #require(Int(then.dropLast())) + 60 - Int(Date().timeIntervalSince1970)
  }

  private static func newFolder() -> TemporaryFolder {
    let folder = TemporaryFolder(in: "/tmp")
    mkdir(folder("home"), 0o700)
    return folder
  }

  deinit { hub?.kill() }

  var data: String { folder + "/hub" }
  var address: String { "http://127.0.0.1:\(port)" }

  func run(
    _ program: String, _ words: [String], home: String? = nil, as user: uid_t? = nil
  ) throws -> Programs.Ended {
    try Programs.start(program, words, home: home ?? folder + "/home", clockShift: clockShift, as: user).wait()
  }

  func expect(_ ended: Programs.Ended, _ status: Int32 = 0) throws {
    #expect(ended.status == status, "\(ended)")
  }

  /// Serves on a free port, always the same one.
  ///
  /// - Parameter words: further words for the hub.
  func serve(_ words: [String] = ["--plain"], at host: String = "127.0.0.1") throws {
    if port == 0 { port = try Loopback.freePort() }
    hub = try Programs.start(
      "vanthu-hub", ["serve", "--data", data, "--listen", "\(host):\(port)"] + words, home: folder + "/home",
      clockShift: clockShift)
    for _ in 0..<400 {
      if Loopback.answers(port, host) { return }
      usleep(25_000)
    }
    Issue.record("the hub does not serve: \(hub!.kill())")
  }

  @discardableResult
  func stopServing(_ signal: Int32 = SIGKILL) -> Programs.Ended? {
    defer { hub = nil }
    return hub?.kill(signal)
  }

  /// Lets that many days pass for all programs started from now on.
  func age(days: Int) { clockShift += days * 86_400 }

  func seat(_ name: String) -> Seat { Seat(self, name) }

  /// Returns a seat whose office is founded and enrolled.
  func seat(_ name: String, _ organ: String, _ title: String, clockShift: Int = 0) throws -> Seat {
    var seat = Seat(self, name)
    seat.clockShift = clockShift
    try expect(
      try seat("init", "--organ-id", organ, "--name", title, "--place", title, "--clerk", "Văn thư \(name)"))
    try expect(try seat("enrol", "--hub", address, "--code", try code(organ)))
    return seat
  }

  /// The PC is reported as lost: the administrator accepts nothing from it any more.
  func revoke(_ seat: Seat) throws {
    let station = try #require(try seat.json("sync", "status")["station"] as? String)
    try expect(try run("vanthu-hub", ["revoke", station, "--reason", "Máy cháy", "--data", data]))
  }

  func code(_ organ: String) throws -> String {
    let ended = try run("vanthu-hub", ["enrol", organ, "--data", data, "--json"])
    let json = try JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any]
    return try #require(json?["code"] as? String)
  }

  /// Returns the hub's complete response to a request.
  ///
  /// - Parameter source: the client's address, one of the loopback.
  func ask(_ request: String, from source: String? = nil) throws -> String {
    let client = try RawClient(port, from: source)
    client.send(request)
    return client.read(within: 60)
  }
}

/// One PC of an office.
struct Seat {
  let province: Province
  let home: String
  var file: String
  /// The number of seconds by which the clock of this PC is wrong.
  var clockShift = 0

  init(_ province: Province, _ name: String) {
    self.province = province
    clockShift = province.clockShift
    home = province.folder + "/" + name
    file = home + "/office.db"
    mkdir(home, 0o700)
  }

  @discardableResult
  func callAsFunction(_ words: String...) throws -> Programs.Ended { try start(words).wait() }

  /// - Parameter folder: the working folder.
  func start(_ words: [String], in folder: String? = nil) throws -> Programs.Running {
    try Programs.start("vanthu", ["--office", file] + words, home: home, clockShift: clockShift, in: folder)
  }

  func json(_ words: String...) throws -> [String: Any] {
    let ended = try start(words + ["--json"]).wait()
    let value = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    return try #require(value as? [String: Any], "\(words): \(ended)")
  }

  func list(_ words: String...) throws -> [[String: Any]] {
    let ended = try start(words + ["--json"]).wait()
    let value = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    return try #require(value as? [[String: Any]], "\(words): \(ended)")
  }

  func issue(_ subject: String, to organ: String, _ more: String...) throws {
    let words = ["issue", "--type", "cv", "--subject", subject, "--signer", "Chủ tịch, Nông Văn A", "--to", organ]
    try province.expect(try start(words + more).wait())
  }
}
