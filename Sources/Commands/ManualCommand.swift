import CommandWords
import Wording

package extension Command {
  /// Prints the page that `make install` puts where man looks for it.
  static let manual = Command(
    name: "manual", aliases: ["huong-dan"], group: .program,
    summary: Bilingual("in trang hướng dẫn cho lệnh man", "print the manual page"),
    detail: Bilingual(
      "Theo ngôn ngữ của --lang. Đọc ngay: vanthu manual | man -l -",
      "In the language set by --lang. To read it: vanthu manual | man -l -"), surfaces: [.shell],
    run: { session, _ in
      let lines = session.manual(session.language)
      return Outcome(lines: lines, json: .string(lines.joined(separator: "\n")))
    })
}
