import CommandWords
import Wording

/// Thu hồi.
package extension Command {
  static let recall = Command(
    name: "recall", aliases: ["thu-hoi"], group: .outgoing,
    summary: Bilingual("thu hồi văn bản đã phát hành, có lý do", "recall an issued document, with the reason"),
    detail: Bilingual(
      "Số vẫn ở trong sổ. Nơi nhận được yêu cầu hủy nội dung và trả lời; "
        + "xem trả lời của từng nơi bằng vanthu show (Nghị định 30/2020, điều 18).",
      "The number stays in the book. The readers are asked to destroy the content and to reply; "
        + "see each reply with vanthu show (Decree 30/2020, article 18)."
    ),
    parameters: [SharedParameters.documents, RecallParameters.reason],
    examples: [Example("vanthu recall 15/QĐ-UBND --reason \"Ký nhầm\"", "thu hồi một quyết định", "recall a decision")],
    run: { session, given in
      let reason = try given.required(RecallParameters.reason)
      return try together(session, given, Bilingual("Đã thu hồi", "Recalled"), for: .outgoing) { transaction, line in
        try transaction.recall(line, reason: reason)
      }
    })
}

package enum RecallParameters {
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"), required: true)
}
