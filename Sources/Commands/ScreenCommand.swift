import CommandWords
import Wording

package extension Command {
  /// Opens the screen, as `vanthu` without a command does.
  static let screenCommand = Command(
    name: "screen", aliases: ["man-hinh"], group: .program, summary: Bilingual("mở màn hình", "open the screen"),
    surfaces: [.shell],
    parameters: [ScreenParameters.line],
    run: { session, given in
      try session.openScreen(given.all(ScreenParameters.line).joined(separator: " "))
      return Outcome()
    })
}

package enum ScreenParameters {
  package static let line = Typed<String>.argument(
    "line", .text, Bilingual("lệnh đầu tiên", "first command"), required: false, repeats: true)
}
