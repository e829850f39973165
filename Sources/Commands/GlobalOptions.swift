import CommandWords
import Records
import Themes
import Wording

/// The options that may be before or after any command.
package struct GlobalOptions: Sendable {
  package var office: String?
  package var clerk: String?
  package var day: Day?
  package var language = Language.vietnamese
  package var json = false
  package var help = false
  package var version = false
  package var colours: String?
  package var keys: String?
  package var noColour = false

  /// Whether a word of a line is an option that only the shell understands.
  package static func isOfShell(_ word: String) -> Bool { parameters.contains { "--\($0.name)" == word } }

  /// The declarations of the options, for help, manual and completion.
  package static let parameters: [Parameter] = [
    .option(
      "office", .file, Bilingual("tệp sổ của cơ quan", "the office's file"),
      help: Bilingual("thay cho VANTHU_OFFICE", "instead of VANTHU_OFFICE")),
    .option("as", .clerk, Bilingual("người thực hiện", "the clerk who acts")),
    .option(
      "on", .issuedDay, Bilingual("ngày của việc", "the day of the act"),
      help: Bilingual("mặc định: hôm nay", "default: today")),
    .option("lang", .choice(Language.allCases.map(\.rawValue)), Bilingual("ngôn ngữ", "language")),
    .flag("json", Bilingual("kết quả dạng JSON", "output as JSON")),
    .option("colours", .choice(Themes.colourThemes), Bilingual("bộ màu của màn hình", "colour theme of the screen")),
    .option("keys", .choice(Themes.keySets), Bilingual("bộ phím của màn hình", "key set of the screen")),
    .flag("no-color", Bilingual("không dùng màu", "no colours")),
    .flag("help", Bilingual("trợ giúp", "help")),
    .flag("version", Bilingual("phiên bản", "version")),
  ]
}
