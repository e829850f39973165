import CommandWords
import Wording

/// Hẹn giờ đồng bộ hằng đêm.
package extension Command {
  static let schedule: Command = Command(
    name: "schedule", aliases: ["hen-gio"], group: .exchange,
    summary: Bilingual(
      "hẹn giờ máy này tự gửi nhận: mỗi đêm, và khi mở màn hình", "when this PC syncs by itself: at night, by day"),
    detail: Bilingual(
      """
      Đặt bộ hẹn giờ của hệ thống (systemd của người dùng; --cron thì dùng crontab) để chạy vanthu sync --nightly. Mỗi \
      cơ quan bắt đầu lệch nhau trong nửa giờ. Máy tắt ban đêm thì chạy khi bật máy. Bộ hẹn giờ của systemd chỉ chạy \
      khi người dùng đang đăng nhập, trừ khi đã bật loginctl enable-linger; lệnh này thử bật. Kết quả xem bằng vanthu \
      sync status. Sau khi gửi nhận, kể cả khi không có đường truyền, làm bản sao lưu của ngày như màn hình vẫn làm. \
      --poll là số phút như lệnh poll; chỉ nêu --poll thì phần đêm không đổi.
      """,
      """
      Sets the system's timer (the user's systemd; with --cron the crontab) to run vanthu sync --nightly. Offices \
      start at different minutes within half an hour. A PC that was off runs it when it is switched on. The systemd \
      timer runs only while its user is logged in, unless loginctl enable-linger was run; this command tries to run \
      it. See the result with vanthu sync status. After the exchange, even without a connection, it makes the day's \
      backup, as the screen does. --poll is the number of minutes, as of the command poll; with nothing else the night \
      stays as it is.
      """),
    parameters: [
      ScheduleParameters.at, ScheduleParameters.until, ScheduleParameters.poll, ScheduleParameters.remove,
      ScheduleParameters.cron,
    ],
    examples: [
      Example("vanthu schedule --at 01:00 --until 05:00", "mỗi đêm từ 1 đến 5 giờ", "every night from 1 to 5"),
      Example("vanthu schedule --remove", "thôi hẹn giờ", "stop it"),
    ],
    asking: .whenBare, isLong: { _ in true }, isAwaited: true,
    expects: { session in
      guard try session.office.enrolment() != nil else { throw ScheduleRefusal.notEnrolled }
    },
    run: { session, given in
      let minutes = try given(ScheduleParameters.poll, in: 0...PollSetting.longest)
      if let minutes { try PollSetting(session.paths).write(minutes) }
      let polled = minutes.map { [PollSetting.words($0)[session.language]] } ?? []
      let ofTheNight: [any Declared] = [
        ScheduleParameters.at, ScheduleParameters.until, ScheduleParameters.remove, ScheduleParameters.cron,
      ]
      if let minutes, !ofTheNight.contains(where: given.has) {
        return Outcome(lines: polled, json: .object([("minutes", .number(minutes))]))
      }
      let (at, until) = (
        try ClockTime(given(ScheduleParameters.at) ?? "01:00"),
        try ClockTime(given(ScheduleParameters.until) ?? "05:00")
      )
      let timer: any NightTimer =
        given(ScheduleParameters.cron) || !SystemdTimer.isThere ? CrontabTimer() : SystemdTimer(session.paths)
      if given(ScheduleParameters.remove) {
        try timer.remove()
        return Outcome(
          lines: polled + [session.say("Đã bỏ hẹn giờ.", "The timer is removed.")],
          json: .object([("scheduled", .bool(false))]))
      }
      // A timer that fails every night, when nobody sees it, is worse than none.
      guard try session.office.enrolment() != nil else { throw ScheduleRefusal.notEnrolled }
      guard (1...NightLine.longest).contains(until.minutes(after: at)) else {
        throw ScheduleRefusal.window(at.text, until.text)
      }
      let line = NightLine(
        program: try SiblingProgram.path("vanthu"), office: session.paths.office, at: at, until: until)
      // A line feed in a path would start a new line in the timer's file.
      guard !(line.program + line.office).utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        throw ScheduleRefusal.path(line.office)
      }
      try timer.set(line)
      let said = session.say(
        "Mỗi đêm lúc \(at.text) máy tự đồng bộ, không quá \(until.text) (\(timer.name)).",
        "Every night at \(at.text) this PC syncs by itself, until \(until.text) at the latest (\(timer.name)).")
      return Outcome(
        lines: polled + [said] + (timer.needsLogin ? [NightLine.needsLogin[session.language]] : []),
        json: .object([
          ("scheduled", .bool(true)), ("at", .string(at.text)), ("until", .string(until.text)),
          ("timer", .string(timer.name)), ("needsLogin", .bool(timer.needsLogin)),
        ]))
    },
    asks: { call in
      guard Command.schedule.mustAsk(call.given.arguments) else { return nil }
      let (paths, night) = (call.session.paths, NightTimes.read(call.session.paths))
      return .form(
        FormRequest(
          command: call.command, given: call.given.arguments,
          prefilled: [
            ScheduleParameters.at.name: night.map { [$0.at.text] } ?? [],
            ScheduleParameters.until.name: night.map { [$0.until.text] } ?? [],
            ScheduleParameters.poll.name: ["\(PollSetting(paths).read())"],
          ]))
    })
}

package enum ScheduleParameters {
  package static let at = Typed<String>.option(
    "at", .word, Bilingual("Mỗi đêm lúc", "Every night at"), help: Bilingual("mặc định 01:00", "default: 01:00"))
  package static let until = Typed<String>.option(
    "until", .word, Bilingual("Đến giờ", "Until"), help: Bilingual("mặc định 05:00", "default: 05:00"))
  package static let poll = Typed<Int>.option(
    "poll", .number, Bilingual("Khi mở màn hình", "By day"),
    help: Bilingual("mấy phút tự gửi nhận một lần; 0 là không", "minutes between exchanges; 0 for none"))
  package static let cron = Typed<Bool>.flag("cron", Bilingual("Dùng crontab", "With crontab"))
  package static let remove = Typed<Bool>.flag(
    "remove", Bilingual("Bỏ hẹn giờ đêm", "Remove"), help: Bilingual("thôi gửi nhận ban đêm", "no exchange at night"),
    asked: true)
}
