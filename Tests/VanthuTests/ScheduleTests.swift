import CommandWords
import DurableFile
import Foundation
import Glibc
import Testing

@testable import Commands
@testable import vanthu

/// The nightly timer, set by the real program with our own `crontab` and `systemctl`.
struct ScheduleTests {
  private let office: ShellOffice
  private var crontab: String { office.folder + "/crontab" }

  init() throws {
    office = try ShellOffice.founded()
    _ = try ProvinceStage(file: office.file)
    try office.program(
      "crontab",
      """
      if [ "$1" = -l ]; then
        [ ! -f "$HOME/spoilt" ] || { echo "crontab: cannot read" >&2; exit 1; }
        [ -f "$HOME/crontab" ] || { echo "no crontab for clerk" >&2; exit 1; }
        cat "$HOME/crontab"
      else
        cat > "$HOME/crontab"
      fi
      """)
    for name in ["systemctl", "loginctl"] { try office.program(name, "echo \"\(name) $*\" >> \"$HOME/asked\"") }
  }

  private func lines() throws -> [String] {
    try String(contentsOfFile: crontab, encoding: .utf8).components(separatedBy: "\n")
  }

  @Test func everythingElseInTheCrontabStaysAsItIs() throws {
    let own = "# của tôi\n\n\n5 4 * * * /bin/true\n\n"
    _ = try office.write("crontab", own)
    #expect(try office("schedule", "--cron").status == 0)
    #expect(try office("schedule", "--cron", "--at", "2:5").status == 0)
    let set = try lines()
    #expect(set.dropLast(2).joined(separator: "\n") + "\n" == own)
    #expect(set.count { $0.contains("sync --nightly") } == 1)
    // 02:05 in Vietnam, by the clock of this machine.
    var (now, local) = (time(nil), tm())
    localtime_r(&now, &local)
    let minute = (2 * 60 + 5 - 7 * 60 + local.tm_gmtoff / 60 + 1_440) % 1_440
    #expect(set[set.count - 2].hasPrefix("\(minute % 60) \(minute / 60) * * * "))
    #expect(set[set.count - 2].contains("--until 05:00"))
    #expect(try office("schedule", "--cron", "--remove").status == 0)
    #expect(try String(contentsOfFile: crontab, encoding: .utf8) == own)
  }

  @Test func aCrontabThatCannotBeReadIsNotWrittenOver() throws {
    _ = try office.write("crontab", "5 4 * * * /bin/true\n")
    _ = try office.write("spoilt", "")
    #expect(try office("schedule", "--cron").isRefusal)
    #expect(try lines() == ["5 4 * * * /bin/true", ""])
  }

