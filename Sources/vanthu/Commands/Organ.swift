import CommandWords
import Vietnamese
import Wording

/// Cơ quan khác.
extension Command {
  static let organ = Command(
    name: "organ", aliases: ["co-quan"], group: .house,
    summary: Words("cơ quan: tìm trong danh bạ, thêm", "agencies: look up, add"),
    parameters: [
      .argument("verb", .choice(["find", "add"]), Words("việc", "what")),
      .argument("name", .text, Words("tên", "name")),
      .option("code", .word, Words("Mã định danh", "Identifier")),
    ],
    examples: [Example("vanthu organ find \"ubnd dt\"", "tìm theo chữ đầu", "find by initials")],
    run: { session, arguments in
      let name = try arguments.required("name")
      if arguments["verb"] == "add" {
        try session.act { try $0.nameOrgan(name, code: arguments["code"]) }
        return Outcome(session.say("Đã thêm \(name).", "Added \(name)."), json: .object([("name", .string(name))]))
      }
      let found = try session.office.directory.matching(name, on: session.today, limit: 20)
      return Outcome(
        lines: found.map(\.label),
        json: .array(
          found.map { .object([("id", .string($0.id)), ("name", .string($0.name)), ("label", .string($0.label))]) }))
    })
}
