import CommandWords
import Wording

/// Báo tiến độ.
extension Command {
  static let progress = Command(
    name: "progress", aliases: ["tien-do"], group: .incoming,
    summary: Words("báo tiến độ giải quyết", "report progress"),
    parameters: [.documents, .option("note", .text, Words("Tiến độ", "Progress"), required: true)],
    examples: [Example("vanthu progress 57 --note \"Đã lấy ý kiến các xóm\"", "báo tiến độ", "report progress")],
    run: { session, arguments in
      let note = try arguments.required("note")
      return try together(session, arguments, Words("Đã báo tiến độ", "Progress noted for")) { desk, line in
        try desk.progress(line, note: note)
      }
    })
}
