/// Whom an act concerns besides the office that did it: by this, and by nothing else, the hub delivers it.
public enum Concern: Equatable, Sendable {
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
  public var concern: Concern {
    switch act {
    case .issued(_, _, _, _, let to, let draft, _, _, _): .recipients(to, of: draft ?? reference)
    case .recalled(let document, _), .corrected(let document, _, _, _, _), .voided(let document, _),
      .attached(let document, _), .detached(let document, _, _), .undone(_, let document):
      .readers(of: document)
    case .reported(let document, _, _, _, _): .issuer(of: document)
    case .founded, .clerkNamed, .bookOpened, .groupNamed, .organNamed, .calendarSet, .senderMuted, .epochBegun,
      .numbersConfirmed,
      .custodyHandedOver, .custodyRecovered, .organsListed, .stationEnrolled, .stationRevoked, .registered,
      .registeredProvisionally, .registerImported, .submitted, .routed, .progressed, .settled, .sentBack, .drafted,
      .redrafted, .draftDiscarded:
      .nobody
    }
  }
}
