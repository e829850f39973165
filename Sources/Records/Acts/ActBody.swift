import Wording

/// One kind of act: what the journal stores under `name`, and what may be asked of it without knowing which it is.
///
/// An act conforms to two roles: what it is about (`OfficeAct`, `LineAct`, `DocumentAct`) and how far it goes
/// (`StaysInOffice`, `TravellingAct`). The roles answer what is the same for all of their kind; the rest each act must say.
public protocol ActBody: Codable, Equatable, Sendable {
  /// The one key of the stored form; stays for ever.
  static var name: Act.Name { get }
  var act: Act { get }
  /// One line of a document's trail: what was done, as a clerk would say it.
  var words: Words { get }
  /// The same when another office did it.
  var wordsOfOthers: Words { get }

  /// The document it is about, if that exists already.
  var about: EntryReference? { get }
  /// The book that must be open before.
  var bookNeeded: String? { get }
  /// The number it gives a document, once in its book.
  var numberGiven: GivenNumber? { get }
  /// The document as the act writes it down, where it makes a line of a register.
  var content: Document? { get }
  /// Whether it makes a new line of a register, rather than say something about one that is there.
  /// - Parameter isReceived: another office did it; what it issues is a new line here, whatever draft it was there.
  func makesLine(isReceived: Bool) -> Bool
  /// The day under which the line it makes stands in its register; that of the entry when `nil`.
  var registrationDay: Day? { get }
  /// The files it attaches.
  var attached: [StoredFile] { get }

  /// Whether a clerk can take it back. A number once given stays given: it can only be voided.
  static var isUndoable: Bool { get }
  /// Whether it asks the readers of a document to give it back.
  static var asksBack: Bool { get }

  /// Who may say it.
  static var speakers: Speakers { get }
  /// Whether other offices are told.
  static var travels: Bool { get }
  /// Whom it concerns besides its office: the only input to the hub's delivery decision.
  /// - Parameter entry: the entry that holds the act.
  func audience(of entry: EntryReference) -> Audience
  /// The message the national axis is sent because of it.
  static var axisMessage: AxisMessage? { get }

  /// Whether a register can hold its values at all.
  var isConsistent: Bool { get }
  /// The days it names that a register must be able to hold when another office says it.
  var days: [Day] { get }
  /// Whether its numbers, years and generations are such as books have: a maximal number would leave no next one to give.
  var hasValidNumbers: Bool { get }
  /// Whether no text in it is so long that no desk can have written it; checked before what an office sends is looked up,
  /// indexed or quoted. Lists may be long, and so may what stays in its office.
  var fitsRegister: Bool { get }
}

/// Who may say an act: what a station says of its office the hub does not, and the other way round.
public enum Speakers: Sendable {
  case stations, hub, everyone
}

/// What the national axis is sent because of an act (Decision 28/2018).
public enum AxisMessage: Sendable {
  case document, status, update, recall
}

/// A number that an act gives a document, and the day it stands under.
public struct GivenNumber: Equatable, Sendable {
  public var book: String
  public var number: Int
  /// What follows the number, such as `a` in 12a; empty for none.
  public var suffix: String
  public var day: Day

  public init(book: String, number: Int, suffix: String?, day: Day) {
    self.book = book
    self.number = number
    self.suffix = suffix ?? ""
    self.day = day
  }
}

extension ActBody {
  public var wordsOfOthers: Words { words }
  public var attached: [StoredFile] { [] }
  public static var asksBack: Bool { false }
  public static var speakers: Speakers { .stations }
  public var isConsistent: Bool { true }
  public var days: [Day] { [] }
}

// MARK: what an act is about

/// About the office itself or the province, and no document.
public protocol OfficeAct: ActBody {}

extension OfficeAct {
  public var about: EntryReference? { nil }
  public var bookNeeded: String? { nil }
  public var numberGiven: GivenNumber? { nil }
  public var content: Document? { nil }
  public func makesLine(isReceived: Bool) -> Bool { false }
  public var registrationDay: Day? { nil }
  public static var isUndoable: Bool { false }
  public var hasValidNumbers: Bool { true }
}

/// Puts a line into a register.
public protocol LineAct: ActBody {
  var document: Document { get }
}

extension LineAct {
  public var content: Document? { document }
  public static var isUndoable: Bool { false }
}

/// Puts a line into a register without giving its document a number.
public protocol NewLineAct: LineAct {}

extension NewLineAct {
  public var about: EntryReference? { nil }
  public var numberGiven: GivenNumber? { nil }
  public func makesLine(isReceived: Bool) -> Bool { true }
  public var bookNeeded: String? { nil }
  public var hasValidNumbers: Bool { true }
}

/// Gives a document its number: a new line of a register, or one that was there without a number (a draft, an arrival).
public protocol NumberingAct: LineAct {}

extension NumberingAct {
  public var bookNeeded: String? { numberGiven?.book }
  public func makesLine(isReceived: Bool) -> Bool { isReceived || about == nil }
  public var hasValidNumbers: Bool { numberGiven.map { Book.numbers.contains($0.number) } ?? true }
}

/// About a document that exists: whether it can be undone is for each to say.
public protocol DocumentAct: ActBody {
  var document: EntryReference { get }
}

extension DocumentAct {
  public var about: EntryReference? { document }
  public var bookNeeded: String? { nil }
  public var numberGiven: GivenNumber? { nil }
  public var content: Document? { nil }
  public func makesLine(isReceived: Bool) -> Bool { false }
  public var registrationDay: Day? { nil }
  public var hasValidNumbers: Bool { true }
}

// MARK: how far an act goes

/// Kept between the office and the hub; no other office hears of it.
public protocol StaysInOffice: ActBody {}

extension StaysInOffice {
  public static var travels: Bool { false }
  public func audience(of entry: EntryReference) -> Audience { .nobody }
  public static var axisMessage: AxisMessage? { nil }
  public var fitsRegister: Bool { true }
}

/// Reported to other offices: whom it concerns, what the axis is sent and how long its texts are is for each to say.
public protocol TravellingAct: ActBody {}

extension TravellingAct {
  public static var travels: Bool { true }
}

extension Words {
  /// The words, followed by a reason or remark where there is one.
  func because(_ reason: String?) -> Words {
    guard let reason, !reason.isEmpty else { return self }
    return Words("\(vietnamese): \(reason)", "\(english): \(reason)")
  }
}
