import CommandWords
import Vietnamese
import Wording

/// Cơ quan khác.
package extension Command {
  static let organ = Command(
    name: "organ", aliases: ["co-quan"], group: .house,
    summary: Bilingual("cơ quan: tìm trong danh bạ, thêm", "agencies: look up, add"),
    parameters: [OrganParameters.verb, OrganParameters.name, OrganParameters.code],
    examples: [Example("vanthu organ find \"ubnd dt\"", "tìm theo chữ đầu", "find by initials")],
    run: { session, given in
      let name = try given.required(OrganParameters.name)
      if try given(OrganParameters.verb) == .add {
        try session.act { try $0.nameOrgan(name, code: given(OrganParameters.code)) }
        return Outcome(session.say("Đã thêm \(name).", "Added \(name)."), json: .object([("name", .string(name))]))
      }
      let found = try session.office.directory.matching(name, on: session.today, limit: 20)
      return Outcome(
        lines: found.map(\.label),
        json: .array(
          found.map { .object([("id", .string($0.id)), ("name", .string($0.name)), ("label", .string($0.label))]) }))
    })
}

package enum OrganParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case find, add
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"))
  package static let name = Typed<String>.argument("name", .text, Bilingual("tên", "name"))
  package static let code = Typed<String>.option("code", .word, Bilingual("Mã định danh", "Identifier"))
}
