import CommandWords
import Wording

/// The options accepted before or after any command.
struct HubOptions: Sendable {
  /// The folder of the hub's data.
  var data: String
  var language: Language
  var json = false
  var help = false
  var version = false

  static let parameters: [Parameter] = [
    .option(
      "data", .folder, Bilingual("thư mục dữ liệu của trung tâm", "the folder of the hub's data"),
      help: Bilingual(
        "thay cho VANTHU_HUB_DATA; mặc định \(usualFolder)", "instead of VANTHU_HUB_DATA; default: \(usualFolder)")),
    .option("lang", .choice(Language.allCases.map(\.rawValue)), Bilingual("ngôn ngữ", "language")),
    .flag("json", Bilingual("kết quả dạng JSON", "output as JSON")),
    .flag("help", Bilingual("trợ giúp", "help")),
    .flag("version", Bilingual("phiên bản", "version")),
  ]

  static let usualFolder = "/var/lib/vanthu-hub"

  /// Separates the options from the words; the rest is the command.
  static func read(_ words: [String], environment: [String: String]) throws -> (HubOptions, [String]) {
    let folder = environment["VANTHU_HUB_DATA"].flatMap { $0.isEmpty ? nil : $0 }
    var options = HubOptions(data: folder ?? usualFolder, language: Language(of: words, environment))
    let rest = try readProgramOptions(
      parameters, spellings: ["-h": "--help"], of: words,
      command: { name in HubCommand.all.first { $0.declaration.name == name }?.declaration }
    ) { parameter, value in
      switch parameter.name {
      case "data": options.data = value ?? options.data
      // Its value was already looked for in the complete line.
      case "lang": try parameter.check(value ?? "")
      case "json": options.json = true
      case "help": options.help = true
      default: options.version = true
      }
    }
    return (options, rest)
  }
}
