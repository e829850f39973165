import CommandWords
import Wording

/// Dự thảo.
package extension Command {
  static let draft = Command(
    name: "draft", aliases: ["du-thao"], group: .outgoing,
    summary: Bilingual("lập hoặc sửa một dự thảo, chưa có số", "create or change a draft, without a number"),
    parameters: [DraftParameters.document] + OutgoingParameters.all,
    examples: [
      Example(
        "vanthu draft --type tb --subject \"Về việc nghỉ lễ\" --to \"Các xóm\"",
        "lập dự thảo; phát hành sau bằng issue --draft",
        "create a draft; issue it later with issue --draft")
    ],
    asking: .whenBare,
    run: { session, given in
      let old = try given(DraftParameters.document).map { try session.office.find($0, today: session.today) }
      // A part that is left out is removed from the draft.
      let rest = old.map { DocumentParameters.emptied($0.document, .outgoing) }
      let document = try outgoingDocument(session, given, from: rest)
      let recipients = try Recipients(session).named(given.all(OutgoingParameters.to))
      let secrecy = try given(OutgoingParameters.secrecy) ?? .open
      let field = given(OutgoingParameters.field)
      let line = try session.act { transaction in
        let line =
          try old.map { try transaction.redraft($0, document, secrecy: secrecy, to: recipients, field: field) }
          ?? transaction.draft(document, secrecy: secrecy, to: recipients, field: field)
        return try given.all(OutgoingParameters.attach).reduce(line) {
          try transaction.attach($0, file: FileNames.found($1))
        }
      }
      if !given.all(OutgoingParameters.attach).isEmpty { try session.readFileTexts(beside: line) }
      return Outcome(
        session.say("Đã ghi dự thảo \(line.reference).", "Draft \(line.reference) is saved."), json: line.json)
    })
}

package enum DraftParameters {
  package static let document = Typed<String>.argument(
    "document", .document, Bilingual("dự thảo", "draft"),
    help: Bilingual("dự thảo cần sửa; bỏ trống để lập mới", "the draft to change; none for a new one"), required: false)
}
