import CommandWords
import Records
import Wording

/// Người dùng.
extension Command {
  static let clerk = Command(
    name: "clerk", aliases: ["nguoi-dung"], group: .house, summary: Words("người dùng: xem, thêm", "clerks: list, add"),
    parameters: [
      .argument("verb", .choice(["list", "add"]), Words("việc", "what")),
      .argument("name", .text, Words("tên", "name"), required: false),
    ],
    examples: [Example("vanthu clerk add \"Văn thư 2\"", "thêm người dùng", "add a clerk")],
    run: { session, arguments in
      if arguments["verb"] == "add" {
        let name = try arguments.required("name")
        try session.act { try $0.nameClerk(name) }
      }
      let clerks = try session.office.clerks()
      return Outcome(lines: clerks, json: .array(clerks.map(JSON.string)))
    })
}
