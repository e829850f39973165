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
  case founded(Founded)
  case clerkNamed(ClerkNamed)
  case bookOpened(BookOpened)
  case groupNamed(GroupNamed)
  case organNamed(OrganNamed)
  case calendarSet(CalendarSet)
  case senderMuted(SenderMuted)
  case epochBegun(EpochBegun)
  case numbersConfirmed(NumbersConfirmed)
  case custodyHandedOver(CustodyHandedOver)
  case custodyRecovered(CustodyRecovered)
  // The hub.
  case organsListed(OrgansListed)
  case stationEnrolled(StationEnrolled)
  case stationRevoked(StationRevoked)
  // Incoming.
  case registered(Registered)
  case registeredProvisionally(RegisteredProvisionally)
  case registerImported(RegisterImported)
  case submitted(Submitted)
  case routed(Routed)
  case progressed(Progressed)
  case settled(Settled)
  case sentBack(SentBack)
  // Outgoing.
  case drafted(Drafted)
  case redrafted(Redrafted)
  case issued(Issued)
  case draftDiscarded(DraftDiscarded)
  case recalled(Recalled)
  // To the sender.
  case reported(Reported)
  // Both.
  case corrected(Corrected)
  case voided(Voided)
  case attached(Attached)
  case detached(Detached)
  case undone(Undone)
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
    case .drafted(let act): act
    case .redrafted(let act): act
    case .issued(let act): act
    case .draftDiscarded(let act): act
    case .recalled(let act): act
    case .reported(let act): act
    case .corrected(let act): act
    case .voided(let act): act
    case .attached(let act): act
    case .detached(let act): act
    case .undone(let act): act
    }
  }
}

extension Act {
  /// The name of an act: the only key of the stored JSON object.
  public enum Name: String, CodingKey, CaseIterable, Sendable {
    case founded, clerkNamed, bookOpened, groupNamed, organNamed, calendarSet, senderMuted, epochBegun,
      numbersConfirmed, custodyHandedOver, custodyRecovered, organsListed, stationEnrolled, stationRevoked,
      registered, registeredProvisionally, registerImported, submitted, routed, progressed, settled, sentBack,
      drafted, redrafted, issued, draftDiscarded, recalled, reported, corrected, voided, attached, detached,
      undone

    var kind: any ActBody.Type {
      switch self {
      case .founded: Founded.self
      case .clerkNamed: ClerkNamed.self
      case .bookOpened: BookOpened.self
      case .groupNamed: GroupNamed.self
      case .organNamed: OrganNamed.self
      case .calendarSet: CalendarSet.self
      case .senderMuted: SenderMuted.self
      case .epochBegun: EpochBegun.self
      case .numbersConfirmed: NumbersConfirmed.self
      case .custodyHandedOver: CustodyHandedOver.self
      case .custodyRecovered: CustodyRecovered.self
      case .organsListed: OrgansListed.self
      case .stationEnrolled: StationEnrolled.self
      case .stationRevoked: StationRevoked.self
      case .registered: Registered.self
      case .registeredProvisionally: RegisteredProvisionally.self
      case .registerImported: RegisterImported.self
      case .submitted: Submitted.self
      case .routed: Routed.self
      case .progressed: Progressed.self
      case .settled: Settled.self
      case .sentBack: SentBack.self
      case .drafted: Drafted.self
      case .redrafted: Redrafted.self
      case .issued: Issued.self
      case .draftDiscarded: DraftDiscarded.self
      case .recalled: Recalled.self
      case .reported: Reported.self
      case .corrected: Corrected.self
      case .voided: Voided.self
      case .attached: Attached.self
      case .detached: Detached.self
      case .undone: Undone.self
      }
    }
  }
}

extension Act: Codable {
  /// - Throws: `DecodingError` for an act of a later version and for anything that is not an act.
  public init(from decoder: any Decoder) throws {
    // An unknown key beside the known one is ignored, as in earlier versions: stations must agree on what can be read.
    let container = try decoder.container(keyedBy: Name.self)
    guard container.allKeys.count == 1, let name = container.allKeys.first else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not one known act"))
    }
    self = try name.kind.init(from: container.superDecoder(forKey: name)).act
  }

  public func encode(to encoder: any Encoder) throws {
    let body = body
    var container = encoder.container(keyedBy: Name.self)
    try container.encode(body, forKey: type(of: body).name)
  }
}

extension Act {
  public var name: Name { type(of: body).name }
  public var words: Words { body.words }
  /// The document the act is about; `nil` if it is about none or creates one.
  public var document: EntryReference? { body.about }
  public var isUndoable: Bool { type(of: body).isUndoable }
  public var asksBack: Bool { type(of: body).asksBack }
  public var travels: Bool { type(of: body).travels }
}

extension Act.Name {
  /// The SQLite `GLOB` pattern that the stored text of such an act matches.
  public var pattern: String { "{\"\(rawValue)\":*" }
}
