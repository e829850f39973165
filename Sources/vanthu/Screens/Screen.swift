import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// What the workbench knows of a screen. A screen draws on a canvas, answers keys and says everything about itself; it
/// never waits.
///
/// What only some screens can do is a protocol of its own (`Movable`, `Markable` …).
@MainActor
protocol Screen: AnyObject {
  /// The section of the key file that holds here.
  var name: String { get }
  var title: Words { get }
  /// How it stands among the others.
  var place: ScreenPlace { get }
  /// Draws into the rows between the title and the message line.
  func draw(on canvas: inout Canvas, rows: Range<Int>) throws
  /// A key that this screen wants as text or movement, before the key file is asked; false: not for me.
  func handle(_ key: Key) throws -> Bool
  func paste(_ text: String) throws -> Bool
  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool
  /// How keys make letters where one is typing now; nil where there is nothing to type.
  var typing: TypingOptions? { get throws }

  /// The commands that matter here, most useful first; the foot shows as many as fit, with their keys.
  var hints: [Hint] { get }
  /// The commands that the document under the cursor alone has a use for; they stand first.
  var documentHints: [Hint] { get }
  /// The commands that there is no use for just now: they do not stand at the foot.
  var useless: Set<String> { get }
  /// The keys themselves, while they go into a field; nil while commands have keys.
  var typingHints: [(key: String, words: String)]? { get }

  /// The documents a verb acts on: the marked ones, else the one under the cursor.
  var selection: [DocumentLine] { get }
  /// A value for a parameter that the command line left out: the words of a search, to be kept.
  func offer(_ parameter: String) -> String?

  /// Whether it is what is asked for: then it is only read again.
  func isAnswer(to request: ScreenRequest) -> Bool
  /// The registers have changed: shows them as they are, in the same place.
  func reload() throws
  /// Takes one step back inside the screen (ends a filter, clears marks); false when there is none.
  func stepBack() throws -> Bool
  /// Nobody types: a good moment for what can wait.
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
      Hint("back", Words("trở lại", "back")), Hint("keys", Words("phím", "keys")), Hint("quit", Words("ra", "quit")),
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

/// How a screen stands among the others.
enum ScreenPlace {
  /// The first screen, which one step back leads to from everywhere.
  case home
  /// A list, a text: going from one to another is not going deeper.
  case list
  /// Opened from a list, which stays below it.
  case detail
  /// Stands on top until it is filled in, and is not disturbed.
  case form
  /// Stands in the place of the first screen, while there is no office that could be shown.
  case beginning
}

/// A command that stands at the foot of a screen, and a word or two for it.
struct Hint: Sendable {
  let command: String
  let words: Words

  init(_ command: String, _ words: Words) { (self.command, self.words) = (command, words) }
}
