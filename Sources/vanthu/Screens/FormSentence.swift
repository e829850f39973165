import CommandWords
import Wording

/// A refusal as a form says it. The sentences name what the command line has; in a form that is a field:
/// `thêm --ca TỆP` is *điền ô “Chứng thư”*.
struct FormSentence: Equatable {
  private(set) var words = ""
  /// The name of the first field that it names.
  private(set) var field: String?

  init(_ sentence: String, fields: [Parameter], _ language: Language) {
    var rest = sentence[...]
    while let start = rest.firstRange(of: "--") {
      let name = rest[start.upperBound...].prefix { $0.isASCII && $0.isLowercase || $0 == "-" }
      words += rest[..<start.lowerBound]
      rest = rest[start.lowerBound...]
      guard let parameter = fields.first(where: { $0.name == name }), !isOfLine else {
        let end = rest.index(start.upperBound, offsetBy: name.count)
        words += rest[..<end]
        rest = rest[end...]
        continue
      }
      rest = FormSentence.afterValue(rest[name.endIndex...])
      say(parameter, language)
      field = field ?? parameter.name
    }
    words += rest
    words = words.replacing("gõ lại lệnh này", with: "ghi lại").replacing("run this again", with: "save again")
  }

  /// Whether a complete command is being named, which is typed as it is.
  private var isOfLine: Bool {
    words.split { ",;.:()".contains($0) }.last.map { !words.hasSuffix(", ") && $0.contains("vanthu ") } ?? false
  }

  private mutating func say(_ parameter: Parameter, _ language: Language) {
    let isFlag = parameter.form == .flag
    let verbs =
      language == .vietnamese
      ? [
        ("õ thêm ", isFlag ? "ánh dấu " : "iền "), ("thêm ", isFlag ? "đánh dấu " : "điền "), ("sau ", "ở "),
      ]
      : [("add ", isFlag ? "tick " : "fill in "), ("after ", "in ")]
    if let (verb, other) = verbs.first(where: { words.hasSuffix($0.0) }) {
      words.removeLast(verb.count)
      // “Gõ thêm” begins a sentence, “gõ thêm” does not.
      if verb.hasPrefix("õ") { words += words.popLast()?.isUppercase == true ? "Đ" : "đ" }
      words += other
    }
    words += language == .vietnamese ? "ô “\(parameter.label.vietnamese)”" : "“\(parameter.label.english)”"
  }

  /// Returns what follows the value of an option: ` TỆP`, ` "LÝ DO"`, ` https://…`.
  private static func afterValue(_ text: Substring) -> Substring {
    guard text.first == " " else { return text }
    let value = text.dropFirst()
    if value.first == "\"" { return value.dropFirst().drop { $0 != "\"" }.dropFirst() }
    let word = value.prefix { !$0.isWhitespace && !",;.)".contains($0) }
    if value.hasPrefix("https://") { return value.drop { !$0.isWhitespace } }
    let isPlaceholder = word.count > 1 && word.allSatisfy { $0.isUppercase || "-'".contains($0) }
    return isPlaceholder ? value[word.endIndex...] : text
  }
}
