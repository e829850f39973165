import CNcurses
import Glibc

/// The real terminal. The only type that calls ncurses.
///
/// It is used from one thread: show a canvas, then wait for an event. However the program ends (an error, a crash,
/// SIGTERM, a closed window), the terminal is restored.
public final class CursesTerminal {
  private var shown: Canvas?
  private var looks: [Role: (look: UInt32, pair: Int32)] = [:]
  private var reader = KeyReader()
  private var waiting: [Event] = []
  private var lastPress: (at: Int64, row: Int, column: Int)?
  private var isOpen = true
  private var letters: [VTLetter] = []

  /// Milliseconds to wait after Esc: if no byte follows, it was the key Esc and not the beginning of a sequence.
  static let escapeDelay = 25
  /// Milliseconds to wait for more of a pasted text, as connections may be slow; after that it is taken as complete.
  static let pasteDelay = 2000
  static let doublePressTime = 400

  /// Takes the terminal over; throws a `Refusal` that says why it cannot.
  public init(theme: Theme, mouse: Bool = true) throws {
    let noColour = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    switch Int(vt_start(!noColour)) {
    case VT_STARTED: break
    case VT_NOT_A_TERMINAL: throw TerminalError.notATerminal
    case VT_UNKNOWN_TERMINAL: throw TerminalError.unknownTerminal(name)
    case VT_NO_CURSOR_ADDRESSING: throw TerminalError.noCursorAddressing(name)
    default: throw TerminalError.notUTF8
    }
    vt_mouse(mouse)
    self.mouse = mouse
    self.theme = theme
    applyTheme()
  }

  deinit { if isOpen { vt_stop() } }

