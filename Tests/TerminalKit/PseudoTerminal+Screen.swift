import CVTerm
import Glibc

/// What is on the screen.
extension PseudoTerminal {
  public struct Cell: Equatable {
    public var text: String
    public var width: Int
    public var isBold: Bool
    public var isReverse: Bool
    public var isUnderlined: Bool
    /// Red, green, blue.
    public var foreground: [UInt8]
    public var background: [UInt8]
    /// Whether the program chose them; otherwise they are the terminal's.
    public var hasOwnInk: Bool
    public var hasOwnGround: Bool
  }

  public func cell(row: Int, column: Int) -> Cell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    var text = String.UnicodeScalarView()
    withUnsafeBytes(of: cell.chars) {
      for value in $0.bindMemory(to: UInt32.self) {
        guard value != 0, let scalar = Unicode.Scalar(value) else { break }
        text.append(scalar)
      }
    }
    return Cell(
      text: String(text), width: Int(cell.width), isBold: cell.attrs.bold != 0, isReverse: cell.attrs.reverse != 0,
      isUnderlined: cell.attrs.underline != 0, foreground: rgb(cell.fg), background: rgb(cell.bg),
      hasOwnInk: UInt32(cell.fg.type) & VTERM_COLOR_DEFAULT_FG.rawValue == 0,
      hasOwnGround: UInt32(cell.bg.type) & VTERM_COLOR_DEFAULT_BG.rawValue == 0)
  }

  /// Red, green, blue.
  private func rgb(_ colour: VTermColor) -> [UInt8] {
    var colour = colour
    if UInt32(colour.type) & VTERM_COLOR_TYPE_MASK.rawValue == VTERM_COLOR_INDEXED.rawValue,
      (16..<232).contains(colour.indexed.idx)
    {
      // The steps of xterm, which others follow; those of the emulator are even.
      let (steps, cube) = ([UInt8](arrayLiteral: 0, 95, 135, 175, 215, 255), Int(colour.indexed.idx) - 16)
      return [steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]]
    }
    vterm_screen_convert_color_to_rgb(screen, &colour)
    return [colour.rgb.red, colour.rgb.green, colour.rgb.blue]
  }

  /// Returns one line, from 0, without trailing blanks.
  public func line(_ row: Int) -> String {
    var line = ""
    var column = 0
    while column < columns {
      let cell = cell(row: row, column: column)
      line += cell.text.isEmpty ? " " : cell.text
      column += max(1, cell.width)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The complete screen, without trailing blanks.
  public var text: String { (0..<rows).map(line).joined(separator: "\n") }

  /// The position of the cursor.
  public var cursor: (row: Int, column: Int) {
    var position = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(emulator), &position)
    return (Int(position.row), Int(position.col))
  }

  /// Returns the row that contains the text; `nil` if none does.
  public func row(of text: String) -> Int? { (0..<rows).first { line($0).contains(text) } }

  /// Returns the path of a built executable, which is beside the test bundle.
  public static func product(named name: String) -> String {
    var path = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &path, path.count - 1)
    var own = String(decoding: path[..<max(0, length)].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    if !own.contains("/.build") { own = CommandLine.arguments.first { $0.contains("/.build") } ?? own }
    return own.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/" + name
  }
}
