import CommandWords
import Office
import Wording

/// Đã xem.
package extension Command {
  static let seen = Command(
    name: "seen", aliases: ["da-xem"], group: .outgoing,
    summary: Bilingual(
      "đã xem điều trả về của văn bản đi, điều hai máy cùng sửa",
      "mark what came back, or was done at two stations, as seen"),
    detail: Bilingual(
      """
      Bỏ văn bản đi ra khỏi hộp việc: bị trả lại, không đồng ý, tỉnh giữ lại, chưa ai nhận, đã trả lời; và văn bản mà \
      hai máy của cơ quan cùng sửa. Có điều khác ở đó thì văn bản lại hiện ra. Dấu đã xem là của riêng máy \
      này; sổ và quá trình không đổi.
      """,
      """
      Removes a sent document from the inbox: sent back, refused, held by the hub, not taken, answered; and a document \
      with which two stations did different things. It comes back when something else is so there. The mark is of \
      this PC only; the register and the trail stay as they are.
      """),
    parameters: [SharedParameters.documents],
    examples: [Example("vanthu seen 15/QĐ-UBND", "đã xem lý do trả lại", "the reason was read")],
    names: .issued,
    run: { session, given in
      let lines = try session.lines(given)
      let calendar = try session.calendar
      try session.act { transaction in
        for line in lines { _ = try transaction.see(line, today: session.today, calendar: calendar) }
      }
      let names = lines.map(\.reference).joined(separator: ", ")
      return Outcome(
        session.say("Đã xem \(names).", "Seen: \(names)."), json: .array(lines.map { .string($0.reference) }))
    })
}