  /// Restores the terminal.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    vt_stop()
  }

  public var size: (width: Int, height: Int) { (Int(vt_columns()), Int(vt_rows())) }

  /// Whether mouse events are received. If so, most terminals need the Shift key to select text.
  public var mouse: Bool { didSet { vt_mouse(mouse) } }

  public var theme: Theme {
    didSet {
      applyTheme()
      redrawAll()
    }
  }

  private func applyTheme() {
    let colours = Int(vt_colours())
    for (index, role) in Role.allCases.enumerated() {
      let appearance = theme.appearance(of: role, colours: colours)
      let plain = appearance.foreground < 0 && appearance.background < 0
      if !plain { vt_pair(Int32(index + 1), Int32(appearance.foreground), Int32(appearance.background)) }
      looks[role] = (appearance.style.look, plain ? 0 : Int32(index + 1))
    }
  }

  // MARK: Drawing

  /// Shows the canvas. Passes on only the cells that differ from the last canvas, in one batch.
  public func show(_ canvas: Canvas) {
    let (width, height) = size
    let before = shown.flatMap { $0.width == canvas.width && $0.height == canvas.height ? $0 : nil }
    for row in 0..<min(height, canvas.height) { show(row, of: canvas, before: before, width: min(width, canvas.width)) }
    let cursor = canvas.cursor
    vt_show(Int32(min(cursor?.row ?? -1, height - 1)), Int32(min(cursor?.column ?? -1, width - 1)))
    shown = canvas
  }

  private func show(_ row: Int, of canvas: Canvas, before: Canvas?, width: Int) {
    canvas.cells.withUnsafeBufferPointer { cells in
      let base = row * canvas.width
      var column = 0
      while column < width {
        if let before, before.cells[base + column] == cells[base + column] {
          column += 1
          continue
        }
        let start = column
        let role = cells[base + start].role
        letters.removeAll(keepingCapacity: true)
        while column < width, cells[base + column].role == role {
          let cell = cells[base + column]
          if let before, before.cells[base + column] == cell { break }
          column += 1
          // Half of a wide letter at the edge of a window that has just become narrower.
          if cell.width == 2, column == width { break }
          if cell.width > 0 {
            letters.append(
              VTLetter(scalars: (cell.letter, cell.mark1, cell.mark2, cell.mark3), width: Int32(cell.width)))
          }
        }
        let (look, pair) = looks[role] ?? (0, 0)
        vt_put(Int32(row), Int32(start), letters, Int32(letters.count), look, pair)
      }
    }
  }

  /// Makes the next `show` paint everything, for example after another program has written on the screen.
  public func redrawAll() {
    shown = nil
    vt_repaint()
  }

  public func bell() { vt_bell() }

  // MARK: Waiting

  /// Waits for the next event; `nil` waits for ever, otherwise `.idle` is returned when the time is over.
  public func next(timeoutMilliseconds: Int? = nil) -> Event {
    let deadline = timeoutMilliseconds.map { vt_clock() + Int64($0) }
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      if let event = reader.next() { return finished(event) }
      if let event = heedSignals() { return event }
      let left = deadline.map { max(0, Int($0 - vt_clock())) }
      let patience = reader.isPasting ? Self.pasteDelay : reader.isPartial ? Self.escapeDelay : nil
      let wait = patience ?? left ?? -1
      switch Int(vt_wait(Int32(wait))) {
      case VT_INPUT: if !readMore() { return .hangup }
      case VT_HANGUP: return .hangup
      case VT_NOTHING:
        if patience == nil { return .idle }
        if let event = reader.next(atEnd: true) { return finished(event) }
      default: break
      }
    }
  }

  /// Whether more input has come, to be handled before drawing or before a search goes on.
  ///
  /// True only if `next` would return at once, so no frame is skipped for half a key.
  public var inputIsWaiting: Bool {
    while waiting.isEmpty {
      if let event = reader.next() {
        waiting.append(finished(event))
        break
      }
      switch Int(vt_wait(0)) {
      case VT_INPUT: if !readMore() { return true }
      case VT_SIGNAL: if let event = heedSignals() { waiting.append(event) }
      case VT_HANGUP: return true
      default: return false
      }
    }
    return true
  }

  private func readMore() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = vt_read(&bytes, Int32(bytes.count))
    if count > 0 { reader.feed(bytes.prefix(Int(count))) }
    return count != 0
  }

  private func heedSignals() -> Event? {
    let signals = Int(vt_signals())
    if signals & VT_ENDING != 0 { return .hangup }
    if signals & VT_STOPPING != 0 {
      suspend()
      return .resized
    }
    if signals & VT_CONTINUED != 0 {  // stopped behind our back: the shell has had the terminal
      vt_leave()
      comeBack()
      return .resized
    }
    guard signals & VT_RESIZED != 0, vt_take_size() else { return nil }
    redrawAll()
    return .resized
  }

  private func finished(_ event: Event) -> Event {
    guard case .mouse(var mouse) = event, mouse.kind == .press else { return event }
    let now = vt_clock()
    if let last = lastPress, now - last.at < Self.doublePressTime, last.row == mouse.row, last.column == mouse.column {
      mouse.kind = .doublePress
      lastPress = nil
    } else {
      lastPress = (now, mouse.row, mouse.column)
    }
    return .mouse(mouse)
  }

  // MARK: Leaving the screen for a while

  /// Stops the program, as Ctrl-Z does; returns when the shell continues it.
  public func suspend() {
    vt_leave()
    vt_stop_job()
    comeBack()
  }

  /// Gives the terminal to another program, such as an editor, while `body` runs.
  public func runOutside<Result>(_ body: () throws -> Result) rethrows -> Result {
    vt_leave()
    defer { comeBack() }
    return try body()
  }

  /// Takes the terminal back. The screen is empty now; the caller draws it again, in its present size.
  private func comeBack() {
    shown = nil
    vt_return()
  }
}

extension Style {
  fileprivate var look: UInt32 {
    var look = 0
    if bold { look |= VT_BOLD }
    if dim { look |= VT_DIM }
    if underline { look |= VT_UNDERLINE }
    if reverse { look |= VT_REVERSE }
    if italic { look |= VT_ITALIC }
    return UInt32(look)
  }
}
