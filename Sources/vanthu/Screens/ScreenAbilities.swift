import Commands
import Office
import Records
import Wording

/// A screen whose cursor or visible part moves.
@MainActor
protocol Movable: Screen {
  func move(_ movement: Movement) throws
}

/// A screen whose lines can be marked, to be acted on together.
@MainActor
protocol Markable: Screen {
  func mark(_ marking: Marking) throws
}

/// A screen whose lines can be filtered.
@MainActor
protocol Filterable: Screen {
  /// Shows only lines with these words, while they are typed; `nil` ends the filter.
  func filter(_ words: String?) throws
  /// Focuses the field of the screen in which the words are typed; returns false where there is none, and the prompt
  /// asks for them.
  func typeFilter() -> Bool
}

extension Filterable {
  func typeFilter() -> Bool { false }
}

/// A screen that can go to a document by its number.
@MainActor
protocol Jumpable: Screen {
  /// Goes to the document that the clerk names; returns false when it is not on the screen.
  func jump(to typed: String) throws -> Bool
}

/// A screen with one before it and one after it: years, documents of a book.
@MainActor
protocol Turnable: Screen {
  func turn(by step: Int) throws
}

/// A screen whose lines can be sorted.
@MainActor
protocol Sortable: Screen {
  /// Sorts the lines.
  ///
  /// - Parameter order: the order wanted; `nil` for the next of all orders.
  /// - Returns: the order now, for a sentence.
  func sort(_ order: ListOrder?) throws -> Bilingual
  /// Shows the lines of all years.
  func showAllYears() throws
}

/// A screen whose document is related to others.
@MainActor
protocol Relating: Screen {
  var related: [DocumentLine] { get }
}

/// A screen on which a backup is chosen.
@MainActor
protocol BackupChoosing: Screen {
  /// The backup under the cursor, and what it contains: `nil` when it cannot be read.
  var chosenBackup: (backup: FoundBackup, content: FoundBackup.Content?)? { get }
}

/// A screen that stays while a command runs beside it, and shows what that was refused.
@MainActor
protocol Awaiting: Screen {
  /// Whether the command runs now.
  var isWaiting: Bool { get set }
  /// Shows why the command was refused.
  func refuse(_ sentence: String)
}
