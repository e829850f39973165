import Foundation
import Glibc

/// The real hub in a process of its own, with data of its own in a temporary folder, on the loopback, without TLS.
final class ServedHub: @unchecked Sendable {
  let folder: String
  let port = 20_000 + Int(getpid()) % 20_000
  private let programs: String
  private var process = Process()

  init(_ programs: String) throws {
    self.programs = programs
    var template = Array("/tmp/vanthu-figures-XXXXXX".utf8CString)
    folder = String(cString: mkdtemp(&template))
    try run(["init", "--name", "Bench"])
    try start()
  }

  func start() throws {
    process = Process()
    process.executableURL = URL(fileURLWithPath: programs + "/vanthu-hub")
    process.arguments = ["serve", "--data", folder + "/hub", "--listen", "127.0.0.1:\(port)", "--plain"]
    // Its first line says that it serves.
    let said = Pipe()
    process.standardError = said
    try process.run()
    _ = said.fileHandleForReading.availableData
    said.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
  }

  @discardableResult
  func run(_ words: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: programs + "/vanthu-hub")
    process.arguments = words + ["--data", folder + "/hub"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  func code(_ organ: String) throws -> String {
    let json = try JSONSerialization.jsonObject(with: Data(try run(["enrol", organ, "--json"]).utf8))
    return (json as! [String: Any])["code"] as! String
  }

  /// Returns agencies of the directory: that many, or as many as there are.
  func organs(_ count: Int) throws -> [String] { try named(count).map(\.id) }

  func named(_ count: Int) throws -> [(id: String, name: String)] {
    let json = try JSONSerialization.jsonObject(with: Data(try run(["offices", "--json"]).utf8))
    return (json as! [[String: Any]]).prefix(count).map { ($0["id"] as! String, $0["name"] as! String) }
  }

  /// Runs a command by itself. Returns elapsed and CPU time in seconds, the peak memory in MB, and its last output.
  func measured(_ words: [String]) throws -> (seconds: Double, processor: Double, peak: Double, said: String) {
    let output = folder + "/said"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let program = programs + "/vanthu-hub"
    let arguments = ([program] + words + ["--data", folder + "/hub"]).map { strdup($0) } + [nil]
    defer { for word in arguments { free(word) } }
    var pid = pid_t()
    let began = nanoseconds(CLOCK_MONOTONIC)
    guard posix_spawn(&pid, program, &actions, nil, arguments, environ) == 0 else { throw POSIXError(.ENOENT) }
    var (status, used) = (Int32(), rusage())
    while wait4(pid, &status, 0, &used) < 0, errno == EINTR {}
    let seconds = Double(nanoseconds(CLOCK_MONOTONIC) - began) / 1e9
    func time(_ value: timeval) -> Double { Double(value.tv_sec) + Double(value.tv_usec) / 1e6 }
    let said = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").last ?? ""
    return (
      seconds, time(used.ru_utime) + time(used.ru_stime), Double(used.ru_maxrss) / 1024, "\(status >> 8): \(said)"
    )
  }

  /// The CPU time it has used, in seconds, and its peak memory since `forgetPeak`, in MB.
  var used: (seconds: Double, peak: Double) {
    var clock = clockid_t()
    clock_getcpuclockid(process.processIdentifier, &clock)
    let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst().first
    return (Double(nanoseconds(clock)) / 1e9, (peak.flatMap { Double($0.trimmed) } ?? 0) / 1024)
  }

  /// The CPU time of this program, with all its stations.
  static var ownSeconds: Double { Double(nanoseconds(CLOCK_PROCESS_CPUTIME_ID)) / 1e9 }

  func forgetPeak() {
    guard let file = fopen("/proc/\(process.processIdentifier)/clear_refs", "w") else { return }
    fputs("5", file)
    fclose(file)
  }

  func restart() throws {
    process.terminate()
    process.waitUntilExit()
    try start()
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

extension Substring {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

func milliseconds() -> Int64 { nanoseconds() / 1_000_000 }

func nanoseconds(_ clock: clockid_t = CLOCK_REALTIME) -> Int64 {
  var now = timespec()
  clock_gettime(clock, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}
