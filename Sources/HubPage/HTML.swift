import Vietnamese

/// A piece of a page. Whatever is text is escaped when it is written; names of elements and attributes can only stand in the program.
/// So nothing that came from outside is ever markup.
public indirect enum HTML: Sendable, ExpressibleByStringInterpolation {
  case text(String)
  case element(StaticString, [Attribute], [HTML])
  case several([HTML])
  /// The program's own, as it is.
  case stylesheet

  public init(stringLiteral text: String) { self = .text(text) }

  public struct Attribute: Sendable {
    let name: StaticString
    let value: String

    init(_ name: StaticString, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A whole page, with the line that says it is HTML.
  public var page: String { "<!DOCTYPE html>\n" + written }

  public var written: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .text(let plain): HTML.escape(plain, to: &text)
    case .several(let parts): for part in parts { part.write(to: &text) }
    case .stylesheet: text += Stylesheet.text
    case .element(let name, let attributes, let parts):
      text += "<\(name)"
      for attribute in attributes {
        text += " \(attribute.name)=\""
        HTML.escape(attribute.value, to: &text)
        text += "\""
      }
      text += ">"
      guard !HTML.empty.contains(name.description) else { return }
      for part in parts { part.write(to: &text) }
      text += "</\(name)>"
      // Lines, for those who look at the source; never where a blank would show.
      if HTML.blocks.contains(name.description) { text += "\n" }
    }
  }

  private static let empty: Set = ["input", "meta", "br"]
  private static let blocks: Set = [
    "head", "header", "main", "footer", "nav", "section", "table", "caption", "thead", "tbody", "tr", "p", "h1", "h2",
    "li",
    "ul", "form", "title", "style", "dl", "dd",
  ]

  /// Signs of markup become names; what no text has (controls, and signs that turn its direction round) becomes a mark or nothing.
  private static func escape(_ written: String, to text: inout String) {
    for scalar in plain(written, lines: true).unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

/// An element: `tag("p", "…")`, `tag("td", [.init("class", "n")], "7")`.
func tag(_ name: StaticString, _ attributes: [HTML.Attribute] = [], _ parts: HTML...) -> HTML {
  .element(name, attributes, parts)
}

func tag(_ name: StaticString, _ attributes: [HTML.Attribute] = [], all parts: [HTML]) -> HTML {
  .element(name, attributes, parts)
}
