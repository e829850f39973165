import Records
import Wording

/// Đính chính.
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
    },
    asks: { call in try DraftForm.changing(call) })
}
