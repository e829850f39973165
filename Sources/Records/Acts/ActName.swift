/// The name of an act: the only key of the stored JSON object.
public enum ActName: String, CodingKey, CaseIterable, Sendable {
  case founded, clerkNamed, bookOpened, groupNamed, organNamed, calendarSet, senderMuted, epochBegun,
    numbersConfirmed, custodyHandedOver, custodyRecovered, organsListed, stationEnrolled, stationRevoked, registered,
    registeredProvisionally, registerImported, submitted, routed, progressed, settled, sentBack, drafted, redrafted,
    issued, draftDiscarded, recalled, reported, corrected, voided, renumbered, attached, detached, undone,
    merged, leaseSet, contentMissing

  /// The pattern for SQLite's `GLOB` that matches the stored text of such an act.
  public var pattern: String { "{\"\(rawValue)\":*" }

  /// The path for SQLite's `json_extract` of such an act in its stored text.
  public var path: String { "$.\(rawValue)" }

  /// The condition in SQL that a column holds one of these acts.
  public static func isOne(of names: [ActName], _ column: String) -> String {
    "(\(names.map { "\(column) GLOB '\($0.pattern)'" }.joined(separator: " OR ")))"
  }
}
