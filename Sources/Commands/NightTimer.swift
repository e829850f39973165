import ChildProcess
import CommandWords
import DurableFile
import Glibc
import Office

/// A timer of the system that starts the exchange every night.
package protocol NightTimer {
  var name: String { get }
  /// Whether it runs only while the user is logged in.
  var needsLogin: Bool { get }
  func set(_ line: NightLine) throws
  func remove() throws
  /// Returns the times it is set to for this file; `nil` if it is not set, or for another file. Whatever cannot be read
  /// is not set.
  func times(of office: String) -> NightTimes?
}

/// The timer of the user's systemd. A missed night is made up for when the PC is switched on.
package struct SystemdTimer: NightTimer {
  package let name = "systemd"
  private let folder: String

  package init(_ paths: Paths) {
    // ~/.config/vanthu → ~/.config/systemd/user
    folder = Folder.parent(of: paths.configuration) + "/systemd/user"
  }

  /// Whether a user's systemd runs here.
  package static var isThere: Bool {
    let folder = getenv("XDG_RUNTIME_DIR").map { SystemPath.text($0) } ?? "/run/user/\(getuid())"
    return Folder.leadsSomewhere("\(folder)/systemd")
  }

  /// Whether lingering is off: without it the user's systemd ends with the last session.
  package var needsLogin: Bool {
    guard let user = getpwuid(getuid()) else { return true }
    return !Folder.leadsSomewhere("/var/lib/systemd/linger/\(SystemPath.text(user.pointee.pw_name))")
  }

  package func set(_ line: NightLine) throws {
    // systemd ignores a line that is not UTF-8: the nightly exchange would never run.
    guard !SystemPath.hasStandIns(line.program + line.office) else { throw ScheduleRefusal.notUTF8(line.office) }
    try write(
      "vanthu-sync.service",
      """
      [Unit]
      Description=vanthu: đồng bộ với tỉnh

      [Service]
      Type=oneshot
      ExecStart=\(line.forSystemd)

      """)
    try write(
      "vanthu-sync.timer",
      """
      [Unit]
      Description=vanthu: đồng bộ hằng đêm

      [Timer]
      OnCalendar=*-*-* \(line.at.later(minutes: -7 * 60).text):00 UTC
      Persistent=true

      [Install]
      WantedBy=timers.target

      """)
    _ = Shell.run(["systemctl", "--user", "daemon-reload"])
    guard Shell.run(["systemctl", "--user", "enable", "--now", "vanthu-sync.timer"]).status == 0 else {
      throw ScheduleRefusal.cannotSet("vanthu-sync.timer")
    }
    // Some systems let users enable lingering for themselves; where this one does not, the clerk is shown what to type.
    if needsLogin { _ = Shell.run(["loginctl", "--no-ask-password", "enable-linger"]) }
  }

  package func remove() throws {
    _ = Shell.run(["systemctl", "--user", "disable", "--now", "vanthu-sync.timer"])
    for unit in ["vanthu-sync.timer", "vanthu-sync.service"] { try? Folder.remove("\(folder)/\(unit)") }
    _ = Shell.run(["systemctl", "--user", "daemon-reload"])
  }

  package func times(of office: String) -> NightTimes? {
    let units = ["vanthu-sync.timer", "vanthu-sync.service"].map {
      OwnFile.read("\(folder)/\($0)", atMost: 65_536) ?? ""
    }
    func value(_ name: String, _ unit: String) -> Substring? {
      unit.split(whereSeparator: \.isNewline).first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
    }
    guard let calendar = value("OnCalendar", units[0]), let command = value("ExecStart", units[1]),
      let at = calendar.split(separator: " ").dropFirst().first.flatMap({ try? ClockTime(String($0.prefix(5))) })
    else { return nil }
    return NightTimes(of: office, at: at.later(minutes: 7 * 60), in: String(command)) { $0.forSystemd }
  }

  private func write(_ unit: String, _ text: String) throws {
    makeFolders(above: "\(folder)/\(unit)")
    let path = "\(folder)/\(unit)"
    try FileRefusal.translating(path) { try NewFile.write(SystemPath.bytes(text), to: path, mode: 0o644) }
  }
}

/// The user's crontab. The program's line is the one that ends in `mark`; the others stay as they are.
package struct CrontabTimer: NightTimer {
  package let name = "crontab"
  package let needsLogin = false
  private static let mark = "# vanthu sync --nightly"

  package func set(_ line: NightLine) throws {
    // A percent sign ends a command in a crontab.
    let command = line.forShell.replacing("%", with: "\\%")
    // The times of a crontab are those of the PC's zone, ours are those of Vietnam.
    let at = line.at.later(minutes: CrontabTimer.zone - 7 * 60)
    try write(try others() + ["\(at.minute) \(at.hour) * * * \(command) \(CrontabTimer.mark)"])
  }

  package func remove() throws { try write(try others()) }

  package func times(of office: String) -> NightTimes? {
    let (status, output) = Shell.run(["crontab", "-l"])
    guard status == 0,
      let line = output.split(whereSeparator: \.isNewline).last(where: { $0.hasSuffix(CrontabTimer.mark) })
    else { return nil }
    let fields = line.dropLast(CrontabTimer.mark.count + 1).split(separator: " ", maxSplits: 5)
    guard fields.count == 6, let at = try? ClockTime("\(fields[1]):\(fields[0])") else { return nil }
    let command = String(fields[5]).replacing("\\%", with: "%")
    return NightTimes(of: office, at: at.later(minutes: 7 * 60 - CrontabTimer.zone), in: command) {
      $0.forShell
    }
  }

  /// The minutes by which the PC's zone is ahead of UTC.
  private static var zone: Int {
    var (now, local) = (time(nil), tm())
    localtime_r(&now, &local)
    return local.tm_gmtoff / 60
  }

  private func others() throws -> [String] {
    let (status, output) = Shell.run(["crontab", "-l"])
    guard status != 127 else { throw ScheduleRefusal.noCrontab }
    guard status == 0 else {
      // There is nothing to keep only if crontab says that there is no crontab. After any other failure, writing a new
      // one would overwrite the user's.
      guard Shell.run(["crontab", "-l"], withErrors: true).output.contains("no crontab for") else {
        throw ScheduleRefusal.cannotSet("crontab")
      }
      return []
    }
    var lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // There is no line after the last line feed.
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.filter { !$0.hasSuffix(CrontabTimer.mark) }
  }

  private func write(_ lines: [String]) throws {
    guard Shell.run(["crontab", "-"], input: lines.map { $0 + "\n" }.joined()).status == 0 else {
      throw ScheduleRefusal.cannotSet("crontab")
    }
  }
}

/// Runs another program to its end.
package enum Shell {
  /// - Parameter withErrors: whether its standard error is part of the output.
  /// - Returns: its exit status (127 if there is no such program) and what it printed.
  package static func run(
    _ words: [String], input: String? = nil, withErrors: Bool = false
  ) -> (status: Int32, output: String) {
    guard let ended = ChildProcess.run(words, input: SystemPath.bytes(input ?? "")) else { return (127, "") }
    let output = withErrors ? ended.output + ended.error : ended.output
    return (ended.status, SystemPath.text(output))
  }
}
