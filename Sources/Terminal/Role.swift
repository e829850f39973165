/// The meaning of a piece of text on the screen. A theme defines what it looks like.
public enum Role: String, CaseIterable, Sendable {
  case normal, title, heading, dim, accent, selected, marked, warning, danger, success, input, hint, hintKey
  case match, bar, border

  /// The letter of the role in `Canvas.roles`.
  public var letter: Character {
    switch self {
    case .normal: "."
    case .title: "T"
    case .heading: "H"
    case .dim: "d"
    case .accent: "a"
    case .selected: "S"
    case .marked: "M"
    case .warning: "W"
    case .danger: "X"
    case .success: "G"
    case .input: "I"
    case .hint: "h"
    case .hintKey: "K"
    case .match: "m"
    case .bar: "B"
    case .border: "b"
    }
  }

  /// The style that carries the meaning without colours.
  var monochrome: Style {
    var style = Style()
    switch self {
    case .normal, .border, .hint, .success: break
    case .dim: style.dim = true
    case .title, .heading, .accent, .marked, .hintKey, .warning: style.bold = true
    case .danger: (style.bold, style.reverse) = (true, true)
    case .selected, .bar: style.reverse = true
    case .input, .match: style.underline = true
    }
    return style
  }
}
