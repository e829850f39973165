import Wording

/// The acts, a struct each: `Acts.Routed` is what the journal stores under `routed`.
public enum Acts {}

/// One kind of act: the values that the journal stores under `name`, and the properties that every act has.
///
/// An act conforms to two roles: what it is about (`OfficeAct`, `LineAct`, `DocumentAct`) and how far it goes
/// (`StaysInOffice`, `TravellingAct`). The roles implement what is the same for all acts of their kind; each act
/// implements the rest.
public protocol ActBody: Codable, Equatable, Sendable {
  /// The only key of the stored form; never changes.
  static var name: ActName { get }
  /// One line of a document's trail: what was done, as a clerk would say it.
  var words: Bilingual { get }
  /// The same line when another office did it.
  var wordsOfOthers: Bilingual { get }

  /// The document it is about, if that exists already.
  var about: EntryReference? { get }
  /// The book that must have been opened before.
  var bookNeeded: String? { get }
  /// The number it gives a document, unique in its book; `nil` if it gives none.
  var numberGiven: GivenNumber? { get }
  /// The document as the act records it, if the act creates a line of a register.
  var content: Document? { get }
  /// Whether it creates a line of a register instead of changing one that exists.
  ///
  /// - Parameter isReceived: whether another office did it; a document it issues is a new line here, even if it was a
  ///   draft there.
  func makesLine(isReceived: Bool) -> Bool
  /// The day under which the line it creates is registered; the day of the entry when `nil`.
  var registrationDay: Day? { get }
  /// The files it attaches.
  var attached: [StoredFile] { get }

  /// Whether a clerk can undo it. A number once given cannot be undone, only voided.
  static var isUndoable: Bool { get }
  /// Whether it asks the readers of a document to return or destroy it.
  static var asksBack: Bool { get }

  /// Which journals may hold it.
  static var speakers: Speakers { get }
  /// Whether it is delivered to other offices.
  static var travels: Bool { get }
  /// The offices that it is delivered to: the only input to the hub's delivery decision.
  ///
  /// - Parameter entry: the entry that holds the act.
  func audience(of entry: EntryReference) -> Audience
  /// The message that is sent to the national axis because of it.
  static var axisMessage: AxisMessage? { get }

  /// Whether its values can be stored in a register at all.
  var isConsistent: Bool { get }
  /// The days in it that must be valid for a register when another office wrote it.
  var days: [Day] { get }
  /// Whether its numbers, years and generations are in the range that books have: after a maximal number there would be
  /// no next one to give.
  var hasValidNumbers: Bool { get }
  /// Whether every text in it is at most as long as a verb can have written it. Checked before an act of another office
  /// is looked up, indexed or quoted. Lists may be long; acts that stay in their office are not limited.
  var fitsRegister: Bool { get }
}

/// Which journals may hold an act: some only those of stations, some only the hub's.
public enum Speakers: Sendable {
  case stations, hub, everyone
}

/// The kind of message that is sent to the national axis because of an act (Decision 28/2018).
public enum AxisMessage: Sendable {
  case document, status, update, recall
}

/// A number that an act gives a document, and the day under which it is registered.
public struct GivenNumber: Hashable, Sendable {
  public var book: String
  public var number: Int
  /// The suffix of the number, such as `a` in 12a; empty if there is none.
  public var suffix: String
  public var day: Day
  /// Whether a document that bears it on paper is entered again, after it was lost with its file.
  public var isReentry: Bool

  public init(book: String, number: Int, suffix: String?, day: Day, isReentry: Bool = false) {
    self.book = book
    self.number = number
    self.suffix = suffix ?? ""
    self.day = day
    self.isReentry = isReentry
  }
}

extension ActBody {
  public var wordsOfOthers: Bilingual { words }
  public var attached: [StoredFile] { [] }
  public static var asksBack: Bool { false }
  public static var speakers: Speakers { .stations }
  public var isConsistent: Bool { true }
  public var days: [Day] { [] }
}

// MARK: what an act is about

/// An act about the office itself or the province, not about a document.
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

/// An act that adds a line to a register.
public protocol LineAct: ActBody {
  var document: Document { get }
}

extension LineAct {
  public var content: Document? { document }
  public static var isUndoable: Bool { false }
}

/// An act that adds a line to a register without giving its document a number.
public protocol NewLineAct: LineAct {}

extension NewLineAct {
  public var about: EntryReference? { nil }
  public var numberGiven: GivenNumber? { nil }
  public func makesLine(isReceived: Bool) -> Bool { true }
  public var bookNeeded: String? { nil }
  public var hasValidNumbers: Bool { true }
}

/// An act that gives a document its number. The document is a new line of a register, or one that had no number yet (a
/// draft, an arrival).
public protocol NumberingAct: LineAct {}

extension NumberingAct {
  public var bookNeeded: String? { numberGiven?.book }
  public func makesLine(isReceived: Bool) -> Bool { isReceived || about == nil }
  public var hasValidNumbers: Bool { numberGiven.map { Book.numbers.contains($0.number) } ?? true }
}

/// An act about a document that exists. Each act states whether it can be undone.
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

/// An act that only the office and the hub store; it is not delivered to other offices.
public protocol StaysInOffice: ActBody {}

extension StaysInOffice {
  public static var travels: Bool { false }
  public func audience(of entry: EntryReference) -> Audience { .nobody }
  public static var axisMessage: AxisMessage? { nil }
  public var fitsRegister: Bool { true }
}

/// An act that is delivered to other offices. Each act states its audience, its message to the axis, the length of its
/// texts, and what it does there.
public protocol TravellingAct: ActBody {
  /// What it does to a document at an office that receives it: one row of the table in docs/internals/exchange.md. It
  /// has no default, so that nobody adds an act without this decision.
  static func effect(at stage: DocumentStage) -> ForeignEffect
}

extension TravellingAct {
  public static var travels: Bool { true }
}

extension Bilingual {
  /// The words, followed by a reason or remark if there is one.
  func because(_ reason: String?) -> Bilingual {
    guard let reason, !reason.isEmpty else { return self }
    return Bilingual("\(vietnamese): \(reason)", "\(english): \(reason)")
  }
}
