/// A man page under construction: the few requests of man(7) that we use, and text with its control characters escaped.
public struct Roff {
  public private(set) var lines: [String]

  public init(title: String, section: String, footer: String) {
    lines = [
      ".TH \(title) \(section) \"\" \"\(footer)\"",
      // Do not justify or hyphenate: troff would use the rules of another language.
      ".nh", ".ad l",
    ]
  }

  public mutating func section(_ title: String) { lines.append(".SH \(Roff.plain(title))") }
  public mutating func subsection(_ title: String) { lines.append(".SS \(Roff.plain(title))") }

  /// A paragraph; the text must come from `plain`, `bold` and `italic`.
  public mutating func paragraph(_ text: String) { lines += [".PP", text] }

  /// A name and its indented description.
  public mutating func item(_ name: String, _ text: String) { lines += [".TP", name, Roff.plain(text)] }

  /// Lines that are not filled.
  public mutating func example(_ text: [String]) { lines += [".PP", ".RS 4", ".nf"] + text + [".fi", ".RE"] }

  public mutating func indented(_ body: (inout Roff) -> Void) {
    lines.append(".RS 4")
    body(&self)
    lines.append(".RE")
  }

  public static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }
  public static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  /// Escapes text at the beginning of a line, where a dot or an apostrophe would start a request.
  public static func plain(_ text: String) -> String {
    let escaped = escaped(text)
    return escaped.first == "." || escaped.first == "'" ? "\\&" + escaped : escaped
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\": escaped += "\\e"
      // A plain minus that can be copied into a shell.
      case "-": escaped += "\\-"
      case "~": escaped += "\\(ti"
      case "^": escaped += "\\(ha"
      case "`": escaped += "\\(ga"
      case "\n": escaped += " "
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
