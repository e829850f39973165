import CommandWords
import Office
import Records
import Wording

package extension Command {
  /// Chữa việc ghi khi đồng hồ máy chạy nhanh.
  static let mendClock = Command(
    name: "mend-clock", aliases: ["chua-dong-ho"], group: .house,
    summary: Bilingual(
      "hủy mọi số mang ngày chưa tới, cấp khi đồng hồ máy chạy nhanh",
      "void numbers with future dates, assigned while the clock was ahead"),
    detail: Bilingual(
      """
      Làm khi đồng hồ máy đã chỉnh đúng, và nêu đủ ngày hôm nay: khác ngày của đồng hồ máy thì không làm gì. \
      Đồng hồ đang chậm cũng vậy: khi nó đứng trước ngày của chương trình hay ngày tỉnh trả lời lần cuối, \
      hoặc khi có số của nhiều ngày sau hôm nay hơn số ngày đã qua từ việc cuối trước đó. Sổ được sao lưu trước. \
      Số đã hủy vẫn nằm trong sổ với lý do và không cấp lại; sổ mở nhầm của năm chưa tới được cất, chờ tới năm ấy. \
      Lệnh in ra từng văn bản để nhập lại. Việc đã ghi với giờ sai không còn được lấy làm căn cứ hỏi ngày. \
      Bản trước làm ngay khi không nêu ngày; nay kịch bản phải nêu.
      """,
      """
      Run it once the clock is right, with today's full date: if the clock shows another date, nothing is done. \
      Nothing is done either if the clock is slow: before the date of the program or of the hub's last answer, or if \
      numbers were assigned on more days after today than have passed since the last act before them. A backup is made \
      first. Voided numbers stay in their book with the reason and are not assigned again; a book opened by mistake \
      waits for its year. The documents are listed, to be entered again. What was written with the wrong time no \
      longer counts as evidence of the date. Earlier versions needed no date; scripts must now give one.
      """
    ),
    parameters: [MendClockParameters.day, MendClockParameters.reason],
    examples: [
      Example("vanthu mend-clock 01/12/2026", "đồng hồ máy trước đây chạy nhanh", "the clock was ahead before")
    ],
    isAct: true, goesByClock: false,
    run: { session, given in
      try mendClock(
        session, in: nil, try given.required(MendClockParameters.day),
        given(MendClockParameters.reason) ?? session.say("Đồng hồ máy chạy nhanh", "The clock was ahead"))
    },
    asks: { call in
      // Says what will be voided and asks for today's date. Unless it is the clock's day, nothing is done.
      guard call.session.options.day == nil else { throw ClockMendingRefusal.dayNamed }
      let today = call.session.today
      let lines = try call.session.office.clockMending(on: today)
      guard let behind = try call.session.office.clockBehind(today: today) else {
        throw ClockMendingRefusal.nothing(nil, today)
      }
      guard call.given(MendClockParameters.day) == nil else { return nil }
      let books = behind.books.joined(separator: ", ")
      let words =
        lines.isEmpty
        ? Bilingual(
          "Sổ đã có việc ngày \(behind.newest.display), không có số nào phải hủy. "
            + "Gõ đủ ngày hôm nay thì giờ sai ấy không còn được tin; Esc để chỉnh đồng hồ máy.",
          "The file has acts dated \(behind.newest.display), and no number has to be voided. "
            + "Type today's full date, and that time is no longer trusted; Esc to set the clock."
        )
        : Bilingual(
          "\(lines.count) số ở \(books) mang ngày tới \(behind.newest.display) sẽ bị hủy, văn bản phải nhập lại; "
            + "sổ năm chưa tới được cất. Đồng hồ máy đã đúng thì gõ đủ ngày hôm nay; Esc để chỉnh đồng hồ máy.",
          "\(lines.count) numbers in \(books) are dated up to \(behind.newest.display) and will be voided, "
            + "the documents must be entered again; books of future years are set aside. "
            + "If the clock is right now, type today's full date; Esc to set it."
        )
      return .today(words, for: call.command, call.given, MendClockParameters.day)
    })

  /// Voids the numbers of days to come, after today was confirmed and a backup made, and lists what has to be entered
  /// again.
  @MainActor
  static func mendClock(_ session: Session, in book: String?, _ today: String, _ reason: String) throws -> Outcome {
    guard session.options.day == nil else { throw ClockMendingRefusal.dayNamed }
    let day = try session.confirmedDay(today)
    let context = try session.contextByClock
    let backup =
      try session.office.clockMending(in: book, on: day).isEmpty ? nil : session.office.backUpBeforeMending(context)
    let lines = try session.act(context, together: true) { try $0.mendClock(in: book, reason: reason) }
    let waiting = try session.office.waitingBooks(today: session.today)
    let books = Set(lines.compactMap(\.book)).sorted()
    let put = books.compactMap { id in waiting[id].map { (id, $0.words) } }
    func list(_ language: Language) -> String { put.map { "\($0.0) (\($0.1[language]))" }.joined(separator: ", ") }
    let set =
      put.isEmpty
      ? Bilingual("", "") : Bilingual("; cất \(list(.vietnamese))", "; set aside: \(list(.english))")
    let words =
      lines.isEmpty
      ? Bilingual(
        "Không có số nào phải hủy; việc đã ghi với giờ sai không còn làm căn cứ hỏi ngày.",
        "No number had to be voided; what was written with the wrong time no longer counts as evidence of the date.")
      : Bilingual(
        "Đã hủy \(lines.count) số ở \(books.joined(separator: ", "))\(set.vietnamese); "
          + "nhập lại các văn bản trên vào đúng sổ và sửa số đã đóng dấu trên giấy.",
        "\(lines.count) numbers of \(books.joined(separator: ", ")) were voided\(set.english); "
          + "enter these documents again in the right book, and correct the stamp on the paper."
      )
    return Outcome(
      rows: lines.map { .columns($0.numberText, $0.day.display, $0.document.code, $0.document.subject) }
        + [OutputLine(words[session.language])]
        + (backup.map { [OutputLine(session.say("Sổ trước đó: \($0).", "The file before this: \($0)."))] } ?? []),
      json: .array(
        lines.map {
          .object([
            ("number", JSON($0.number)), ("code", .string($0.document.code)), ("day", .string($0.day.description)),
            ("subject", .string($0.document.subject)), ("book", JSON($0.book)),
          ])
        }))
  }
}

package enum MendClockParameters {
  package static let day = Typed<String>.argument(
    "day", .issuedDay, Bilingual("hôm nay", "today"), help: Bilingual("đủ ngày, tháng, năm", "day, month and year"))
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"))
}
