import CommandWords
import Office
import Records
import Terminal
import Wording

extension Command {
  /// Chữa việc ghi khi đồng hồ máy chạy nhanh.
  static let mendClock = Command(
    name: "mend-clock", aliases: ["chua-dong-ho"], group: .house,
    summary: Words(
      "hủy mọi số mang ngày chưa tới, cấp khi đồng hồ máy chạy nhanh",
      "void numbers of days to come, given while the clock was ahead"),
    detail: Words(
      "Làm khi đồng hồ máy đã chỉnh đúng. Số đã hủy vẫn nằm trong sổ với lý do và không cấp lại; sổ mở nhầm của năm chưa tới được cất, chờ tới năm ấy. Lệnh in ra từng văn bản để nhập lại. Việc đã ghi với giờ sai không còn được lấy làm căn cứ hỏi ngày.",
      "To be done once the clock is right. Voided numbers stay in their book with the reason and are not given again; a book opened by mistake waits for its year. The documents are listed, to be entered again. What was written with the wrong time is no witness of the day any more."
    ),
    parameters: [.option("reason", .text, Words("Lý do", "Reason"))],
    examples: [Example("vanthu mend-clock", "đồng hồ máy trước đây chạy nhanh", "the clock was ahead before")],
    run: { session, arguments in
      try mendClock(
        session, in: nil, arguments["reason"] ?? session.say("Đồng hồ máy chạy nhanh", "The clock was ahead"))
    },
    act: { workbench, _ in try workbench.askToMendClock() })

  /// Voids them, and shows what is to be entered again.
  @MainActor
  static func mendClock(_ session: Session, in book: String?, _ reason: String) throws -> Outcome {
    let lines = try session.act(together: true) { try $0.mendClock(in: book, reason: reason) }
    let waiting = try session.office.waitingBooks(today: session.today)
    let books = Set(lines.compactMap(\.book)).sorted()
    let put = books.compactMap { id in waiting[id].map { (id, $0.words) } }
    func list(_ language: Language) -> String { put.map { "\($0.0) (\($0.1[language]))" }.joined(separator: ", ") }
    let set =
      put.isEmpty
      ? Words("", "") : Words("; cất \(list(.vietnamese))", "; set apart: \(list(.english))")
    let words =
      lines.isEmpty
      ? Words(
        "Không có số nào phải hủy; việc đã ghi với giờ sai không còn làm căn cứ hỏi ngày.",
        "No number had to be voided; what was written with the wrong time is no witness of the day any more.")
      : Words(
        "Đã hủy \(lines.count) số ở \(books.joined(separator: ", "))\(set.vietnamese); nhập lại các văn bản trên vào đúng sổ và sửa số đã đóng dấu trên giấy.",
        "\(lines.count) numbers of \(books.joined(separator: ", ")) are voided\(set.english); enter these documents again in the right book, and mend the stamp on the paper."
      )
    return Outcome(
      lines: lines.map { "\($0.numberText)\t\($0.day.display)\t\($0.document.code)\t\($0.document.subject)" } + [
        words[session.language]
      ],
      json: .array(
        lines.map {
          .object([
            ("number", JSON($0.number)), ("code", .string($0.document.code)), ("day", .string($0.day.description)),
            ("subject", .string($0.document.subject)), ("book", JSON($0.book)),
          ])
        }))
  }
}

extension Workbench {
  /// One question before all numbers of days to come are voided: whether today is the day the clock says.
  func askToMendClock() throws {
    if let reason = session.viewOnly { throw reason.refusal(session.paths.office) }
    let today = session.today
    guard let behind = try session.office.clockBehind(today: today) else {
      throw ClockMendingRefusal.nothing(nil, today)
    }
    let weekday = today.weekday.words
    let books = behind.books.joined(separator: ", ")
    let sentence =
      behind.numbers == 0
      ? Words(
        "Sổ đã có việc ngày \(behind.newest.display). Không có số nào phải hủy.",
        "The file has acts of \(behind.newest.display). No number has to be voided.")
      : Words(
        "\(behind.numbers) số ở \(books) mang ngày tới \(behind.newest.display) sẽ bị hủy, văn bản phải nhập lại; sổ năm chưa tới được cất.",
        "\(behind.numbers) numbers in \(books) bear days up to \(behind.newest.display) and are voided, the documents are to be entered again; books of years to come are set apart."
      )
    put(
      Dialog(
        session.say(
          "Hôm nay là \(weekday.vietnamese) \(today.display)?", "Is today \(weekday.english) \(today.display)?"),
        sentence: sentence[session.language],
        answers: [
          .init(.named(.enter), session.say("đúng, chữa sổ", "yes, mend the books")),
          .init(.named(.escape), session.say("không, để chỉnh đồng hồ máy", "no, the clock is slow")),
        ], dangerous: true),
      [
        {
          let outcome = try Command.mendClock.run(self.session, Arguments())
          if outcome.lines.count > 1 {
            self.show(TextScreen(Command.mendClock.summary, outcome.lines.joined(separator: "\n")))
          } else {
            self.say(outcome.lines.last ?? "", .success)
          }
          try self.screen?.reload()
        }, { self.say(Words("Chưa làm gì.", "Nothing was done.")) },
      ])
  }
}
