import CommandWords
import Office
import Records
import Wording

/// Trình, chuyển, báo tiến độ, giải quyết, trả lại: the verbs of an incoming document, on one or on several together.
extension Command {
  static let submit = Command(
    name: "submit", aliases: ["trinh"], group: .incoming,
    summary: Words("trình lãnh đạo cho ý kiến", "submit to the head for an opinion"),
    parameters: [
      .documents,
      .option("to", .person, Words("Trình ai", "To"), help: Words("mặc định: lãnh đạo", "usually the head")),
    ],
    examples: [Example("vanthu submit 57 58", "trình hai văn bản", "submit two documents")],
    run: { session, arguments in
      try together(session, arguments, Words("Đã trình", "Submitted")) { desk, line in
        try desk.submit(line, to: arguments["to"])
      }
    })

  static let route = Command(
    name: "route", aliases: ["chuyen"], group: .incoming,
    summary: Words(
      "chuyển giao: chủ trì, phối hợp, để biết, hạn", "hand on: lead, cooperating, for information, due date"),
    detail: Words(
      "Một đơn vị chủ trì, các đơn vị khác phối hợp (Nghị định 30/2020, điều 23). Hạn riêng của một đơn vị viết sau dấu @: \"Địa chính@25/11\".",
      "One unit leads, others cooperate (Decree 30/2020, article 23). A unit's own day stands behind @: \"Địa chính@25/11\"."
    ),
    parameters: [
      .documents,
      .option("lead", .unit, Words("Chủ trì", "Lead")),
      .option("due", .dueDay, Words("Hạn", "Due"), help: Words("25/11, +3, thứ sáu", "25/11, +3, friday")),
      .option("instruction", .text, Words("Ý kiến chỉ đạo", "Instruction")),
      .option("cooperating", .unit, Words("Phối hợp", "Cooperating"), repeats: true),
      .option("inform", .unit, Words("Để biết", "For information"), repeats: true),
      .option("by", .person, Words("Người cho ý kiến", "Instructed by")),
    ],
    examples: [
      Example(
        "vanthu route 57 --lead \"Tư pháp - Hộ tịch\" --due 25/11 --instruction \"Tham mưu trả lời\"",
        "chuyển cho một đơn vị, có hạn", "hand to a unit with a day")
    ],
    asking: .whenBare,
    run: { session, arguments in
      let due = try arguments.day("due", today: session.today, toward: .future)
      var assignments: [Assignment] = []
      for (name, role) in [("lead", Assignment.Role.lead), ("cooperating", .cooperating), ("inform", .forInformation)] {
        for typed in arguments.all(name) {
          let parts = typed.split(separator: "@", maxSplits: 1).map(String.init)
          let own = try parts.count == 2 ? Day.reading(parts[1], today: session.today, toward: .future) : nil
          assignments.append(Assignment(unit: parts[0], role: role, dueDate: own ?? (role == .lead ? due : nil)))
        }
      }
      let units = assignments.map(\.unit).joined(separator: ", ")
      return try together(session, arguments, Words("Đã chuyển", "Handed on"), Words(" cho \(units)", " to \(units)")) {
        desk, line in
        try desk.route(line, to: assignments, instruction: arguments["instruction"], instructedBy: arguments["by"])
      }
    })

  static let progress = Command(
    name: "progress", aliases: ["tien-do"], group: .incoming,
    summary: Words("báo tiến độ giải quyết", "report progress"),
    parameters: [.documents, .option("note", .text, Words("Tiến độ", "Progress"), required: true)],
    examples: [Example("vanthu progress 57 --note \"Đã lấy ý kiến các xóm\"", "báo tiến độ", "report progress")],
    run: { session, arguments in
      let note = try arguments.required("note")
      return try together(session, arguments, Words("Đã báo tiến độ", "Progress noted for")) { desk, line in
        try desk.progress(line, note: note)
      }
    })

  static let settle = Command(
    name: "settle", aliases: ["xong"], group: .incoming,
    summary: Words("giải quyết xong, kèm văn bản trả lời nếu có", "settle, with the document that answers it"),
    parameters: [
      .documents,
      .option(
        "answer", .document, Words("Trả lời bằng", "Answered by"),
        help: Words("số ký hiệu văn bản đi", "code of an outgoing document")),
      .option("note", .text, Words("Ghi chú", "Note")),
    ],
    examples: [Example("vanthu settle 57 --answer 15/UBND-VX", "xong, đã trả lời", "settled and answered")],
    run: { session, arguments in
      let answer = try arguments["answer"].map {
        try session.office.find($0, today: session.today, direction: .outgoing)
      }
      return try together(session, arguments, Words("Đã giải quyết xong", "Settled")) { desk, line in
        try desk.settle(line, answer: answer, note: arguments["note"])
      }
    })

  static let sendBack = Command(
    name: "send-back", aliases: ["tra-lai"], group: .incoming,
    summary: Words("trả lại nơi gửi, có lý do", "send back to the issuer, with the reason"),
    parameters: [.documents, .option("reason", .text, Words("Lý do", "Reason"), required: true)],
    examples: [Example("vanthu send-back 58 --reason \"Gửi nhầm nơi nhận\"", "trả lại", "send back")],
    run: { session, arguments in
      let reason = try arguments.required("reason")
      return try together(session, arguments, Words("Đã trả lại", "Sent back")) { desk, line in
        try desk.sendBack(line, reason: reason)
      }
    })

  /// Does a verb on every document of the line, all or none, undone as one.
  @MainActor
  static func together(
    _ session: Session, _ arguments: Arguments, _ done: Words, _ after: Words = "",
    _ verb: (Desk, DocumentLine) throws -> DocumentLine
  ) throws -> Outcome {
    let lines = try session.lines(arguments)
    let changed = try session.act(together: lines.count > 1) { desk in
      try lines.map { try verb(desk, try desk.current($0)) }
    }
    let names = changed.map(\.reference)
    let shown =
      names.count <= 6
      ? names.joined(separator: ", ") : session.say("\(names.count) văn bản", "\(names.count) documents")
    return Outcome(
      lines: ["\(done[session.language]) \(shown)\(after[session.language])."],
      json: changed.count == 1 ? changed[0].json : .array(changed.map(\.json)))
  }
}
