import Wording

/// Đồng ý với nơi gửi.
package extension Command {
  static let agree = Command(
    name: "agree", aliases: ["dong-y"], group: .incoming,
    summary: Bilingual("đồng ý với nơi gửi: lấy lại, cập nhật", "agree to the sender's request: recall, update"),
    detail: Bilingual(
      "Lấy lại: nội dung và tệp bị hủy trên máy này, dòng trong sổ còn lại với dấu vết. "
        + "Cập nhật: phần nơi gửi đổi (trường, tệp) được ghi vào dòng này, giá trị cũ ở lại trong quá trình.",
      "A recall destroys content and files here; the line in the register stays as a record. "
        + "An update enters what the sender changed (fields, files) in the line; its trail keeps the old value."
    ),
    parameters: [SharedParameters.documents],
    examples: [Example("vanthu agree 57", "hủy văn bản 57 theo yêu cầu", "agree to recall document 57")],
    isFinal: true, question: AgreeQuestion.question,
    run: { session, given in
      try together(session, given, Bilingual("Đã đồng ý", "Agreed"), for: .incoming) { transaction, line in
        try transaction.agree(line)
      }
    })
}
