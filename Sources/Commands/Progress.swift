import CommandWords
import Wording

/// Báo tiến độ.
package extension Command {
  static let progress = Command(
    name: "progress", aliases: ["tien-do"], group: .incoming,
    summary: Bilingual("báo tiến độ giải quyết", "report progress"),
    parameters: [SharedParameters.documents, ProgressParameters.note],
    examples: [Example("vanthu progress 57 --note \"Đã lấy ý kiến các xóm\"", "báo tiến độ", "report progress")],
    run: { session, given in
      let note = try given.required(ProgressParameters.note)
      return try together(session, given, Bilingual("Đã báo tiến độ", "Progress noted for"), for: .incoming) {
        transaction, line in
        try transaction.progress(line, note: note)
      }
    })
}

package enum ProgressParameters {
  package static let note = Typed<String>.option("note", .text, Bilingual("Tiến độ", "Progress"), required: true)
}
