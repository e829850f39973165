import CommandWords
import Office
import Records
import Vietnamese
import Wording

/// What a command asks of the screen, as a value: it does not know who obeys. In the shell nobody asks for it.
package enum ScreenRequest: Sendable {
  // What is to be shown.
  case inbox(muted: Bool)
  case register(Book.Direction, year: Int?, order: ListOrder)
  case search(String, order: ListOrder)
  case card(DocumentLine)
  case report(year: Int)
  case exchange
  case backups
  case text(Words, String)
  /// The keys of the screen that is shown.
  case keys
  /// The first screen of the office that is open now, with nothing below it.
  case begin

  // What the screen that is shown is to do. One that cannot passes over it.
  case open
  /// The first, second … document that has to do with this one.
  case related(Int)
  case move(Movement)
  case mark(Marking)
  case turn(by: Int)
  case filter
  case jump
  /// Nil: the next of all orders.
  case sort(ListOrder?)
  case allYears
  case back
  case reload

  // What is to be asked.
  case form(FormRequest)
  /// A command line that begins so.
  case prompt(String)
  /// The day of today, typed whole, as a value of a command; what follows from it is said before.
  case today(Words, for: String, Given, any Declared)
  /// Whether to go back to a backup; nil: to the one that is chosen in the list.
  case restore(FoundBackup?)
  case restoreFromHub(Given)

  // What is done beside the screen, or outside of it.
  case exchangeNow(Given)
  case openFile(String)
  case redraw
  case suspend
  case quit

  case say(Words, Tone)
  case several([ScreenRequest])

  package static let nothing = ScreenRequest.several([])
}

/// A form for a command, with what is known already.
package struct FormRequest: Sendable {
  package let command: String
  package let given: Arguments
  /// What the fields hold to begin with, to be changed.
  package let prefilled: [String: [String]]
  /// Fields instead of the command's own, which are together the values `FIELD=VALUE` of one parameter.
  package let parts: (of: String, fields: [Parameter])?

  package init(
    command: String, given: Arguments = Arguments(), prefilled: [String: [String]] = [:],
    parts: (of: String, fields: [Parameter])? = nil
  ) {
    (self.command, self.given, self.prefilled, self.parts) = (command, given, prefilled, parts)
  }
}

package enum Movement: String, CaseIterable, Sendable {
  case down, up
  case pageDown = "page-down"
  case pageUp = "page-up"
  case home, end

  package var words: Words {
    switch self {
    case .down: Words("xuống", "down")
    case .up: Words("lên", "up")
    case .pageDown: Words("trang sau", "page down")
    case .pageUp: Words("trang trước", "page up")
    case .home: Words("về đầu", "to the first")
    case .end: Words("về cuối", "to the last")
    }
  }
}

package enum Marking: String, CaseIterable, Sendable {
  case one = "mark"
  case range = "mark-range"
  case all = "mark-all"
  case none = "unmark"

  package var words: Words {
    switch self {
    case .one: Words("đánh dấu", "mark")
    case .range: Words("đánh dấu tới đây", "mark up to here")
    case .all: Words("đánh dấu tất cả", "mark all")
    case .none: Words("bỏ dấu", "unmark")
    }
  }
}
