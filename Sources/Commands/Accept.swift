import CommandWords
import Office
import Records
import Wording

/// Tiếp nhận.
package extension Command {
  static let accept = Command(
    name: "accept", aliases: ["tiep-nhan"], group: .incoming,
    summary: Bilingual(
      "tiếp nhận văn bản cơ quan khác gửi qua mạng, cấp số đến", "register what another office has sent through the hub"
    ),
    detail: Bilingual(
      "Lấy nguyên các phần như nơi gửi đã ghi và cấp số đến tiếp theo; "
        + "nơi gửi thấy “đã tiếp nhận” sau lần đồng bộ tới. Gửi nhầm thì trả lại bằng vanthu send-back. "
        + "Văn bản nơi gửi đang yêu cầu lấy lại chỉ được tiếp nhận khi có --anyway. "
        + "Văn bản máy khác của cơ quan đã ghi tạm (tam-…) cũng được cấp số như vậy, giữ ngày đến đã ghi.",
      "Registers it as the sender wrote it, under the next arrival number; the sender sees “accepted” "
        + "after the next exchange. Send a misdirected document back with vanthu send-back. "
        + "A document that its sender has recalled is accepted with --anyway only. What another station of "
        + "the office has registered provisionally (tam-…) also gets its number here, and keeps its arrival date."
    ),
    parameters: [
      SharedParameters.documents, AcceptParameters.arrived, RegisterParameters.number, AcceptParameters.anyway,
      AcceptParameters.reason,
    ],
    examples: [Example("vanthu accept moi-12 moi-13", "tiếp nhận hai văn bản", "register two documents")],
    expects: { try $0.expectNumbers(.incoming) }, question: AcceptQuestion.question,
    run: { session, given in
      let day = try given(AcceptParameters.arrived)
      let done =
        given.all(SharedParameters.documents).count <= 6
        ? Bilingual("Đã tiếp nhận, số đến", "Accepted, arrival number") : Bilingual("Đã tiếp nhận", "Accepted")
      return try together(session, given, done, for: .incoming) { transaction, line in
        // A provisionally registered document arrived on the day that was written down. Its number is assigned late;
        // that is the reason to give for the earlier day.
        do {
          return try transaction.register(
            line.document, arrivedOn: day ?? (line.isProvisional ? line.day : session.today),
            anyway: given(AcceptParameters.anyway),
            reason: given(AcceptParameters.reason) ?? (line.isProvisional ? "ghi tạm \(line.reference)" : nil),
            number: given(RegisterParameters.number), arrival: line)
        } catch RegisterRefusal.duplicate(let earlier) where earlier.number != nil {
          let key = session.isOnScreen ? session.keyHint(Command.merge.name, "triage") : nil
          throw AcceptRefusal.registered(earlier, copy: line.reference, key: key)
        }
      }
    })
}

package enum AcceptParameters {
  package static let arrived = Typed<Day>.option(
    "arrived", .issuedDay, Bilingual("Ngày đến", "Arrival date"),
    help: Bilingual("mặc định: hôm nay", "default: today"),
    asked: false)
  package static let anyway = Typed<String>.option(
    "anyway", .text, Bilingual("Lý do đăng ký lại", "Reason for a duplicate"),
    help: Bilingual(
      "khi bản giấy đã đăng ký, hay nơi gửi đang đòi lại", "if the paper was registered before, or it was recalled"),
    asked: false)
  package static let reason = Typed<String>.option(
    "reason", .text, Bilingual("Lý do ngày sớm hơn", "Reason for an earlier day"), asked: false)
}

package enum AcceptRefusal: Refusal, Equatable {
  /// The document is registered already, mostly from paper; the key that merges the two on the screen.
  case registered(DocumentLine, copy: String, key: String?)

  package var words: Bilingual {
    switch self {
    case .registered(let line, let copy, let key):
      let command = "vanthu merge \(copy) --into \(line.numberText)"
      let way = key.map { "\($0) (\(command))" } ?? command
      return Bilingual(
        "Văn bản \(line.document.code) của \(line.author) đã đăng ký, số đến \(line.numberText) "
          + "ngày \(line.day.display); nếu \(copy) là bản điện tử của số ấy thì nhập vào bằng \(way), "
          + "nếu vẫn muốn đăng ký, nêu lý do bằng --anyway.",
        "\(line.document.code) of \(line.author) is already registered, arrival number \(line.numberText) "
          + "on \(line.day.display); if \(copy) is its electronic copy, merge it with \(way), "
          + "to register it anyway give a reason with --anyway.")
    }
  }
}
