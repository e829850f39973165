import CommandWords
import Records
import Wording

/// Đính chính.
package extension Command {
  static let correct = Command(
    name: "correct", aliases: ["dinh-chinh"], group: .documents,
    summary: Bilingual(
      "đính chính một phần, nêu lý do; giá trị cũ còn trong quá trình",
      "correct a field, with the reason; the old value stays in the trail"),
    parameters: [
      CorrectParameters.document, CorrectParameters.field, CorrectParameters.value, CorrectParameters.reason,
    ],
    examples: [
      Example(
        "vanthu correct 57 --field subject --value \"V/v rà soát hộ cận nghèo\" --reason \"Ghi nhầm\"", "sửa trích yếu",
        "correct the subject")
    ],
    run: { session, given in
      let field = try given.required(CorrectParameters.field)
      return try together(session, given, Bilingual("Đã đính chính", "Corrected")) { transaction, line in
        try transaction.correct(
          line, field, to: given.arguments.values[CorrectParameters.value.name]?.last ?? "",
          reason: given.required(CorrectParameters.reason))
      }
    },
    asks: { call in try DraftForm.changing(call) })
}

package enum CorrectParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
  package static let field = Typed<Field>.option("field", Bilingual("Phần", "Field"), required: true)
  package static let value = Typed<String>.option("value", .text, Bilingual("Giá trị mới", "New value"), required: true)
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"), required: true)
}
