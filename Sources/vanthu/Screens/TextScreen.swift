import CommandWords
import Commands
import Terminal
import Wording

/// A long text to read, such as help or the output of a command.
@MainActor
final class TextScreen: Movable {
  let name = "text"
  let title: Bilingual
  private var pane: TextPane

  init(_ title: Bilingual, _ text: String) {
    self.title = Bilingual(title.vietnamese.capitalisedFirst, title.english.capitalisedFirst)
    pane = TextPane(text)
  }

  func move(_ movement: Movement) throws {
    let key: Key =
      switch movement {
      case .down: .named(.down)
      case .up: .named(.up)
      case .pageDown: .named(.pageDown)
      case .pageUp: .named(.pageUp)
      case .home: .named(.home)
      case .end: .named(.end)
      }
    _ = pane.handle(key)
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    pane.draw(on: &canvas, row: rows.lowerBound, column: 1, width: canvas.width - 2, height: rows.count)
    canvas.cursor = (rows.lowerBound, 0)
  }
}
