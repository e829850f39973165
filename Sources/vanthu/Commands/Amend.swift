import CommandWords
import Office
import Records
import Wording

/// Đính chính, hủy số, hoàn tác.
extension Command {
  static let correct = Command(
    name: "correct", aliases: ["dinh-chinh"], group: .documents,
    summary: Words(
      "đính chính một phần, nêu lý do; giá trị cũ còn trong quá trình",
      "correct a field, with the reason; the old value stays in the trail"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option("field", .choice(Field.allCases.map(\.rawValue)), Words("Phần", "Field"), required: true),
      .option("value", .text, Words("Giá trị mới", "New value"), required: true),
      .option("reason", .text, Words("Lý do", "Reason"), required: true),
    ],
    examples: [
      Example(
        "vanthu correct 57 --field subject --value \"V/v rà soát hộ cận nghèo\" --reason \"Ghi nhầm\"", "sửa trích yếu",
        "mend the subject")
    ],
    run: { session, arguments in
      let field = Field(rawValue: try arguments.required("field"))!
      return try together(session, arguments, Words("Đã đính chính", "Corrected")) { desk, line in
        try desk.correct(line, field, to: arguments.values["value"]?.last ?? "", reason: arguments.required("reason"))
      }
    })

  static let void = Command(
    name: "void", aliases: ["huy-so"], group: .documents,
    summary: Words("hủy một số, nêu lý do; số không cấp lại", "void a number, with the reason; it is not given again"),
    parameters: [.documents, .option("reason", .text, Words("Lý do", "Reason"), required: true)],
    examples: [Example("vanthu void 57 --reason \"Đăng ký nhầm\"", "hủy số đến 57", "void arrival 57")],
    run: { session, arguments in
      let reason = try arguments.required("reason")
      return try together(session, arguments, Words("Đã hủy số", "Voided")) { desk, line in
        try desk.void(line, reason: reason)
      }
    })

  static let undo = Command(
    name: "undo", aliases: ["hoan-tac"], group: .documents,
    summary: Words(
      "hoàn tác việc cuối của mình, hoặc của một văn bản", "take back one's own last act, or the last on a document"),
    detail: Words(
      "Hoàn tác là một việc ngược lại; cả hai còn trong quá trình. Việc làm hàng loạt được hoàn tác cùng nhau. Số đã cấp thì không lấy lại: dùng vanthu void.",
      "Undo is a reversing act; both stay in the trail. A bulk act is taken back as one. A number once given is not taken back: use vanthu void."
    ),
    parameters: [.argument("document", .document, Words("văn bản", "document"), required: false)],
    examples: [
      Example("vanthu undo", "việc cuối của mình", "one's own last act"),
      Example("vanthu undo 57", "việc cuối với văn bản đến số 57", "the last act on arrival 57"),
    ],
    run: { session, arguments in
      let line = try arguments["document"].map { try session.office.find($0, today: session.today) }
      let clerk = try session.clerk
      let undone = try session.act { desk in try line.map { try desk.undo($0) } ?? desk.undoLast(of: clerk) }
      let names = undone.lines.map(\.reference).joined(separator: ", ")
      return Outcome(
        session.say(
          "Đã hoàn tác “\(undone.words.vietnamese)” (\(names)).", "Undid “\(undone.words.english)” (\(names))."),
        json: .array(undone.lines.map(\.json)))
    })
}
