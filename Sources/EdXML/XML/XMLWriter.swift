/// Writes elements, one per line, two spaces per level. Empty ones are left out unless they are required.
struct XMLWriter {
  private(set) var bytes: [UInt8] = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
  private var depth = 0

  /// Writes an element of the format, in its namespace: `<edXML:From>`.
  mutating func element(_ name: String, _ attributes: String = "", _ content: (inout XMLWriter) -> Void) {
    plain("edXML:\(name)", attributes, content)
  }

  /// Writes an element under exactly this name.
  mutating func plain(_ name: String, _ attributes: String = "", _ content: (inout XMLWriter) -> Void) {
    line("<\(name)\(attributes)>")
    depth += 1
    content(&self)
    depth -= 1
    line("</\(name)>")
  }

  /// Writes an element with a text; leaves out an empty one.
  mutating func text(_ name: String, _ text: String?) {
    if let text, !text.isEmpty { required(name, text) }
  }

  /// Writes an element that receivers expect, empty or not.
  mutating func required(_ name: String, _ text: String) { plainText("edXML:\(name)", text) }

  mutating func plainText(_ name: String, _ text: String) {
    indent()
    raw("<\(name)>")
    escape(text)
    raw("</\(name)>\n")
  }

  /// Writes a long text that needs no escaping.
  mutating func data(_ name: String, _ attributes: String, _ text: [UInt8]) {
    indent()
    raw("<\(name)\(attributes)>")
    bytes += text
    raw("</\(name.prefix { $0 != " " })>\n")
  }

  private mutating func line(_ text: String) {
    indent()
    raw(text)
    raw("\n")
  }

  private mutating func indent() { bytes += [UInt8](repeating: 0x20, count: depth * 2) }

  private mutating func raw(_ text: String) { bytes += text.utf8 }

  /// Escapes a text; leaves out what XML cannot hold (most control characters).
  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      case "\r": raw("&#13;")
      case "\t", "\n": raw(String(scalar))
      case "\u{0}"..<"\u{20}", "\u{FFFE}", "\u{FFFF}": continue
      default: bytes += UTF8.encode(scalar)!
      }
    }
  }
}
