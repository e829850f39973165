import Exchange
import Records

/// Enrols a station over HTTP: asks who the hub is, seals the request to it, and returns its answer.
public struct LineEnrolling {
  private let carrier: HTTPCarrier

  public init(_ carrier: HTTPCarrier) { self.carrier = carrier }

  private var isInTheClear: Bool { carrier.hub.isInTheClear }

  /// Returns who the hub says it is; `nil` for a hub of an earlier version.
  ///
  /// - Parameter expected: the fingerprint that was read out with the code.
  /// - Throws: `EnrollingRefusal.otherHub`; `CarrierFailure`.
  public func identity(_ expected: HubFingerprint?) throws -> HubIdentity? {
    let json: [UInt8]
    do { json = try carrier.post("/v1/hub", Array("{}".utf8)) } catch CarrierFailure.refused(let status, _)
      where status == 404 || status == 405
    {
      return nil
    }
    // A server that answers every address is no hub.
    guard let identity = HubIdentity(json: json) else {
      throw CarrierFailure.blocked(.noHub(carrier.hub.host, status: 200))
    }
    try LineEnrolling.expect(expected, identity)
    return identity
  }

  static func expect(_ expected: HubFingerprint?, _ identity: HubIdentity?) throws {
    guard let expected, let identity, identity.fingerprint != expected else { return }
    throw EnrollingRefusal.otherHub(identity.fingerprint.description)
  }

  /// - Parameters:
  ///   - sealed: makes the request of version 2, sealed to the given hub; slow.
  ///   - old: makes the request of version 1.
  /// - Returns: the answer, and the request.
  /// - Throws: the hub's refusal.
  public func answer(
    to enrolling: Enrolling, _ expected: HubFingerprint?, sealed: (HubIdentity) throws -> Enrolling.Pending,
    old: () throws -> Enrolling.Pending
  ) throws -> (json: [UInt8], asked: Enrolling.Pending) {
    // An eavesdropper could find three groups by brute force.
    guard !isInTheClear || enrolling.code.isWhole else { throw EnrollingRefusal.wholeCode }
    let asked: Enrolling.Pending
    if let hub = try identity(expected) {
      asked = try sealed(hub)
    } else {
      guard !isInTheClear else { throw EnrollingRefusal.oldHub }
      asked = try old()
    }
    return (try carrier.post("/v1/enrol", asked.json), asked)
  }
}
