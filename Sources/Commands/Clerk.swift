import CommandWords
import Records
import Wording

/// Người dùng.
package extension Command {
  static let clerk = Command(
    name: "clerk", aliases: ["nguoi-dung"], group: .house,
    summary: Bilingual("người dùng: xem, thêm", "clerks: list, add"),
    parameters: [ClerkParameters.verb, ClerkParameters.name],
    examples: [Example("vanthu clerk add \"Văn thư 2\"", "thêm người dùng", "add a clerk")],
    run: { session, given in
      if try given(ClerkParameters.verb) == .add {
        let name = try given.required(ClerkParameters.name)
        try session.act { try $0.nameClerk(name) }
      }
      let clerks = try session.office.clerks()
      return Outcome(lines: clerks, json: .array(clerks.map(JSON.string)))
    })
}

package enum ClerkParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case list, add
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"))
  package static let name = Typed<String>.argument("name", .text, Bilingual("tên", "name"), required: false)
}
