import CommandWords
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
    options.language = Language(of: words, environment)
    options.noColour = !(environment["NO_COLOR"] ?? "").isEmpty
    let rest = try takeProgramOptions(
      parameters, spellings: ["-h": "--help", "--colors": "--colours", "--no-colour": "--no-color"], of: words,
      command: { (try? Command.named($0))?.declaration }
    ) { parameter, value in
      if let value { try options.take(parameter, value, today) } else { options.take(parameter.name) }
    }
    return (options, rest)
  }

  private mutating func take(_ flag: String) {
    switch flag {
    case "json": json = true
    case "help": help = true
    case "version": version = true
    default: noColour = true
    }
  }

  private mutating func take(_ parameter: Parameter, _ value: String, _ today: () -> Day) throws {
    switch parameter.name {
    case "office": office = value
    case "as": clerk = value
    case "on":
      let read = try Day.reading(value, today: today())
      guard read.isSensible, read.year >= 1970 else { throw UsageError.farDay(value) }
      day = read
    // It was looked for in the whole line.
    case "lang": try parameter.check(value)
    // Own themes and key sets have names of their own.
    case "colours": colours = value
    default: keys = value
    }
  }
}
