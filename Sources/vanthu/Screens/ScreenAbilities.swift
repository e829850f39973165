import Commands
import Office
import Records
import Wording

/// The cursor, or the part in view, moves.
@MainActor
protocol Movable: Screen {
  func move(_ movement: Movement) throws
}

/// Its lines can be marked, to be acted on together.
@MainActor
protocol Markable: Screen {
  func mark(_ marking: Marking) throws
}

/// Its lines can be filtered.
@MainActor
protocol Filterable: Screen {
  /// Shows only lines with these words, as they are typed; nil ends the filter.
  func filter(_ words: String?) throws
  /// Goes to a line of its own in which the words are typed; false where there is none, and they are asked for below.
  func typeFilter() -> Bool
}

extension Filterable {
  func typeFilter() -> Bool { false }
}

/// A document can be gone to by its number.
@MainActor
protocol Jumpable: Screen {
  /// Goes to the line a clerk names; false when the screen does not hold it.
  func jump(to typed: String) throws -> Bool
}

/// There is one before and one after: years, documents of a book.
@MainActor
protocol Turnable: Screen {
  func turn(by step: Int) throws
}

/// Its lines can be put in another order.
@MainActor
protocol Sortable: Screen {
  /// - Parameter order: the wanted one; nil for the next of all.
  /// - Returns: what they are sorted by now, for a sentence.
  func sort(_ order: ListOrder?) throws -> Words
  /// Shows the lines of all years.
  func showAllYears() throws
}

/// What it shows has to do with other documents.
@MainActor
protocol Relating: Screen {
  var related: [DocumentLine] { get }
}

/// A backup is chosen here.
@MainActor
protocol BackupChoosing: Screen {
  /// The one under the cursor, and what lies in it: nil when it cannot be read.
  var chosenBackup: (backup: FoundBackup, content: FoundBackup.Content?)? { get }
}
