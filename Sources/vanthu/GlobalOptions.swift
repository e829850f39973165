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

  /// The option of the whole program that is written so.
  private static func parameter(_ written: String) -> Parameter? {
    let name =
      switch written {
      case "-h": "--help"
      case "--colors": "--colours"
      case "--no-colour": "--no-color"
      default: written
      }
    return parameters.first { "--" + $0.name == name }
  }

  /// Takes the global options out of the words; the rest is the command.
  ///
  /// What stands behind an option of the command is its value, and stays with it.
  static func read(
    _ words: [String], environment: [String: String], today: () -> Day
  ) throws -> (GlobalOptions, [String]) {
    var options = GlobalOptions()
    options.language = language(of: words, environment)
    options.noColour = !(environment["NO_COLOR"] ?? "").isEmpty
    var (rest, given, words) = ([String](), Set<String>(), words[...])
    var command: Command?
    while let word = words.popFirst() {
      if word == "--" {
        rest += (rest.isEmpty ? [] : [word]) + words
        break
      }
      guard Command.isOption(word) else {
        if rest.isEmpty { command = try? Command.named(word) }
        rest.append(word)
        continue
      }
      let (written, attached) = Command.split(word)
      if let parameter = parameter(written) {
        if parameter.form == .flag {
          if let attached { throw UsageError.valueForFlag(written, typed: attached) }
          options.take(parameter.name)
        } else {
          guard given.insert(parameter.name).inserted else { throw UsageError.givenTwice(written) }
          try options.take(parameter, try Command.value(of: written, attached, &words), today)
        }
        continue
      }
      guard !rest.isEmpty else {
        throw UsageError.unknownOption(
          written, command: nil, nearest: nearest(written, in: parameters.map { "--" + $0.name }))
      }
      rest.append(word)
      if attached == nil, command?.option(written)?.form == .option {
        rest.append(try Command.value(of: written, nil, &words))
      }
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
      guard (1970...2199).contains(read.year) else { throw UsageError.farDay(value) }
      day = read
    // It was looked for in the whole line.
    case "lang": try parameter.check(value)
    // Own themes and key sets have names of their own.
    case "colours": colours = value
    default: keys = value
    }
  }

  /// The language of a line, known before the line is understood: a usage error has words too.
  ///
  /// What `--lang` says, else `VANTHU_LANG`; else English for those whose whole PC is English (`LANG=en_US.UTF-8`), and
  /// Vietnamese for everybody else.
  static func language(of words: [String], _ environment: [String: String]) -> Language {
    for (index, word) in words.enumerated() {
      if word == "--" { break }
      let (name, attached) = Command.split(word)
      guard name == "--lang", let typed = attached ?? words.dropFirst(index + 1).first else { continue }
      if let language = Language(rawValue: typed) { return language }
    }
    if let language = environment["VANTHU_LANG"].flatMap(Language.init) { return language }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return locale == "en" || ["en_", "en.", "en@"].contains { locale.hasPrefix($0) } ? .english : .vietnamese
  }
}
