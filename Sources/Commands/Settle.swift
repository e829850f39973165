import CommandWords
import Wording

/// Giải quyết xong.
package extension Command {
  static let settle = Command(
    name: "settle", aliases: ["xong"], group: .incoming,
    summary: Bilingual("giải quyết xong, kèm văn bản trả lời nếu có", "settle, with the document that answers it"),
    parameters: [SharedParameters.documents, SettleParameters.answer, SettleParameters.note],
    examples: [Example("vanthu settle 57 --answer 15/UBND-VX", "xong, đã trả lời", "settled and answered")],
    names: .issued,
    run: { session, given in
      let answer = try given(SettleParameters.answer).map {
        try session.office.find($0, today: session.today, direction: .outgoing)
      }
      return try together(session, given, Bilingual("Đã giải quyết xong", "Settled"), for: .incoming) {
        transaction, line in
        try transaction.settle(line, answer: answer, note: given(SettleParameters.note))
      }
    })
}

package enum SettleParameters {
  package static let answer = Typed<String>.option(
    "answer", .document, Bilingual("Trả lời bằng", "Answered by"),
    help: Bilingual("số ký hiệu văn bản đi", "code of an outgoing document"))
  package static let note = Typed<String>.option("note", .text, Bilingual("Ghi chú", "Note"))
}
