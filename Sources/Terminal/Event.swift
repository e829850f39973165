/// An event from the terminal.
public enum Event: Equatable, Sendable {
  case key(Key)
  /// A complete pasted text with its line breaks. It never arrives as single keys, so pasting cannot run commands.
  case paste(String)
  case mouse(Mouse)
  /// The size of the screen has changed: draw again.
  case resized
  /// Nothing came within the given time.
  case idle
  /// The terminal is gone, or the program was asked to end: save what is unsaved, close, exit.
  case hangup
}

/// A mouse event, with the cell of the canvas.
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
