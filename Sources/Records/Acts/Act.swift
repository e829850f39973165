import Wording

/// One thing that a station did, in the terms of Decree 30/2020, articles 14–24, and a few of the program's own.
///
/// Acts are facts. They are written once, never changed and applied in order; everything the program shows is the
/// result of applying them. Each act is a struct in its own file in this folder, with the properties that every act has
/// (`ActBody`). How it changes the registers is in Sources/Office/Acts, beside its verb.
///
/// The name of an act and the labels of its fields are its stored form. They are pinned by golden files and never
/// change.
public indirect enum Act: Equatable, Sendable {
  // The office.
  case founded(Acts.Founded)
  case clerkNamed(Acts.ClerkNamed)
  case bookOpened(Acts.BookOpened)
  case groupNamed(Acts.GroupNamed)
  case organNamed(Acts.OrganNamed)
  case calendarSet(Acts.CalendarSet)
  case senderMuted(Acts.SenderMuted)
  case epochBegun(Acts.EpochBegun)
  case numbersConfirmed(Acts.NumbersConfirmed)
  case custodyHandedOver(Acts.CustodyHandedOver)
  case custodyRecovered(Acts.CustodyRecovered)
  case leaseSet(Acts.LeaseSet)
  // The hub.
  case organsListed(Acts.OrgansListed)
  case stationEnrolled(Acts.StationEnrolled)
  case stationRevoked(Acts.StationRevoked)
  // Incoming.
  case registered(Acts.Registered)
  case registeredProvisionally(Acts.RegisteredProvisionally)
  case registerImported(Acts.RegisterImported)
  case submitted(Acts.Submitted)
  case routed(Acts.Routed)
  case progressed(Acts.Progressed)
  case settled(Acts.Settled)
  case sentBack(Acts.SentBack)
  case merged(Acts.Merged)
  // Outgoing.
  case drafted(Acts.Drafted)
  case redrafted(Acts.Redrafted)
  case issued(Acts.Issued)
  case draftDiscarded(Acts.DraftDiscarded)
  case recalled(Acts.Recalled)
  // To the sender.
  case reported(Acts.Reported)
  // Both.
  case corrected(Acts.Corrected)
  case voided(Acts.Voided)
  case renumbered(Acts.Renumbered)
  case attached(Acts.Attached)
  case detached(Acts.Detached)
  case contentMissing(Acts.ContentMissing)
  case undone(Acts.Undone)
}

extension Act {
  /// The act itself, by the properties that every act has.
  public var body: any ActBody {
    switch self {
    case .founded(let act): act
    case .clerkNamed(let act): act
    case .bookOpened(let act): act
    case .groupNamed(let act): act
    case .organNamed(let act): act
    case .calendarSet(let act): act
    case .senderMuted(let act): act
    case .epochBegun(let act): act
    case .numbersConfirmed(let act): act
    case .custodyHandedOver(let act): act
    case .custodyRecovered(let act): act
    case .leaseSet(let act): act
    case .organsListed(let act): act
    case .stationEnrolled(let act): act
    case .stationRevoked(let act): act
    case .registered(let act): act
    case .registeredProvisionally(let act): act
    case .registerImported(let act): act
    case .submitted(let act): act
    case .routed(let act): act
    case .progressed(let act): act
    case .settled(let act): act
    case .sentBack(let act): act
    case .merged(let act): act
    case .drafted(let act): act
    case .redrafted(let act): act
    case .issued(let act): act
    case .draftDiscarded(let act): act
    case .recalled(let act): act
    case .reported(let act): act
    case .corrected(let act): act
    case .voided(let act): act
    case .renumbered(let act): act
    case .attached(let act): act
    case .detached(let act): act
    case .contentMissing(let act): act
    case .undone(let act): act
    }
  }
}

extension Act: Codable {
  /// - Throws: `DecodingError` for an act of a later version and for anything that is not an act.
  public init(from decoder: any Decoder) throws {
    // An unknown key beside the known one is ignored, as in earlier versions: stations must agree on what can be read.
    let container = try decoder.container(keyedBy: ActName.self)
    let names = container.allKeys
    guard names.count == 1, let name = names.first else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not one known act"))
    }
    func body<Body: ActBody>() throws -> Body { try container.decode(Body.self, forKey: name) }
    self =
      switch name {
      case .founded: .founded(try body())
      case .clerkNamed: .clerkNamed(try body())
      case .bookOpened: .bookOpened(try body())
      case .groupNamed: .groupNamed(try body())
      case .organNamed: .organNamed(try body())
      case .calendarSet: .calendarSet(try body())
      case .senderMuted: .senderMuted(try body())
      case .epochBegun: .epochBegun(try body())
      case .numbersConfirmed: .numbersConfirmed(try body())
      case .custodyHandedOver: .custodyHandedOver(try body())
      case .custodyRecovered: .custodyRecovered(try body())
      case .leaseSet: .leaseSet(try body())
      case .organsListed: .organsListed(try body())
      case .stationEnrolled: .stationEnrolled(try body())
      case .stationRevoked: .stationRevoked(try body())
      case .registered: .registered(try body())
      case .registeredProvisionally: .registeredProvisionally(try body())
      case .registerImported: .registerImported(try body())
      case .submitted: .submitted(try body())
      case .routed: .routed(try body())
      case .progressed: .progressed(try body())
      case .settled: .settled(try body())
      case .sentBack: .sentBack(try body())
      case .merged: .merged(try body())
      case .drafted: .drafted(try body())
      case .redrafted: .redrafted(try body())
      case .issued: .issued(try body())
      case .draftDiscarded: .draftDiscarded(try body())
      case .recalled: .recalled(try body())
      case .reported: .reported(try body())
      case .corrected: .corrected(try body())
      case .voided: .voided(try body())
      case .renumbered: .renumbered(try body())
      case .attached: .attached(try body())
      case .detached: .detached(try body())
      case .contentMissing: .contentMissing(try body())
      case .undone: .undone(try body())
      }
  }

  public func encode(to encoder: any Encoder) throws {
    let body = body
    var container = encoder.container(keyedBy: ActName.self)
    try container.encode(body, forKey: type(of: body).name)
  }
}

extension Act {
  public var name: ActName { type(of: body).name }
  public var words: Bilingual { body.words }
  /// The document the act is about; `nil` if it is about none or creates one.
  public var document: EntryReference? { body.about }
  public var isUndoable: Bool { type(of: body).isUndoable }
  public var asksBack: Bool { type(of: body).asksBack }
  public var travels: Bool { type(of: body).travels }
}
