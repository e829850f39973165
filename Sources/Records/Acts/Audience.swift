/// Whom an act concerns besides the office that did it: the only input to the hub's delivery decision.
public enum Audience: Equatable, Sendable {
  /// Nobody: it stays between the office and the hub.
  case nobody
  /// Those the document is issued to.
  case recipients([Recipient], of: EntryReference)
  /// Those the document was issued to; nobody, if it was not.
  case readers(of: EntryReference)
  /// The office that issued the document.
  case issuer(of: EntryReference)
}

extension JournalEntry {
  public var audience: Audience { act.body.audience(of: reference) }
}
