/// What the terminal tells the program, one at a time.
public enum Event: Equatable, Sendable {
  case key(Key)
  /// A whole pasted text, line breaks and all: never a row of keys, so pasting can not run commands.
  case paste(String)
  case mouse(Mouse)
  /// The screen has another size now: draw again.
  case resized
  /// Nothing came within the time that was given.
  case idle
  /// The terminal is gone, or the program was asked to end: store what is unsaved, close, leave.
  case hangup
}

/// A touch of the mouse, at a cell of the canvas.
public struct Mouse: Equatable, Sendable {
  public enum Kind: Sendable { case press, doublePress, wheelUp, wheelDown }

  public var row: Int
  public var column: Int
  public var kind: Kind

  public init(row: Int, column: Int, kind: Kind) {
    self.row = row
    self.column = column
    self.kind = kind
  }
}
