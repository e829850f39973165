import CommandWords
import Glibc
import Records
import Wording

/// Hẹn giờ đồng bộ hằng đêm.
extension Command {
  static let schedule = Command(
    name: "schedule", aliases: ["hen-gio"], group: .exchange,
    summary: Words("hẹn giờ đồng bộ hằng đêm trên máy này", "sync every night on this PC"),
    detail: Words(
      """
      Đặt bộ hẹn giờ của hệ thống (systemd của người dùng; --cron thì dùng crontab) để chạy vanthu sync --nightly. Mỗi cơ quan bắt \
      đầu lệch nhau trong nửa giờ. Máy tắt ban đêm thì chạy khi bật máy. Kết quả xem bằng vanthu sync status.
      """,
      """
      Sets the system's timer (the user's systemd; with --cron the crontab) to run vanthu sync --nightly. Offices start at different \
      minutes of half an hour. A PC that was off runs it when it is switched on. See the result with vanthu sync status.
      """),
    doors: [.shell],
    parameters: [
      .option("at", .text, Words("Lúc", "At"), help: Words("mặc định 01:00", "usually 01:00")),
      .option("until", .text, Words("Đến giờ", "Until"), help: Words("mặc định 05:00", "usually 05:00")),
      .flag("cron", Words("Dùng crontab", "With crontab")),
      .flag("remove", Words("Bỏ hẹn giờ", "Remove")),
    ],
    examples: [
      Example("vanthu schedule --at 01:00 --until 05:00", "mỗi đêm từ 1 đến 5 giờ", "every night from 1 to 5"),
      Example("vanthu schedule --remove", "thôi hẹn giờ", "no more"),
    ],
    run: { session, arguments in
      let (at, until) = (try clock(arguments["at"] ?? "01:00"), try clock(arguments["until"] ?? "05:00"))
      let timer: any NightTimer =
        arguments.flag("cron") || !SystemdTimer.isThere ? CrontabTimer() : SystemdTimer(session.paths)
      if arguments.flag("remove") {
        try timer.remove()
        return Outcome(
          session.say("Đã bỏ hẹn giờ.", "The timer is removed."), json: .object([("scheduled", .bool(false))]))
      }
      let line = NightLine(
        program: try SiblingProgram.path("vanthu"), office: session.paths.office, at: at, until: until)
      try timer.set(line)
      return Outcome(
        session.say(
          "Mỗi đêm lúc \(at.text) máy tự đồng bộ, không quá \(until.text) (\(timer.name)).",
          "Every night at \(at.text) this PC syncs by itself, until \(until.text) at the latest (\(timer.name))."),
        json: .object([
          ("scheduled", .bool(true)), ("at", .string(at.text)), ("until", .string(until.text)),
          ("timer", .string(timer.name)),
        ]))
    })

  private static func clock(_ typed: String) throws -> ClockTime {
    guard let time = ClockTime(typed) else { throw ScheduleRefusal.notATime(typed) }
    return time
  }
}

/// A time of the day, to the minute.
struct ClockTime {
  let hour: Int
  let minute: Int

  init?(_ typed: String) {
    let parts = typed.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    (self.hour, self.minute) = (hour, minute)
  }

  var text: String { "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)" }
}

/// What the timer runs.
struct NightLine {
  let program: String
  let office: String
  let at: ClockTime
  let until: ClockTime

  var command: String { "\(quoted(program)) --office \(quoted(office)) sync --nightly --until \(until.text)" }

  private func quoted(_ path: String) -> String { "\"\(path)\"" }
}

enum ScheduleRefusal: Refusal, Equatable {
  case notATime(String)
  case cannotSet(String)

  var words: Words {
    switch self {
    case .notATime(let typed):
      Words("“\(typed)” không phải là giờ; ghi như 01:00.", "“\(typed)” is no time; write it like 01:00.")
    case .cannotSet(let what):
      Words(
        "Không đặt được \(what); nhờ quản trị máy, hoặc thử vanthu schedule --cron.",
        "\(what) cannot be set; ask who looks after the PC, or try vanthu schedule --cron.")
    }
  }
}
