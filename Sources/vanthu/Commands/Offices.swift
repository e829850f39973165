import CommandWords
import Glibc
import Office
import Records
import Wording

/// Giữa các cơ quan: tiếp nhận, thu hồi, trả lời nơi gửi.
extension Command {
  static let accept = Command(
    name: "accept", aliases: ["tiep-nhan"], group: .incoming,
    summary: Words(
      "tiếp nhận văn bản cơ quan khác gửi qua mạng, cấp số đến", "register what another office has sent through the hub"
    ),
    detail: Words(
      "Lấy nguyên các phần như nơi gửi đã ghi và cấp số đến tiếp theo; nơi gửi thấy “đã tiếp nhận” sau lần đồng bộ tới. Gửi nhầm thì trả lại bằng vanthu send-back. Văn bản máy khác của cơ quan đã ghi tạm (tam-…) cũng được cấp số như vậy, giữ ngày đến đã ghi.",
      "Takes it as the sender wrote it, under the next arrival number; the sender sees “accepted” after the next exchange. What was misdirected is sent back with vanthu send-back. What another station of the office has registered provisionally (tam-…) gets its number so too, and keeps its arrival date."
    ),
    parameters: [
      .documents,
      .option(
        "arrived", .issuedDay, Words("Ngày đến", "Arrival date"), help: Words("mặc định: hôm nay", "usually today"),
        asked: false),
      .option(
        "anyway", .text, Words("Lý do đăng ký lại", "Reason for a duplicate"),
        help: Words("khi bản giấy đã đăng ký", "when the paper was registered before"), asked: false),
      .option(
        "reason", .text, Words("Lý do ngày sớm hơn", "Reason for an earlier day"), asked: false),
    ],
    examples: [Example("vanthu accept moi-12 moi-13", "tiếp nhận hai văn bản", "register two documents")],
    run: { session, arguments in
      let day = try arguments.day("arrived", today: session.today)
      let done =
        arguments.all("document").count <= 6
        ? Words("Đã tiếp nhận, số đến", "Accepted, arrival number") : Words("Đã tiếp nhận", "Accepted")
      return try together(session, arguments, done) { desk, line in
        // What was written down provisionally arrived on the day it was; its number comes late, and that is the reason.
        try desk.register(
          line.document, arrivedOn: day ?? (line.isProvisional ? line.day : session.today), anyway: arguments["anyway"],
          reason: arguments["reason"] ?? (line.isProvisional ? "ghi tạm \(line.reference)" : nil), arrival: line)
      }
    })

  static let recall = Command(
    name: "recall", aliases: ["thu-hoi"], group: .outgoing,
    summary: Words("thu hồi văn bản đã phát hành, có lý do", "recall an issued document, with the reason"),
    detail: Words(
      "Số vẫn ở trong sổ. Nơi nhận được yêu cầu hủy nội dung và trả lời; xem trả lời của từng nơi bằng vanthu show (Nghị định 30/2020, điều 18).",
      "The number stays in the book. The readers are asked to destroy the content and answer; see each answer with vanthu show (Decree 30/2020, article 18)."
    ),
    parameters: [.documents, .option("reason", .text, Words("Lý do", "Reason"), required: true)],
    examples: [Example("vanthu recall 15/QĐ-UBND --reason \"Ký nhầm\"", "thu hồi một quyết định", "recall a decision")],
    run: { session, arguments in
      let reason = try arguments.required("reason")
      return try together(session, arguments, Words("Đã thu hồi", "Recalled")) { desk, line in
        try desk.recall(line, reason: reason)
      }
    })

  static let agree = Command(
    name: "agree", aliases: ["dong-y"], group: .incoming,
    summary: Words("đồng ý với nơi gửi: lấy lại, cập nhật", "agree to what the sender asks: recall, update"),
    detail: Words(
      "Lấy lại: nội dung và tệp bị hủy trên máy này, dòng trong sổ còn lại với dấu vết. Cập nhật: phần đã đăng ký giữ nguyên, sửa bằng vanthu correct nếu cần.",
      "A recall destroys content and files here, the line in the register stays as a trace. An update leaves the line as registered; mend it with vanthu correct where needed."
    ),
    parameters: [.documents],
    examples: [Example("vanthu agree 57", "hủy văn bản 57 theo yêu cầu", "give document 57 back")],
    isFinal: true,
    run: { session, arguments in
      try together(session, arguments, Words("Đã đồng ý", "Agreed")) { desk, line in try desk.agree(line) }
    })

  static let disagree = Command(
    name: "refuse", aliases: ["khong-dong-y"], group: .incoming,
    summary: Words("không đồng ý với nơi gửi, có lý do", "refuse what the sender asks, with the reason"),
    parameters: [.documents, .option("reason", .text, Words("Lý do", "Reason"), required: true)],
    examples: [Example("vanthu refuse 57 --reason \"Đã giải quyết xong\"", "giữ văn bản 57", "keep document 57")],
    run: { session, arguments in
      let reason = try arguments.required("reason")
      return try together(session, arguments, Words("Đã trả lời không đồng ý", "Refused")) { desk, line in
        try desk.disagree(line, reason: reason)
      }
    })
}
