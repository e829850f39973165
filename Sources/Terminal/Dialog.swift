import Vietnamese

/// A question at the bottom of the screen, with a sentence about what will happen and a key for each answer.
public struct Dialog: Sendable {
  public struct Answer: Equatable, Sendable {
    public let key: Key
    public let words: String

    public init(_ key: Key, _ words: String) {
      self.key = key
      self.words = words
    }
  }

  public enum Reply: Equatable, Sendable {
    case answer(Int)
    case cancel
    /// The key is not an answer and does nothing, so that a burst of keys cannot confirm anything.
    case none
  }

  public var question: String
  public var sentence: String
  public var answers: [Answer]
  /// Whether it is drawn as a warning, because what it asks about cannot be undone.
  public var isDangerous: Bool

  public init(_ question: String, sentence: String = "", answers: [Answer], dangerous: Bool = false) {
    self.question = question
    self.sentence = sentence
    self.answers = answers
    isDangerous = dangerous
  }

  public func handle(_ key: Key) -> Reply {
    if let index = answers.firstIndex(where: { $0.key == key }) { return .answer(index) }
    if key == .named(.escape) || key == .control("c") || key == .control("g") { return .cancel }
    return .none
  }

  /// Returns how many rows it needs in that width.
  public func height(width: Int) -> Int { 2 + wrapped(question, to: width - 2).count + sentenceLines(width).count }

  private func sentenceLines(_ width: Int) -> [String] {
    sentence.isEmpty ? [] : wrapped(sentence, to: width - 2)
  }

  /// Draws the question so that its answers are on the row `bottom`.
  public func draw(on canvas: inout Canvas, bottom: Int) {
    let width = canvas.width
    var row = max(0, bottom - height(width: width) + 1)
    canvas.fill(row: row, height: bottom - row + 1)
    canvas.line(row: row, isDangerous ? .danger : .border)
    for line in wrapped(question, to: width - 2) {
      row += 1
      canvas.write(line, row: row, column: 1, isDangerous ? .danger : .heading)
    }
    for line in sentenceLines(width) {
      row += 1
      canvas.write(line, row: row, column: 1)
    }
    let hints = answers.map { (key: $0.key.hint, words: $0.words) }
    HintBar.draw(hints, on: &canvas, row: bottom, column: 1, width: width - 2)
    canvas.cursor = (bottom, 1)
  }
}
