import CommandWords
import Records
import Wording

/// Nhóm nơi nhận.
package extension Command {
  static let group = Command(
    name: "group", aliases: ["nhom"], group: .house,
    summary: Bilingual("nhóm nơi nhận: xem, đặt", "groups of recipients: list, set"),
    parameters: [GroupParameters.verb, GroupParameters.name, GroupParameters.member],
    examples: [
      Example(
        "vanthu group set \"Các xóm\" --member \"Xóm Bản Gun\" --member \"Xóm Lũng Nọi\"", "đặt nhóm", "set a group")
    ],
    run: { session, given in
      if try given(GroupParameters.verb) == .set {
        let name = try given.required(GroupParameters.name)
        let members = try given.all(GroupParameters.member).map { typed in
          let (name, organID) = try agency(session, typed, on: session.today)
          return Recipient(name: name, organID: organID)
        }
        try session.act { try $0.nameGroup(name, members: members) }
      }
      let groups = try session.office.groups(on: session.today)
      return Outcome(
        rows: groups.map { .columns($0.name, $0.members.map(\.name).joined(separator: "; ")) },
        json: .array(
          groups.map {
            .object([("name", .string($0.name)), ("members", .array($0.members.map { .string($0.name) }))])
          }))
    })
}

package enum GroupParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case list, set
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"))
  package static let name = Typed<String>.argument("name", .text, Bilingual("tên nhóm", "name"), required: false)
  package static let member = Typed<String>.option("member", .recipient, Bilingual("Nơi nhận", "Member"), repeats: true)
}
