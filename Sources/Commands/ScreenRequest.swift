import CommandWords
import Office
import Records
import Vietnamese
import Wording

/// What a command asks of the screen, as a value: the command does not know the screens. In the shell it is not asked
/// for.
package enum ScreenRequest: Sendable {
  // What to show.
  case inbox(muted: Bool)
  case register(Book.Direction, year: Int?, order: ListOrder)
  case search(String, order: ListOrder)
  case card(DocumentLine)
  case report(year: Int)
  case exchange
  /// The books and the PCs that hold them.
  case custody
  case backups
  case text(Bilingual, String)
  /// The keys of the screen that is shown.
  case keys
  /// The first screen of the office that is open now, with nothing below it.
  case begin

  // What the present screen is to do. A screen that cannot do it ignores the request.
  case open
  /// The first, second … related document, counted from 1.
  case related(Int)
  case move(Movement)
  case mark(Marking)
  case turn(by: Int)
  case filter
  case jump
  /// The order; `nil` for the next one.
  case sort(ListOrder?)
  case allYears
  case back
  case reload

  // What to ask the clerk.
  case form(FormRequest)
  /// The prompt, with the beginning of a command line.
  case prompt(String)
  /// Today's date, typed in full, as the value of a parameter of a command; the words say first what will follow from
  /// it.
  case today(Bilingual, for: String, Given, any Declared)
  /// Whether to restore a backup; `nil` for the one that is selected in the list.
  case restore(FoundBackup?)

  // What is done in another process, or outside the screen.
  case exchangeNow(Given)
  case stopExchange
  /// The line about a flash document that has arrived: opens the document, or dismisses the line.
  case flash(opens: Bool)
  case openFile(String)
  case redraw
  case suspend
  case quit

  case say(Bilingual, Tone)
  case several([ScreenRequest])

  package static let nothing = ScreenRequest.several([])
}

/// A form for a command, with the values that are known already.
package struct FormRequest: Sendable {
  package let command: String
  package let given: Arguments
  /// The initial values of the fields, which can be changed.
  package let prefilled: [String: [String]]
  /// Parameters of the command to ask for instead of all that its form asks for.
  package let only: [Parameter]?
  /// Fields to show instead of the command's own; together they are the values `FIELD=VALUE` of one parameter.
  package let parts: (of: String, fields: [Parameter])?
  /// The title, where the command's summary says something else.
  package let title: Bilingual?

  package init(
    command: String, given: Arguments = Arguments(), prefilled: [String: [String]] = [:], only: [Parameter]? = nil,
    parts: (of: String, fields: [Parameter])? = nil, title: Bilingual? = nil
  ) {
    (self.command, self.given, self.prefilled) = (command, given, prefilled)
    (self.only, self.parts, self.title) = (only, parts, title)
  }
}

package enum Movement: String, CaseIterable, Sendable {
  case down, up
  case pageDown = "page-down"
  case pageUp = "page-up"
  case home, end

  package var words: Bilingual {
    switch self {
    case .down: Bilingual("xuống", "down")
    case .up: Bilingual("lên", "up")
    case .pageDown: Bilingual("trang sau", "page down")
    case .pageUp: Bilingual("trang trước", "page up")
    case .home: Bilingual("về đầu", "to the first")
    case .end: Bilingual("về cuối", "to the last")
    }
  }
}

package enum Marking: String, CaseIterable, Sendable {
  case one = "mark"
  case range = "mark-range"
  case all = "mark-all"
  case none = "unmark"

  package var words: Bilingual {
    switch self {
    case .one: Bilingual("đánh dấu", "mark")
    case .range: Bilingual("đánh dấu tới đây", "mark up to here")
    case .all: Bilingual("đánh dấu tất cả", "mark all")
    case .none: Bilingual("bỏ dấu", "unmark")
    }
  }
}
