import CommandWords
import Wording

/// Không đồng ý với nơi gửi.
package extension Command {
  static let disagree = Command(
    name: "refuse", aliases: ["khong-dong-y"], group: .incoming,
    summary: Bilingual("không đồng ý với nơi gửi, có lý do", "refuse the sender's request, with the reason"),
    parameters: [SharedParameters.documents, RefuseParameters.reason],
    examples: [Example("vanthu refuse 57 --reason \"Đã giải quyết xong\"", "giữ văn bản 57", "keep document 57")],
    run: { session, given in
      let reason = try given.required(RefuseParameters.reason)
      return try together(session, given, Bilingual("Đã trả lời không đồng ý", "Refused"), for: .incoming) {
        transaction, line in
        try transaction.disagree(line, reason: reason)
      }
    })
}

package enum RefuseParameters {
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"), required: true)
}
