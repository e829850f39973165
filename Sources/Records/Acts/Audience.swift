/// The audience of an act, besides the office that did it: the only input to the hub's delivery decision.
public enum Audience: Equatable, Sendable {
  /// No other office: the act stays between its office and the hub.
  case nobody
  /// The recipients to whom the document is issued.
  case recipients([Recipient], of: EntryReference)
  /// The offices to which the document was issued; none, if it was not issued.
  case readers(of: EntryReference)
  /// The office that issued the document.
  case issuer(of: EntryReference)
}
