/// A colour as a theme names it.
public enum Colour: Equatable, Hashable, Sendable {
  /// The terminal's default colour.
  case `default`
  /// 0–15: the terminal's palette; 16–231: a cube of 6×6×6; 232–255: greys.
  case palette(Int)

  static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
  ]

  /// Reads `red`, `bright-red`, `0`…`255`, `#rrggbb`, `default`; `nil` for anything else.
  public init?(_ text: String) {
    if text == "default" {
      self = .default
    } else if let index = Self.names.firstIndex(of: text) {
      self = .palette(index)
    } else if text == "grey" || text == "gray" {
      self = .palette(8)
    } else if text.hasPrefix("#"), text.utf8.count == 7, let value = Int(text.dropFirst(), radix: 16), value >= 0 {
      self = .palette(Self.nearest(to: (value >> 16, value >> 8 & 255, value & 255), among: 16..<256))
    } else if let number = Int(text), (0...255).contains(number) {
      self = .palette(number)
    } else {
      return nil
    }
  }

  /// Returns the number of the nearest colour for a terminal with this many colours; -1 is its default colour.
  func number(of colours: Int) -> Int {
    guard case .palette(let number) = self else { return -1 }
    if number < 16 || colours >= 256 { return number }
    // The first 16 colours differ between terminals, but where there are only 16 there is no choice.
    return Self.nearest(to: Self.rgb(number), among: 0..<16)
  }

  private static func nearest(to wanted: (Int, Int, Int), among numbers: Range<Int>) -> Int {
    numbers.min { distance(rgb($0), wanted) < distance(rgb($1), wanted) } ?? 7
  }

  private static func distance(_ one: (Int, Int, Int), _ other: (Int, Int, Int)) -> Int {
    // The eye is most sensitive to green and least to blue.
    3 * (one.0 - other.0) * (one.0 - other.0) + 6 * (one.1 - other.1) * (one.1 - other.1)
      + (one.2 - other.2) * (one.2 - other.2)
  }

  private static func rgb(_ number: Int) -> (Int, Int, Int) {
    let steps = [0, 95, 135, 175, 215, 255]
    switch number {
    case 16..<232:
      let cube = number - 16
      return (steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6])
    case 232...255: return (8 + (number - 232) * 10, 8 + (number - 232) * 10, 8 + (number - 232) * 10)
    case 7: return (229, 229, 229)
    case 8: return (127, 127, 127)
    default:
      let full = number >= 8 ? 255 : 205
      return (number & 1 != 0 ? full : 0, number & 2 != 0 ? full : 0, number & 4 != 0 ? full : 0)
    }
  }
}
