import Records
import Themes
import Wording

/// The options that stand before or behind any command.
struct GlobalOptions: Sendable {
  var office: String?
  var clerk: String?
  var day: Day?
  var language = Language.vietnamese
  var json = false
  var help = false
  var version = false
  var colours: String?
  var keys: String?
  var noColour = false

  /// What they are, for help, manual and completion.
  static let parameters: [Parameter] = [
    .option(
      "office", .file, Words("tệp sổ của cơ quan", "the office's file"),
      help: Words("thay cho VANTHU_OFFICE", "instead of VANTHU_OFFICE")),
    .option("as", .clerk, Words("người thực hiện", "who acts")),
    .option("on", .issuedDay, Words("ngày của việc", "the day of the act"), help: Words("mặc định: hôm nay", "today")),
    .option("lang", .choice(Language.allCases.map(\.rawValue)), Words("ngôn ngữ", "language")),
    .flag("json", Words("kết quả dạng JSON", "results as JSON")),
    .option("colours", .choice(Themes.colourThemes), Words("bộ màu của màn hình", "colour theme of the screen")),
    .option("keys", .choice(Themes.keySets), Words("bộ phím của màn hình", "key set of the screen")),
    .flag("no-color", Words("không dùng màu", "no colours")),
    .flag("help", Words("trợ giúp", "help")),
    .flag("version", Words("phiên bản", "version")),
  ]

  /// Takes the global options out of the words; the rest is the command.
  static func read(
    _ words: [String], environment: [String: String], today: () -> Day
  ) throws -> (GlobalOptions, [String]) {
    var options = GlobalOptions()
    options.language = language(words, environment)
    options.noColour = !(environment["NO_COLOR"] ?? "").isEmpty
    var rest: [String] = []
    var words = words[...]
    while let word = words.popFirst() {
      if word == "--" {
        rest += [word] + words
        break
      }
      let (name, attached) = Command.split(word)
      func value() throws -> String {
        guard let value = attached ?? words.popFirst() else { throw UsageError.noValue(name) }
        return value
      }
      switch name {
      case "--office": options.office = try value()
      case "--as": options.clerk = try value()
      case "--on": options.day = try Day.reading(try value(), today: today())
      case "--lang":
        let typed = try value()
        guard let language = Language(rawValue: typed) else {
          throw UsageError.choice(name: name, typed: typed, allowed: Language.allCases.map(\.rawValue))
        }
        options.language = language
      case "--json": options.json = true
      case "--help", "-h": options.help = true
      case "--version": options.version = true
      case "--colours", "--colors": options.colours = try value()
      case "--keys": options.keys = try value()
      case "--no-color", "--no-colour": options.noColour = true
      default: rest.append(word)
      }
    }
    return (options, rest)
  }

  /// Vietnamese, unless the clerk asked for English: `VANTHU_LANG=en`, or `--lang en` anywhere, so that what is wrong with
  /// the words before it is said in that language too.
  static func language(_ words: [String], _ environment: [String: String]) -> Language {
    let usual = environment["VANTHU_LANG"].flatMap(Language.init) ?? .vietnamese
    guard let index = words.lastIndex(where: { Command.split($0).0 == "--lang" }) else { return usual }
    return (Command.split(words[index]).1 ?? words.dropFirst(index + 1).first).flatMap(Language.init) ?? usual
  }
}
