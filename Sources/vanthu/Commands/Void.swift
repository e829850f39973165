import Wording

/// Hủy số.
extension Command {
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
}
