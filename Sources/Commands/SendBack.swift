import CommandWords
import Wording

/// Trả lại.
package extension Command {
  static let sendBack = Command(
    name: "send-back", aliases: ["tra-lai"], group: .incoming,
    summary: Bilingual("trả lại nơi gửi, có lý do", "send back to the issuer, with the reason"),
    parameters: [SharedParameters.documents, SendBackParameters.reason],
    examples: [Example("vanthu send-back 58 --reason \"Gửi nhầm nơi nhận\"", "trả lại", "send back")],
    run: { session, given in
      let reason = try given.required(SendBackParameters.reason)
      return try together(session, given, Bilingual("Đã trả lại", "Sent back"), for: .incoming) { transaction, line in
        try transaction.sendBack(line, reason: reason)
      }
    })
}

package enum SendBackParameters {
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"), required: true)
}
