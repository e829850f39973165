import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// What the workbench knows of a screen. A screen draws on a canvas, handles keys and describes itself; it never waits.
///
/// What only some screens can do is in protocols of their own (`Movable`, `Markable` …).
@MainActor
protocol Screen: AnyObject {
  /// The name of its section in the key file.
  var name: String { get }
  var title: Bilingual { get }
  /// Where it belongs in the stack of screens.
  var place: ScreenPlace { get }
  /// Draws into the rows between the title and the message line.
  func draw(on canvas: inout Canvas, rows: Range<Int>) throws
  /// Handles a key as text or movement, before the key file is consulted; returns false where the key is not for this
  /// screen.
  func handle(_ key: Key) throws -> Bool
  func paste(_ text: String) throws -> Bool
  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool
  /// How keys make letters in the focused field; `nil` where there is no field.
  var typing: TypingOptions? { get throws }

  /// The commands that matter here, the most useful first; the hint bar shows as many as fit, with their keys.
  var hints: [Hint] { get }
  /// The commands that are useful only for the document under the cursor; shown first.
  var documentHints: [Hint] { get }
  /// The commands that are of no use just now; not shown in the hint bar.
  var useless: Set<String> { get }
  /// The keys to show while letters go into a field; `nil` while keys are commands.
  var typingHints: [(key: String, words: String)]? { get }

  /// The documents that a verb acts on: the marked ones, otherwise the one under the cursor.
  var selection: [DocumentLine] { get }
  /// Returns a value for a parameter that the command line left out, such as the words of a search to be saved.
  func offer(_ parameter: String) -> String?

  /// Whether this screen is the one requested: then it is only reloaded.
  func isAnswer(to request: ScreenRequest) -> Bool
  /// Reads the registers again after a change, and keeps the place.
  func reload() throws
  /// Takes one step back inside the screen (ends a filter, clears marks); returns false when there is none.
  func stepBack() throws -> Bool
  /// Does what can wait; called when the clerk does not type.
  func rest()
}

extension Screen {
  var place: ScreenPlace { .list }
  func handle(_ key: Key) throws -> Bool { false }
  func paste(_ text: String) throws -> Bool { false }
  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool { false }
  var typing: TypingOptions? { get throws { nil } }
  var hints: [Hint] {
    [
      Hint("back", Bilingual("trở lại", "back")), Hint("keys", Bilingual("phím", "keys")),
      Hint("quit", Bilingual("ra", "quit")),
    ]
  }
  var documentHints: [Hint] { [] }
  var useless: Set<String> { [] }
  var typingHints: [(key: String, words: String)]? { nil }
  var selection: [DocumentLine] { [] }
  func offer(_ parameter: String) -> String? { nil }
  func isAnswer(to request: ScreenRequest) -> Bool { false }
  func reload() throws {}
  func stepBack() throws -> Bool { false }
  func rest() {}
}

/// The place of a screen in the stack of screens.
enum ScreenPlace {
  /// The first screen, to which going back leads from everywhere.
  case home
  /// A list or a text: it replaces another one instead of being stacked on it.
  case list
  /// Opened from a list, which stays below it.
  case detail
  /// A form: stays on top until it is filled in, and is not disturbed.
  case form
  /// Shown instead of the first screen, while no office can be shown.
  case beginning
}

/// A command in the hint bar of a screen, and a word or two for it.
struct Hint: Sendable {
  let command: String
  let words: Bilingual

  init(_ command: String, _ words: Bilingual) { (self.command, self.words) = (command, words) }
}
