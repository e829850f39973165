extension Act {
  /// The case's name: the one key of its stored form.
  public var name: String {
    switch self {
    case .founded: "founded"
    case .clerkNamed: "clerkNamed"
    case .bookOpened: "bookOpened"
    case .groupNamed: "groupNamed"
    case .organNamed: "organNamed"
    case .calendarSet: "calendarSet"
    case .epochBegun: "epochBegun"
    case .numbersConfirmed: "numbersConfirmed"
    case .custodyHandedOver: "custodyHandedOver"
    case .custodyRecovered: "custodyRecovered"
    case .organsListed: "organsListed"
    case .stationEnrolled: "stationEnrolled"
    case .stationRevoked: "stationRevoked"
    case .registered: "registered"
    case .registerImported: "registerImported"
    case .submitted: "submitted"
    case .routed: "routed"
    case .progressed: "progressed"
    case .settled: "settled"
    case .sentBack: "sentBack"
    case .drafted: "drafted"
    case .redrafted: "redrafted"
    case .issued: "issued"
    case .draftDiscarded: "draftDiscarded"
    case .registeredProvisionally: "registeredProvisionally"
    case .recalled: "recalled"
    case .reported: "reported"
    case .corrected: "corrected"
    case .voided: "voided"
    case .attached: "attached"
    case .detached: "detached"
    case .undone: "undone"
    }
  }
}
