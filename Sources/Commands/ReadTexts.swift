import CommandWords
import Wording

package extension Command {
  /// The command that the screen runs in another process: extracts the text of all files that have none yet, for the
  /// search.
  static let readTexts = Command(
    name: "read-texts", group: .program,
    summary: Words("đọc chữ trong các tệp kèm theo, cho chỗ tìm", "read the text of attached files, for the search"),
    doors: [.shell], isHidden: true,
    run: { session, _ in
      let count = try session.office.readFileTexts()
      return Outcome(lines: [], json: .object([("read", .number(count))]))
    })
}
