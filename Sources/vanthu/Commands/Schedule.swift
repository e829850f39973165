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
      đầu lệch nhau trong nửa giờ. Máy tắt ban đêm thì chạy khi bật máy. Bộ hẹn giờ của systemd chỉ chạy khi người dùng đang đăng \
      nhập, trừ khi đã bật loginctl enable-linger; lệnh này thử bật. Kết quả xem bằng vanthu sync status.
      """,
      """
      Sets the system's timer (the user's systemd; with --cron the crontab) to run vanthu sync --nightly. Offices start at different \
      minutes of half an hour. A PC that was off runs it when it is switched on. The timer of systemd runs only while its user is \
      logged in, unless loginctl enable-linger was done; this tries to do it. See the result with vanthu sync status.
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
      let (at, until) = (try ClockTime(arguments["at"] ?? "01:00"), try ClockTime(arguments["until"] ?? "05:00"))
      let timer: any NightTimer =
        arguments.flag("cron") || !SystemdTimer.isThere ? CrontabTimer() : SystemdTimer(session.paths)
      if arguments.flag("remove") {
        try timer.remove()
        return Outcome(
          session.say("Đã bỏ hẹn giờ.", "The timer is removed."), json: .object([("scheduled", .bool(false))]))
      }
      // A timer that fails every night, with nobody there to see it, is worse than none.
      guard try session.office.enrolment() != nil else { throw ScheduleRefusal.notEnrolled }
      guard (1...NightLine.longest).contains(until.minutes(after: at)) else {
        throw ScheduleRefusal.window(at.text, until.text)
      }
      let line = NightLine(
        program: try SiblingProgram.path("vanthu"), office: session.paths.office, at: at, until: until)
      try timer.set(line)
      let said = session.say(
        "Mỗi đêm lúc \(at.text) máy tự đồng bộ, không quá \(until.text) (\(timer.name)).",
        "Every night at \(at.text) this PC syncs by itself, until \(until.text) at the latest (\(timer.name)).")
      return Outcome(
        lines: [said] + (timer.needsLogin ? [NightLine.needsLogin[session.language]] : []),
        json: .object([
          ("scheduled", .bool(true)), ("at", .string(at.text)), ("until", .string(until.text)),
          ("timer", .string(timer.name)), ("needsLogin", .bool(timer.needsLogin)),
        ]))
    })
}

/// What the timer runs.
struct NightLine {
  let program: String
  let office: String
  let at: ClockTime
  let until: ClockTime

  /// A run whose end is farther off than this was missed (docs/huong-dan/14): it is no night any more.
  static let longest = 12 * 60

  static let needsLogin = Words(
    "Chỉ chạy khi có người đang đăng nhập máy này; để chạy cả khi không ai đăng nhập, gõ một lần: sudo loginctl enable-linger $USER.",
    "It runs only while somebody is logged in; to have it run always, type once: sudo loginctl enable-linger $USER.")

  var command: String { "\(quoted(program)) --office \(quoted(office)) sync --nightly --until \(until.text)" }

  private func quoted(_ path: String) -> String { "\"\(path)\"" }
}

enum ScheduleRefusal: Refusal, Equatable {
  case notEnrolled
  case window(String, String)
  case cannotSet(String)

  var words: Words {
    switch self {
    case .notEnrolled:
      Words(
        "Cơ quan chưa đăng ký với máy chủ của tỉnh; xin mã rồi gõ vanthu enrol, sau đó mới hẹn giờ.",
        "The office is enrolled at no hub; ask for a code and run vanthu enrol, then set the timer.")
    case .window(let at, let until):
      Words(
        "Từ \(at) đến \(until) không phải một đêm; chọn giờ để có nhiều nhất 12 tiếng.",
        "From \(at) to \(until) is no night; choose times with 12 hours at most between them.")
    case .cannotSet(let what):
      Words(
        "Không đặt được \(what); nhờ quản trị máy, hoặc thử vanthu schedule --cron.",
        "\(what) cannot be set; ask who looks after the PC, or try vanthu schedule --cron.")
    }
  }
}
