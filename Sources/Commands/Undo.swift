import CommandWords
import Wording

/// Hoàn tác.
package extension Command {
  static let undo = Command(
    name: "undo", aliases: ["hoan-tac"], group: .documents,
    summary: Bilingual(
      "hoàn tác việc cuối của mình, hoặc của một văn bản", "undo your own last act, or the last on a document"),
    detail: Bilingual(
      "Hoàn tác là một việc ngược lại; cả hai còn trong quá trình. Việc làm hàng loạt được hoàn tác cùng nhau. "
        + "Số đã cấp thì không lấy lại: dùng vanthu void.",
      "Undo is a reversing act; both stay in the trail. A bulk act is undone as one. "
        + "An assigned number cannot be undone: use vanthu void."
    ),
    parameters: [UndoParameters.document],
    examples: [
      Example("vanthu undo", "việc cuối của mình", "your own last act"),
      Example("vanthu undo 57", "việc cuối với văn bản đến số 57", "the last act on arrival 57"),
    ],
    run: { session, given in
      let line = try given(UndoParameters.document).map { try session.office.find($0, today: session.today) }
      let clerk = try session.clerk
      let undone = try session.act { transaction in
        try line.map { try transaction.undo($0) } ?? transaction.undoLast(of: clerk)
      }
      let names = undone.lines.map(\.reference).joined(separator: ", ")
      return Outcome(
        session.say(
          "Đã hoàn tác “\(undone.words.vietnamese)” (\(names)).", "Undid “\(undone.words.english)” (\(names))."),
        json: .array(undone.lines.map(\.json)))
    })
}

package enum UndoParameters {
  package static let document = Typed<String>.argument(
    "document", .document, Bilingual("văn bản", "document"), required: false)
}
