import Vietnamese

/// A piece of a page. All text is escaped when it is written, and names of elements and attributes are literals of the
/// program, so nothing from outside can become markup.
public indirect enum HTML: Sendable, ExpressibleByStringInterpolation {
  case text(String)
  case element(StaticString, [Attribute], [HTML])
  case several([HTML])
  /// The program's own style sheet, unescaped.
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

  /// A complete page, with its doctype.
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
      // Line breaks make the source readable; they are written only where white space is not rendered.
      if HTML.blocks.contains(name.description) { text += "\n" }
    }
  }

  private static let empty: Set = ["input", "meta", "br"]
  private static let blocks: Set = [
    "head", "header", "main", "footer", "nav", "section", "table", "caption", "thead", "tbody", "tr", "p", "h1", "h2",
    "li",
    "ul", "form", "title", "style", "dl", "dd",
  ]

  /// Escapes markup; control characters and characters that change the direction of text are replaced or removed.
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

/// Returns an element: `tag("p", "…")`, `tag("td", [.init("class", "n")], "7")`.
func tag(_ name: StaticString, _ attributes: [HTML.Attribute] = [], _ parts: HTML...) -> HTML {
  .element(name, attributes, parts)
}

func tag(_ name: StaticString, _ attributes: [HTML.Attribute] = [], all parts: [HTML]) -> HTML {
  .element(name, attributes, parts)
}