  /// The lines of others need not be text, nor the name of the office's file.
  @Test func theCrontabIsBytes() throws {
    let own: [UInt8] = Array("0 1 * * * echo ".utf8) + [0xE1, 0x0A]
    try Data(own).write(to: URL(fileURLWithPath: crontab))
    let file = office.file
    office.file = SystemPath.text(Array(office.folder.utf8) + [0x2F, 0xE1, 0x2E, 0x64, 0x62])
    #expect(rename(file, SystemPath.cString(office.file)) == 0)
    #expect(try office("schedule", "--cron").status == 0)
    let set = [UInt8](try Data(contentsOf: URL(fileURLWithPath: crontab)))
    #expect(set.starts(with: own))
    #expect(
      set.split(separator: 0x0A)[1].split(separator: 0x27).contains { $0.elementsEqual(SystemPath.bytes(office.file)) })
    // systemd accepts only text.
    office.environment["XDG_RUNTIME_DIR"] = office.folder
    mkdir(office.folder + "/systemd", 0o700)
    let refused = try office("schedule")
    #expect(refused.isRefusal && refused.error.contains("--cron"), "\(refused)")
    #expect(rename(SystemPath.cString(office.file), file) == 0)
  }

  @Test(.enabled(if: geteuid() == 0)) func aUnitThatMayNotBeWrittenIsAMatterOfStorage() throws {
    let units = office.folder + "/config/systemd/user"
    for folder in ["/systemd", "/config", "/config/systemd", "/config/systemd/user"] {
      mkdir(office.folder + folder, 0o755)
    }
    office.environment["XDG_RUNTIME_DIR"] = office.folder
    try #require(mount("tmpfs", units, "tmpfs", UInt(MS_RDONLY), nil) == 0)
    defer { umount2(units, 2) }
    let ended = try office("schedule")
    #expect(ended.status == 3 && ended.isRefusal && ended.error.contains("chỉ đọc được"), "\(ended)")
  }

  @Test func whereThereIsNoCrontabYetOneIsMade() throws {
    let ended = try office("schedule", "--cron")
    #expect(ended.status == 0 && !ended.output.contains("linger"), "\(ended)")
    #expect(try lines().count == 2)
  }

  @Test func aTimerOfSystemdSaysThatItNeedsSomebodyLoggedIn() throws {
    office.environment["XDG_RUNTIME_DIR"] = office.folder
    try FileManager.default.createDirectory(atPath: office.folder + "/systemd", withIntermediateDirectories: true)
    let ended = try office("schedule")
    #expect(ended.status == 0 && ended.output.contains("loginctl enable-linger"), "\(ended)")
    let asked = try String(contentsOfFile: office.folder + "/asked", encoding: .utf8)
    #expect(asked.contains("systemctl --user enable --now vanthu-sync.timer"))
    #expect(asked.contains("loginctl --no-ask-password enable-linger"))
    #expect(try office.json("schedule")["needsLogin"] as? Bool == true)
  }

  /// What screen 6 says is read from the timer itself, for this file only.
  @Test func theTimesAreReadBack() throws {
    let times = { (line: String, office: String, written: (NightLine) -> String) throws in
      NightTimes(of: office, at: try ClockTime("01:00"), in: line, written: written)
    }
    for office in ["/nhà/so.db", "/nhà/p%u/$HOME/it's \"x\".db"] {
      let line = NightLine(
        program: "/opt/a b/vanthu", office: office, at: try ClockTime("01:00"), until: try ClockTime("04:30"))
      #expect(try times(line.forSystemd, office) { $0.forSystemd }?.until.text == "04:30")
      #expect(try times(line.forShell, office) { $0.forShell }?.until.text == "04:30")
      #expect(try times(line.forShell, "/nhà/khac.db") { $0.forShell } == nil)
      #expect(try times("/bin/true", office) { $0.forShell } == nil)
    }
  }

  @Test func theMinutesByDayAreSetWithoutTheNight() throws {
    _ = try office.write("crontab", "5 4 * * * /bin/true\n")
    let ended = try office("schedule", "--poll", "10")
    #expect(ended.status == 0 && ended.output.contains("10 phút"), "\(ended)")
    #expect(try lines() == ["5 4 * * * /bin/true", ""])
    #expect(try office("poll").output.contains("10 phút"))
    #expect(try office("schedule", "--poll", "99999").status == 2)
    #expect(try office("schedule", "--cron", "--poll", "0").output.contains("không tự gửi nhận"))
    #expect(try lines().count { $0.contains("sync --nightly") } == 1)
  }

  @Test func namesAreTakenAsTheyAreByWhoeverRunsThem() throws {
    let time = try ClockTime("01:00")
    let line = NightLine(program: "/opt/a b/vanthu", office: "/nhà/p%u/$HOME/it's \"x\"\\y.db", at: time, until: time)
    #expect(
      line.forSystemd
        == #""/opt/a b/vanthu" --office "/nhà/p%%u/$$HOME/it's \"x\"\\y.db" sync --nightly --until 01:00"#)
    let shell = Process()
    let pipe = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf '%s\n' \(line.forShell)"]
    shell.standardOutput = pipe
    try shell.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(said.split(separator: "\n").map(String.init).prefix(3) == ["/opt/a b/vanthu", "--office", line.office])
  }

  @Test func whereThereIsNoCrontabAnotherWayIsNamed() throws {
    try FileManager.default.removeItem(atPath: office.folder + "/bin/crontab")
    office.environment["PATH"] = office.folder + "/bin"
    let ended = try office("schedule", "--cron")
    #expect(ended.isRefusal && ended.error.contains("cron,"), "\(ended)")
    #expect(!ended.error.contains("thử vanthu schedule --cron"))
  }

  @Test func whatCouldOnlyFailEveryNightIsNotSet() throws {
    for window in [["--at", "20:00", "--until", "09:00"], ["--at", "05:00"], ["--at", "25:00"], ["--until", "5"]] {
      #expect(try office.run(["schedule", "--cron"] + window).isRefusal, "\(window)")
    }
    let alone = try ShellOffice.founded()
    let ended = try alone("schedule", "--cron")
    #expect(ended.isRefusal && ended.error.contains("vanthu enrol"), "\(ended)")
    let none = try ShellOffice()
    #expect(try none("schedule", "--cron").isRefusal)
    #expect(!FileManager.default.fileExists(atPath: crontab))
  }
}

extension ShellOffice {
  /// Makes a program that is found before the system's program of the same name.
  fileprivate func program(_ name: String, _ script: String) throws {
    let bin = folder + "/bin"
    try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: true)
    try self.script("bin/\(name)", "#!/bin/sh\n\(script)\n")
    environment["PATH"] = "\(bin):/usr/bin:/bin"
  }
}
