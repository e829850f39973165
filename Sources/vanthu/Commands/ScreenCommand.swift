import CommandWords
import Wording

extension Command {
  /// Opens the screen: what `vanthu` alone does.
  static let screenCommand = Command(
    name: "screen", aliases: ["man-hinh"], group: .program, summary: Words("mở màn hình", "open the screen"),
    doors: [.shell],
    parameters: [.argument("line", .text, Words("lệnh đầu tiên", "first command"), required: false, repeats: true)],
    run: { session, arguments in
      try ScreenProgram.run(session, first: arguments.all("line").joined(separator: " "))
      return Outcome()
    })
}
