import CommandWords
import Wording

package extension Command {
  /// The command that the screen runs in another process: extracts the text of all files that have none yet, for the
  /// search.
  static let readTexts = Command(
    name: "read-texts", group: .program,
    summary: Bilingual("đọc chữ trong các tệp kèm theo, cho chỗ tìm", "extract the text of attached files, for search"),
    surfaces: [.shell], isHidden: true,
    run: { session, _ in
      let count = try session.office.readFileTexts()
      return Outcome(lines: [], json: .object([("read", .number(count))]))
    })
}
