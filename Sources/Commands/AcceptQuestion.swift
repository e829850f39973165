import CommandWords
import Office
import Wording

/// The question before the clerk gives a number to a document whose sender asks for it back.
@MainActor
enum AcceptQuestion {
  /// - Returns: `nil` if none of the documents was recalled.
  static func question(_ call: ScreenCall) throws -> Question? {
    let recalled = try call.session.lines(call.given).filter { $0.state == .arrived && $0.requests > 0 }
    guard let first = recalled.first, call.given(AcceptParameters.anyway) == nil else { return nil }
    let codes = recalled.prefix(8).map(\.document.code).joined(separator: ", ") + (recalled.count > 8 ? ", …" : "")
    let agree = call.session.keyHint("agree", call.screen)
    let asked = try recalled.count == 1 ? call.session.office.requests(call.session.office.card(first)) : []
    let why = asked.last?.entry.act.words ?? Bilingual("nơi gửi yêu cầu lấy lại", "recalled by the sender")
    return Question(
      title: Bilingual("Nơi gửi đang lấy lại \(codes): vẫn tiếp nhận?", "\(codes) was recalled: accept it anyway?"),
      sentence: Bilingual(
        "\(why.vietnamese.capitalisedFirst). Hủy theo yêu cầu của nơi gửi thì nhấn \(agree).",
        "\(why.english.capitalisedFirst). To destroy it as the sender asks, press \(agree)."),
      isDangerous: true,
      answers: [
        .init(words: Bilingual("thôi", "leave it"), then: .leave),
        .init(
          words: Bilingual("vẫn tiếp nhận", "accept it"),
          then: .go(
            call.given.with(
              AcceptParameters.anyway,
              call.session.say(
                "tiếp nhận khi nơi gửi đang yêu cầu lấy lại", "accepted although its sender recalls it"))),
          isDeliberate: true),
      ])
  }
}
