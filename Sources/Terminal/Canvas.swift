import Vietnamese

/// The contents of the screen: a grid of cells in memory.
///
/// Screens draw on a canvas and never on the terminal, so a test can read `text` and `roles`, and the theme can change
/// without the screens knowing. Whatever a text contains, nothing on a canvas can control the terminal.
public struct Canvas: Equatable, Sendable {
  public let width: Int
  public let height: Int
  /// The position of the terminal's cursor: in the field, or on the selected row, where a screen reader or a Braille
  /// display looks for it. `nil` hides it.
  public var cursor: (row: Int, column: Int)? {
    get { cursorRow < 0 ? nil : (cursorRow, cursorColumn) }
    set {
      cursorRow = newValue.map { min(max(0, $0.row), height - 1) } ?? -1
      cursorColumn = newValue.map { min(max(0, $0.column), width - 1) } ?? -1
    }
  }
  private var cursorRow = -1
  private var cursorColumn = -1
  var cells: [Cell]

  /// A letter with up to three marks, or the right half of a wide letter (width 0).
  struct Cell: Equatable, Sendable {
    var letter: UInt32 = 0x20
    var mark1: UInt32 = 0
    var mark2: UInt32 = 0
    var mark3: UInt32 = 0
    var width: UInt8 = 1
    var role: Role = .normal
  }

  public enum Align: Sendable { case left, right, centre }

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(repeating: Cell(), count: self.width * self.height)
  }

  /// Writes at most `width` columns of `text` (by default up to the right edge), with `…` where it is cut off.
  ///
  /// If `width` is given, the rest of it is filled with blanks of the role, so that a shorter text hides what was
  /// there. Line breaks and tabs are drawn as a blank, other control characters as `·`, format characters not at all.
  public mutating func write(
    _ text: String, row: Int, column: Int = 0, _ role: Role = .normal, width: Int? = nil, align: Align = .left
  ) {
    guard row >= 0, row < height, column < self.width else { return }
    let room = min(width ?? Int.max, self.width - column)
    guard room > 0 else { return }
    // A Linux console cannot combine a mark with a letter: use precomposed characters where they exist.
    let text = composed(text)
    let length = displayWidth(text)
    let shown = length > room ? clipped(text, to: room) : text
    let used = min(length, room)
    var at = column
    if width != nil {
      let blanks = room - used
      let before = align == .left ? 0 : align == .right ? blanks : blanks / 2
      fill(row: row, column: column, width: before, role)
      fill(row: row, column: column + before + used, width: blanks - before, role)
      at += before
    }
    var last = -1
    for scalar in shown.unicodeScalars { put(scalar, row, &at, &last, role) }
  }

  private mutating func put(
    _ scalar: Unicode.Scalar, _ row: Int, _ at: inout Int, _ last: inout Int, _ role: Role
  ) {
    let columns = displayWidth(scalar)
    if columns == 0 {
      if last >= 0, standsOnLetter(scalar), !isVariation(scalar.value) { addMark(scalar.value, to: last) }
      return
    }
    defer { at += columns }
    guard at >= 0, at + columns <= width else {
      last = -1
      return
    }
    var letter = scalar.value
    if !isDrawable(scalar) {
      switch letter {
      case 0x09...0x0d, 0x85, 0x2028, 0x2029: letter = 0x20
      default: letter = 0xb7
      }
    }
    let index = row * width + at
    free(index)
    if columns == 2 { free(index + 1) }
    cells[index] = Cell(letter: letter, width: UInt8(columns), role: role)
    if columns == 2 { cells[index + 1] = Cell(letter: 0, width: 0, role: role) }
    last = index
  }

  private mutating func addMark(_ mark: UInt32, to index: Int) {
    if cells[index].mark1 == 0 {
      cells[index].mark1 = mark
    } else if cells[index].mark2 == 0 {
      cells[index].mark2 = mark
    } else if cells[index].mark3 == 0 {
      cells[index].mark3 = mark
    }
  }

  /// Replaces the other half of a wide letter by a blank, before one half is overwritten.
  private mutating func free(_ index: Int) {
    if cells[index].width == 0 { cells[index - 1] = Cell(role: cells[index].role) }
    if cells[index].width == 2 { cells[index + 1] = Cell(role: cells[index].role) }
  }

  /// Fills a rectangle with a character of one column.
  public mutating func fill(
    row: Int, column: Int = 0, width: Int? = nil, height: Int = 1, _ role: Role = .normal,
    with character: Character = " "
  ) {
    guard let letter = character.unicodeScalars.first, isDrawable(letter), displayWidth(letter) == 1 else { return }
    let columns = max(0, column)..<max(0, column, min(self.width, width.map { column + $0 } ?? self.width))
    for row in max(0, row)..<max(0, row, min(self.height, row + height)) {
      for column in columns {
        let index = row * self.width + column
        free(index)
        cells[index] = Cell(letter: letter.value, role: role)
      }
    }
  }

  /// Draws a horizontal line from the column to the right, with an optional title in it.
  public mutating func line(row: Int, column: Int = 0, width: Int? = nil, _ role: Role = .border, title: String = "") {
    fill(row: row, column: column, width: width, role, with: "─")
    guard !title.isEmpty else { return }
    let room = min(width ?? self.width - column, self.width - column) - 4
    guard room > 0 else { return }
    write(" " + clipped(title, to: room - 1) + " ", row: row, column: column + 2, role)
  }

  /// Changes the role of a part of a row and keeps its text.
  public mutating func paint(row: Int, column: Int = 0, width: Int? = nil, _ role: Role) {
    guard row >= 0, row < height else { return }
    for column in max(0, column)..<max(0, column, min(self.width, width.map { column + $0 } ?? self.width)) {
      cells[row * self.width + column].role = role
    }
  }

  /// Returns a canvas that says only that the window is too small.
  public static func tooSmall(_ words: String, width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    canvas.write(words, row: height / 2, column: 0, .warning, width: width, align: .centre)
    canvas.cursor = (height / 2, 0)
    return canvas
  }

  public static func == (left: Canvas, right: Canvas) -> Bool {
    left.width == right.width && left.height == right.height && left.cursorRow == right.cursorRow
      && left.cursorColumn == right.cursorColumn && left.cells == right.cells
  }
}
