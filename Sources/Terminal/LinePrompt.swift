import Vietnamese

/// A candidate for completion, with a short note.
public struct Completion: Equatable, Sendable {
  public let text: String
  public let note: String
  /// In a prompt: the number of letters of the line before the word to replace; `nil` for the word after the last
  /// blank.
  public let start: Int?

  public init(_ text: String, note: String = "", start: Int? = nil) {
    self.text = text
    self.note = note
    self.start = start
  }
}

/// The line at the bottom for typing a command or a filter, with a history and completion by Tab.
public struct LinePrompt: Sendable {
  /// The sign before the line: `:` or `/`.
  public let sign: String
  public var field: TextField
  /// Earlier lines, the newest last, without duplicates.
  public private(set) var history: [String]
  /// The candidates of the last Tab, and the index of the one inserted in the line.
  public private(set) var candidates: [Completion] = []
  public private(set) var chosen: Int?
  private var recalled: Int?
  private var unsent = ""
  private var wordStart = 0

  public static let longestHistory = 200

  public enum Answer: Equatable, Sendable {
    case edited
    case submit(String)
    case cancel
    /// The prompt does not use this key.
    case none
  }

  public init(_ sign: String = ":", value: String = "", history: [String] = []) {
    self.sign = sign
    field = TextField(value)
    self.history = []
    for line in history { remember(line) }
  }

  /// Handles a key. On Tab, `complete` returns candidates for the word that ends at the cursor; it receives the entire
  /// text and the number of letters before the cursor.
  public mutating func handle(_ key: Key, complete: (String, Int) -> [Completion]) -> Answer {
    switch key {
    case .named(.escape) where chosen != nil, .control("g") where chosen != nil:
      choose(nil)
      candidates = []
      return .edited
    case .named(.escape), .control("c"), .control("g"): return .cancel
    case .named(.backspace) where field.isEmpty: return .cancel
    case .named(.enter):
      field.finishTyping()
      remember(field.value)
      (recalled, candidates, chosen) = (nil, [], nil)
      return .submit(field.value)
    case .named(.tab), .named(.backTab):
      if candidates.isEmpty { ask(complete) }
      guard !candidates.isEmpty else { return .edited }
      let step = key == .named(.tab) ? 1 : -1
      choose(((chosen ?? (step > 0 ? -1 : 0)) + step + candidates.count) % candidates.count)
      if candidates.count == 1 { (candidates, chosen) = ([], nil) }
      return .edited
    case .named(.up), .control("p"): recall(by: -1)
    case .named(.down), .control("n"): recall(by: 1)
    default:
      guard field.handle(key) else { return .none }
      recalled = nil
    }
    (candidates, chosen) = ([], nil)
    return .edited
  }

  public mutating func paste(_ text: String) {
    field.paste(text)
    (candidates, chosen) = ([], nil)
  }

  private mutating func ask(_ complete: (String, Int) -> [Completion]) {
    candidates = complete(field.value, field.cursor)
    wordStart =
      candidates.first?.start.map { min($0, field.cursor) }
      ?? field.letters[..<field.cursor].lastIndex(of: " ").map { $0 + 1 } ?? 0
    unsent = String(field.letters[wordStart..<field.cursor])
    chosen = nil
  }

  private mutating func choose(_ index: Int?) {
    let text = index.map { candidates[$0].text } ?? unsent
    field.replaceBeforeCursor(field.cursor - wordStart, with: text)
    chosen = index
  }

  private mutating func recall(by step: Int) {
    guard !history.isEmpty else { return }
    if recalled == nil { unsent = field.value }
    let next = (recalled ?? history.count) + step
    guard next >= 0 else { return }
    recalled = next < history.count ? next : nil
    field.value = recalled.map { history[$0] } ?? unsent
  }

  private mutating func remember(_ line: String) {
    guard !line.allSatisfy(\.isWhitespace) else { return }
    history.removeAll { $0 == line }
    history.append(line)
    if history.count > Self.longestHistory { history.removeFirst() }
  }

  /// Draws the line on the row, and at most `most` candidates above it.
  ///
  /// - Parameter width: the columns of the row that belong to the prompt.
  public mutating func draw(on canvas: inout Canvas, row: Int, width: Int? = nil, most: Int = 8) {
    canvas.fill(row: row)
    canvas.write(sign, row: row, .hintKey)
    let lead = displayWidth(sign)
    field.draw(on: &canvas, row: row, column: lead, width: (width ?? canvas.width) - lead, focused: true, .normal)
    drawCompletions(candidates, chosen: chosen, on: &canvas, bottom: row - 1, column: lead, most: min(most, row))
  }
}

/// Draws candidates above a row, those around the chosen one, each with its note.
func drawCompletions(
  _ all: [Completion], chosen: Int?, on canvas: inout Canvas, bottom: Int, column: Int, most: Int
) {
  guard !all.isEmpty, most > 0 else { return }
  let first = max(0, min((chosen ?? 0) - most / 2, all.count - most))
  let shown = Array(all[first..<min(all.count, first + most)])
  drawCompletions(
    shown, chosen: chosen.map { $0 - first }, on: &canvas, top: bottom - shown.count + 1, column: column,
    width: canvas.width - column)
}

/// Draws candidates from a row downwards.
func drawCompletions(
  _ shown: [Completion], chosen: Int?, on canvas: inout Canvas, top: Int, column: Int, width: Int
) {
  let wish = (shown.map { displayWidth($0.text) }.max() ?? 0) + 3
  let noteWish = shown.map { displayWidth($0.note) }.max() ?? 0
  let whole = min(width, wish + (noteWish > 0 ? noteWish + 2 : 0))
  let textWidth = min(wish, noteWish > 0 ? max(whole * 2 / 3, whole - noteWish - 2) : whole)
  for (index, one) in shown.enumerated() {
    let mark = index == chosen ? "▌ " : "  "
    let role: Role = index == chosen ? .selected : .normal
    canvas.write(mark + one.text, row: top + index, column: column, role, width: textWidth)
    canvas.write("  " + one.note, row: top + index, column: column + textWidth, .dim, width: whole - textWidth)
  }
}
