import CommandWords
import Wording

/// Hủy số.
package extension Command {
  static let void = Command(
    name: "void", aliases: ["huy-so"], group: .documents,
    summary: Bilingual("hủy một số, nêu lý do; số không cấp lại", "void a number, with the reason; it is never reused"),
    parameters: [SharedParameters.documents, VoidParameters.reason],
    examples: [Example("vanthu void 57 --reason \"Đăng ký nhầm\"", "hủy số đến 57", "void arrival 57")],
    run: { session, given in
      let reason = try given.required(VoidParameters.reason)
      return try together(session, given, Bilingual("Đã hủy số", "Voided")) { transaction, line in
        try transaction.void(line, reason: reason)
      }
    })
}

package enum VoidParameters {
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"), required: true)
}
