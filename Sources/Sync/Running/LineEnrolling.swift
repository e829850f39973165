import Exchange
import Records

/// A station is let in over a line: it asks who the hub is, seals its request to that one, and takes its answer.
public struct LineEnrolling {
  private let carrier: HTTPCarrier

  public init(_ carrier: HTTPCarrier) { self.carrier = carrier }

  private var isInTheClear: Bool { carrier.hub.isInTheClear }

  /// Who the hub says it is; `nil` for a hub of before.
  ///
  /// - Parameter expected: as it was read out with the code.
  /// - Throws: `EnrollingRefusal.otherHub`; `CarrierFailure`.
  public func identity(_ expected: HubFingerprint?) throws -> HubIdentity? {
    let json: [UInt8]
    do { json = try carrier.post("/v1/hub", Array("{}".utf8)) } catch CarrierFailure.refused(let status, _)
      where status == 404 || status == 405
    {
      return nil
    }
    // What answers for every address is no hub.
    guard let identity = HubIdentity(json: json) else { throw EnrollingRefusal.notTheHub }
    try LineEnrolling.expect(expected, identity)
    return identity
  }

  static func expect(_ expected: HubFingerprint?, _ identity: HubIdentity?) throws {
    guard let expected, let identity, identity.fingerprint != expected else { return }
    throw EnrollingRefusal.otherHub(identity.fingerprint.description)
  }

  /// - Parameters:
  ///   - sealed: the request of version 2, sealed to the hub it is given; takes its time.
  ///   - old: that of version 1.
  /// - Returns: the answer, and what was asked.
  /// - Throws: the hub's refusal.
  public func answer(
    to enrolling: Enrolling, _ expected: HubFingerprint?, sealed: (HubIdentity) throws -> Enrolling.Asked,
    old: () throws -> Enrolling.Asked
  ) throws -> (json: [UInt8], asked: Enrolling.Asked) {
    // Whoever reads the line could search for three groups.
    guard !isInTheClear || enrolling.code.isWhole else { throw EnrollingRefusal.wholeCode }
    let asked: Enrolling.Asked
    if let hub = try identity(expected) {
      asked = try sealed(hub)
    } else {
      guard !isInTheClear else { throw EnrollingRefusal.oldHub }
      asked = try old()
    }
    return (try carrier.post("/v1/enrol", asked.json), asked)
  }
}
