import Wording

/// Đồng ý với nơi gửi.
package extension Command {
  static let agree = Command(
    name: "agree", aliases: ["dong-y"], group: .incoming,
    summary: Bilingual("đồng ý với nơi gửi: lấy lại, cập nhật", "agree to the sender's request: recall, update"),
    detail: Bilingual(
      "Lấy lại: nội dung và tệp bị hủy trên máy này, dòng trong sổ còn lại với dấu vết. "
        + "Cập nhật: phần đã đăng ký giữ nguyên, sửa bằng vanthu correct nếu cần.",
      "A recall destroys content and files here; the line in the register stays as a record. "
        + "An update leaves the line as registered; correct it with vanthu correct if needed."
    ),
    parameters: [SharedParameters.documents],
    examples: [Example("vanthu agree 57", "hủy văn bản 57 theo yêu cầu", "agree to recall document 57")],
    isFinal: true, question: AgreeQuestion.question,
    run: { session, given in
      try together(session, given, Bilingual("Đã đồng ý", "Agreed")) { transaction, line in try transaction.agree(line)
      }
    })
}
