import Office
import Wording

/// The question before the clerk agrees with a sender: to destroy what the sender recalls, or to take note of what it
/// has changed. The two are worded differently.
@MainActor
package struct AgreeQuestion {
  private let title: Bilingual
  private let sentence: Bilingual
  private let destroys: Bool

  /// - Returns: `nil` if the sender asks for nothing; the command then refuses with that reason.
  package static func question(_ call: ScreenCall) throws -> Question? {
    guard let asked = try AgreeQuestion(call) else { return nil }
    return Question(
      title: asked.title, sentence: asked.sentence, isDangerous: asked.destroys,
      answers: [
        .init(
          words: asked.destroys ? Bilingual("hủy văn bản", "destroy it") : Bilingual("đồng ý", "agree"),
          then: .go(call.given)), .init(words: Bilingual("thôi", "leave it"), then: .leave),
      ])
  }

  private init?(_ call: ScreenCall) throws {
    let session = call.session
    let lines = try session.lines(call.given)
    let cards = try lines.map { line in
      let card = try session.office.card(line)
      return (card: card, asked: try session.office.requests(card))
    }
    guard cards.contains(where: { !$0.asked.isEmpty }) else { return nil }
    let recalled = cards.filter { $0.asked.contains(where: AgreeQuestion.isRecall) }
    destroys = !recalled.isEmpty
    let correct = session.keyHint("correct", call.screen)
    let kept = Bilingual(
      "Phần nơi gửi đổi được ghi vào dòng này, giá trị cũ ở lại trong quá trình; cần khác thì gõ \(correct)",
      "What the sender changed is entered in this line, and the trail keeps the old value; \(correct) corrects it")
    let lost = Bilingual(
      "Nội dung và tệp bị hủy trên máy này; dòng trong sổ ở lại", "Content and files are destroyed here; the line stays"
    )
    guard cards.count == 1, let (card, asked) = cards.first else {
      let updated = cards.filter { one in !recalled.contains { $0.card.line.id == one.card.line.id } }
      func names(_ cards: [(card: Card, asked: [TrailLine])]) -> String {
        cards.prefix(8).map(\.card.line.reference).joined(separator: ", ") + (cards.count > 8 ? ", …" : "")
      }
      title = Bilingual(
        "Đồng ý với nơi gửi: \(cards.count) văn bản?", "Agree to the senders' requests: \(cards.count) documents?")
      var parts: [Bilingual] = []
      if destroys {
        parts.append(
          Bilingual(
            "Lấy lại \(names(recalled)): \(lost.vietnamese.lowercasedFirst)",
            "Recalled \(names(recalled)): \(lost.english.lowercasedFirst)"))
      }
      if !updated.isEmpty {
        parts.append(
          Bilingual(
            "Cập nhật \(names(updated)): \(kept.vietnamese.lowercasedFirst)",
            "Updated \(names(updated)): \(kept.english.lowercasedFirst)"))
      }
      sentence = Bilingual(
        parts.map(\.vietnamese).joined(separator: ". "), parts.map(\.english).joined(separator: ". "))
      return
    }
    let (code, subject) = (card.line.document.code, card.line.document.subject)
    let what = asked.map { card.said(of: $0) }
    let (vietnamese, english) = (
      what.map(\.vietnamese).joined(separator: "; "), what.map(\.english).joined(separator: "; ")
    )
    title =
      destroys
      ? Bilingual("Hủy văn bản \(code) theo yêu cầu lấy lại?", "Destroy \(code), which its sender recalls?")
      : Bilingual("Đồng ý cập nhật văn bản \(code)?", "Agree to the update of \(code)?")
    let then = destroys ? lost : kept
    sentence = Bilingual(
      "“\(subject)” — \(vietnamese). \(then.vietnamese).", "“\(subject)” — \(english). \(then.english).")
  }

  private static func isRecall(_ step: TrailLine) -> Bool { step.entry.act.asksBack }
}

package extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
