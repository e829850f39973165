import CommandWords
import Office
import Wording

/// The question before the clerk gives a number to a document whose sender asks for it back, or to one that looks
/// registered already.
@MainActor
enum AcceptQuestion {
  /// - Returns: `nil` if none of the documents was recalled, and not a single one is registered.
  static func question(_ call: ScreenCall) throws -> Question? {
    guard call.given(AcceptParameters.anyway) == nil else { return nil }
    let lines = try call.session.lines(call.given)
    let recalled = lines.filter { $0.state == .arrived && $0.requests > 0 }
    guard let first = recalled.first else { return lines.count == 1 ? try twin(lines[0], call) : nil }
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

  private static func twin(_ line: DocumentLine, _ call: ScreenCall) throws -> Question? {
    guard line.state == .arrived, let earlier = try call.session.office.twins(of: line).first else { return nil }
    let merge = call.session.keyHint(Command.merge.name, call.screen)
    let again = call.given.with(
      AcceptParameters.anyway,
      call.session.say("tiếp nhận lại sau khi được nhắc trùng", "accepted again after a warning"))
    return Question(
      title: Bilingual(
        "\(line.document.code) đã đăng ký, số đến \(earlier.numberText) ngày \(earlier.day.display): vẫn tiếp nhận?",
        "\(line.document.code) is already registered, arrival \(earlier.numberText) on \(earlier.day.display): accept "
          + "it anyway?"),
      sentence: Bilingual(
        "\(line.reference) là bản điện tử của số ấy thì thôi, rồi nhấn \(merge) để nhập vào.",
        "If \(line.reference) is the electronic copy of that number, leave it and press \(merge) to merge the two."),
      isDangerous: true,
      answers: [
        .init(words: Bilingual("thôi", "leave it"), then: .leave),
        .init(words: Bilingual("vẫn tiếp nhận", "accept it"), then: .go(again), isDeliberate: true),
        .init(words: Bilingual("xem văn bản ấy", "view it"), then: .look(.card(earlier))),
      ])
  }
}
