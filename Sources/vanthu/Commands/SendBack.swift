import Wording

/// Trả lại.
extension Command {
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
}
