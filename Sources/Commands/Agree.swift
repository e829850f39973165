import Wording

/// Đồng ý với nơi gửi.
package extension Command {
  static let agree = Command(
    name: "agree", aliases: ["dong-y"], group: .incoming,
    summary: Words("đồng ý với nơi gửi: lấy lại, cập nhật", "agree to what the sender asks: recall, update"),
    detail: Words(
      "Lấy lại: nội dung và tệp bị hủy trên máy này, dòng trong sổ còn lại với dấu vết. "
        + "Cập nhật: phần đã đăng ký giữ nguyên, sửa bằng vanthu correct nếu cần.",
      "A recall destroys content and files here, the line in the register stays as a trace. "
        + "An update leaves the line as registered; mend it with vanthu correct where needed."
    ),
    parameters: [SharedParameters.documents],
    examples: [Example("vanthu agree 57", "hủy văn bản 57 theo yêu cầu", "give document 57 back")],
    isFinal: true, question: AgreeQuestion.question,
    run: { session, given in
      try together(session, given, Words("Đã đồng ý", "Agreed")) { desk, line in try desk.agree(line) }
    })
}
