import Wording

/// What each role looks like: colours, and attributes for terminals without colours.
///
///     [roles]
///     title = bright-white on blue bold
///     danger = #c01c28 bold
///
/// Roles that the file leaves out look like plain text.
public struct Theme: Equatable, Sendable {
  private var styles: [Role: Style] = [:]

  /// Reads a theme from the text of a file; `name` is used in error messages.
  public init(_ text: String, name: String) throws {
    let file = try SettingsFile(text, name: name)
    for (section, line) in file.sections where section != "roles" {
      throw file.error(
        line, "không có mục [\(section)]; chỉ có [roles]", "no section [\(section)]; there is only [roles]")
    }
    for entry in file.entries {
      guard entry.section == "roles" else {
        throw file.error(entry.line, "dòng này phải đứng sau [roles]", "this line must be below [roles]")
      }
      guard let role = Role(rawValue: entry.key) else {
        let all = Role.allCases.map(\.rawValue).joined(separator: ", ")
        throw file.error(
          entry.line, "không có vai “\(entry.key)”; các vai: \(all)", "no role “\(entry.key)”; roles: \(all)")
      }
      guard styles[role] == nil else {
        throw file.error(
          entry.line, "vai “\(entry.key)” đã viết ở trên", "role “\(entry.key)” is already written above")
      }
      do {
        styles[role] = try Style(entry.value)
      } catch {
        throw file.error(
          entry.line,
          "không hiểu “\(error.word)”; hãy viết tên màu, 0–255, #rrggbb, default, on, "
            + "bold, dim, underline, reverse, italic",
          "“\(error.word)” is not understood; write a colour, 0–255, #rrggbb, default, on, "
            + "bold, dim, underline, reverse, italic"
        )
      }
    }
  }

  /// The theme without colours: roles are shown by bold, reverse and underline.
  public static let plain = Theme()
  private init() {}

  public func style(of role: Role) -> Style { styles[role] ?? Style() }

  /// Returns the appearance of a role on a terminal with this many colours (0, 8, 16 or 256).
  public func appearance(of role: Role, colours: Int) -> Appearance {
    var style = style(of: role)
    guard colours >= 8 else {
      // Attributes beside a colour were chosen to go with it: without the colour, bold everywhere would distinguish
      // nothing.
      if style.hasColours || !style.hasAttributes {
        let (underline, italic) = (style.underline, style.italic)
        style = role.monochrome
        style.underline = style.underline || underline
        style.italic = italic
      }
      return Appearance(foreground: -1, background: -1, style: style)
    }
    var foreground = style.foreground.number(of: colours)
    var background = style.background.number(of: colours)
    if colours < 16 {
      if foreground == 8 {
        foreground = 7  // bold black is black on most consoles
      } else if foreground > 8 {
        (foreground, style.bold) = (foreground - 8, true)
      }
      if background >= 8 { background -= 8 }
    }
    if foreground == background, foreground >= 0 { foreground = foreground % 8 == 7 ? 0 : 7 }
    return Appearance(foreground: foreground, background: background, style: style)
  }

  public struct Appearance: Equatable, Sendable {
    /// A number of the palette, or -1 for the terminal's default colour.
    public let foreground: Int
    public let background: Int
    public let style: Style
  }
}

/// Colours and attributes of a role.
public struct Style: Equatable, Sendable {
  public var foreground = Colour.default
  public var background = Colour.default
  public var bold = false
  public var dim = false
  public var underline = false
  public var reverse = false
  public var italic = false

  public init() {}

  var hasAttributes: Bool { bold || dim || underline || reverse || italic }
  var hasColours: Bool { foreground != .default || background != .default }

  struct NotUnderstood: Error { let word: String }

  /// Reads `bright-white on blue bold underline`.
  init(_ text: String) throws(NotUnderstood) {
    var background = false
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      switch word {
      case "on" where !background: background = true
      case "bold": bold = true
      case "dim": dim = true
      case "underline": underline = true
      case "reverse": reverse = true
      case "italic": italic = true
      default:
        guard let colour = Colour(String(word)) else { throw NotUnderstood(word: String(word)) }
        if background {
          self.background = colour
          background = false
        } else {
          foreground = colour
        }
      }
    }
    if background { throw NotUnderstood(word: "on") }
  }
}
