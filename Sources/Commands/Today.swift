import CommandWords
import Records
import Wording

package extension Command {
  /// Hôm nay: shows the day of the PC's clock, or confirms that it is right.
  static let today = Command(
    name: "today", aliases: ["hom-nay"], group: .house,
    summary: Bilingual(
      "ngày của đồng hồ máy: xem, xác nhận là đúng", "the date of the PC's clock: show, confirm it"),
    detail: Bilingual(
      "Đồng hồ máy đi trước mọi ngày đã biết (việc cuối trong sổ, lần cuối tỉnh trả lời, "
        + "ngày của chương trình) thì việc chưa được ghi, và sổ năm mới chưa được mở, cho tới khi có người xác nhận. "
        + "Mỗi ngày nhiều nhất một lần.",
      "If the PC's clock is ahead of every known date (the last act, the hub's last answer, "
        + "the program's own), no act is written and no book of a new year opened until the clerk confirms "
        + "that it is right. Once a day at most."
    ),
    parameters: [TodayParameters.day],
    examples: [Example("vanthu today 04/01/2027", "đồng hồ máy đúng", "the clock is right")],
    goesByClock: false,
    run: { session, given in
      let clock = Day(unixSeconds: Int(session.clock() / 1000))
      if let typed = given(TodayParameters.day) {
        try session.office.stateDay(try session.confirmedDay(typed))
        session.hasActed = true
      }
      let known = try session.office.knownDay()
      let words = clock.weekday.words
      let isStated = try session.office.statedDay() == clock
      // Of the hub's word there is nothing to mend here, once a person has contradicted it.
      let behind = try session.office.clockBehind(today: clock).flatMap { isStated && $0.isOfHub ? nil : $0 }
      return Outcome(
        lines: [
          isStated
            ? session.say(
              "Đồng hồ máy: \(words.vietnamese) \(clock.display), đã xác nhận là đúng; hôm nay không hỏi nữa.",
              "The PC's clock: \(words.english) \(clock.display), confirmed as right; no more questions today.")
            : session.say(
              "Đồng hồ máy: \(words.vietnamese) \(clock.display). Ngày gần nhất biết chắc: \(known?.display ?? "–").",
              "The PC's clock: \(words.english) \(clock.display). "
                + "The last day known for sure: \(known?.display ?? "–")."
            )
        ] + (behind.map { [$0.words(today: clock, way: "vanthu mend-clock")[session.language]] } ?? []),
        json: .object([
          ("clock", .string(clock.description)), ("known", JSON(known?.description)), ("confirmed", .bool(isStated)),
          ("behind", JSON(behind?.newest.description)), ("numbersToCome", .number(behind?.numbers ?? 0)),
        ]))
    })
}

package enum TodayParameters {
  package static let day = Typed<String>.argument("day", .issuedDay, Bilingual("hôm nay", "today"), required: false)
}
