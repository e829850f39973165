import Office
import Records
import Terminal
import Wording

/// What the workbench knows of a screen. A screen draws on a canvas and answers keys; it never waits.
@MainActor
protocol Screen: AnyObject {
  /// The section of the key file that holds here.
  var name: String { get }
  var title: Words { get }
  /// Draws into the rows between the title and the message line.
  func draw(on canvas: inout Canvas, rows: Range<Int>) throws
  /// A key that this screen wants as text or movement, before the key file is asked; false: not for me.
  func handle(_ key: Key) throws -> Bool
  func paste(_ text: String) throws -> Bool
  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool
  /// The documents a verb acts on: the marked ones, else the one under the cursor.
  var selection: [DocumentLine] { get }
  /// The document whose keys stand at the foot.
  var underCursor: DocumentLine? { get }
  /// The commands that there is no use for just now: they do not stand at the foot.
  var useless: Set<String> { get }
  /// The registers have changed: shows them as they are, in the same place.
  func reload() throws
  /// Takes one step back inside the screen (ends a filter, clears marks); false when there is none.
  func stepBack() throws -> Bool
}

extension Screen {
  func handle(_ key: Key) throws -> Bool { false }
  func paste(_ text: String) throws -> Bool { false }
  func press(_ mouse: Mouse, rows: Range<Int>) throws -> Bool { false }
  var selection: [DocumentLine] { [] }
  var underCursor: DocumentLine? { nil }
  var useless: Set<String> { [] }
  func reload() throws {}
  func stepBack() throws -> Bool { false }
}

/// A screen with a list in it: the commands of movement and marks go to it.
@MainActor
protocol ListScreen: Screen {
  func move(_ movement: Movement) throws
  func mark(_ marking: Marking) throws
  /// Shows only lines with these words, as they are typed; nil ends the filter.
  func filter(_ words: String?) throws
  /// Goes to the line a clerk names; false when the list does not hold it.
  func jump(to typed: String) throws -> Bool
}

enum Movement: String, CaseIterable {
  case down, up
  case pageDown = "page-down"
  case pageUp = "page-up"
  case home, end
}

enum Marking: String, CaseIterable {
  case one = "mark"
  case range = "mark-range"
  case all = "mark-all"
  case none = "unmark"
}
