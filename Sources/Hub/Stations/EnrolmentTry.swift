import Exchange
import GRDB
import Records
import RecordsSQL

/// A request to enrol that was read, with the code it names. Verifying that it was made with that code takes long, and
/// is done outside the queue on which exchanges wait.
public struct EnrolmentTry: Sendable {
  let request: EnrolmentRequest
  let way: Transport
  let party: Party?
  /// The code as stored; `nil` if there is nothing to verify: the answer was given before, or will be a refusal.
  let code: EnrolmentCode?
  let hub: HubFingerprint
  let cost: EnrolmentKey.Cost

  /// The station's name, as the request claims.
  public var station: String { request.station }

  /// Verifies the request. Takes long even for a wrong request of an earlier version, so that guessing with those is no
  /// cheaper.
  public func proof() throws -> EnrolmentProof {
    guard let code else { return EnrolmentProof(tried: self, isRight: false, key: nil) }
    if request.isMade(with: code) { return EnrolmentProof(tried: self, isRight: true, key: nil) }
    let typed = request.letters == code.text.utf8.count ? code : code.short
    let key = try EnrolmentKey(typed, station: request.station, hub: request.hub == nil ? nil : hub, cost)
    return EnrolmentProof(tried: self, isRight: request.isMade(with: key), key: key)
  }
}

/// The outcome of a try.
public struct EnrolmentProof: Sendable {
  let tried: EnrolmentTry
  let isRight: Bool
  let key: EnrolmentKey?
}

extension Hub {
  /// The identity of this hub, for stations about to enrol.
  public var identity: HubIdentity {
    HubIdentity(
      name: name, station: station, signingKey: Array(keys.signing.publicKey.rawRepresentation),
      agreementKey: Array(keys.agreement.publicKey.rawRepresentation))
  }

  /// Reads a request, sealed or not, and checks whether it may be tried at all.
  ///
  /// - Parameter party: the party its wrong tries are counted for; `nil` to count none.
  /// - Throws: `EnrolmentRefusal`.
  public func look(atEnrolment json: [UInt8], over way: Transport, from party: Party?) throws -> EnrolmentTry {
    let request: EnrolmentRequest
    if let sealed = SealedRequest(json: json) {
      guard let opened = sealed.opened(with: keys.agreement) else { throw EnrolmentRefusal.otherHub }
      request = opened
    } else if let plain = EnrolmentRequest(json: json) {
      request = plain
    } else {
      throw EnrolmentRefusal.unreadable
    }
    return try look(at: request, over: way, from: party)
  }

  func look(at request: EnrolmentRequest, over way: Transport, from party: Party?) throws -> EnrolmentTry {
    if let party, case let wait = meter.wait(.enrolments(of: party), now: system.now()), wait > 0 {
      throw EnrolmentRefusal.tooManyTries(minutes: (wait + 59_999) / 60_000)
    }
    let fingerprint = identity.fingerprint
    guard request.hub == nil || request.hub == fingerprint.text else { throw EnrolmentRefusal.otherHub }
    // A request on a stick allows offline guessing: three groups are too few there.
    if way.isSealed, request.version == 1 { throw EnrolmentRefusal.oldProgram }
    let held = try read { db in
      try Row.fetchOne(
        db, sql: "SELECT code, ifnull(request = ?, 0) FROM codes WHERE name = ?",
        arguments: [request.mac, request.code])
    }
    let code = (held?[0] as String?).flatMap { EnrolmentCode($0) }
    if way.isSealed, held?[1] != true {
      if let code, !code.isWhole { throw EnrolmentRefusal.oldCode }
      guard request.letters == 24 else { throw EnrolmentRefusal.wholeCode }
    }
    return EnrolmentTry(
      request: request, way: way, party: party, code: code, hub: fingerprint, cost: system.codeCost)
  }
}
