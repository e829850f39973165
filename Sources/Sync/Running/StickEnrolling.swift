import Exchange
import Office
import Records
import Wording

/// Enrols a station by USB stick: the request goes one way, the answer comes back another day. An answer found there
/// may be to an earlier request: with a mistyped code, or from the enrolment before this one.
public struct StickEnrolling {
  private let stick: FolderCarrier
  private let enrolling: Enrolling

  /// - Throws: `EnrollingRefusal.wholeCode` for less than the entire code: whoever holds the stick could find it by
  ///   brute force.
  public init(_ stick: FolderCarrier, _ enrolling: Enrolling) throws {
    guard enrolling.code.isWhole else { throw EnrollingRefusal.wholeCode }
    self.stick = stick
    self.enrolling = enrolling
  }

  /// Returns the answer to a request of an earlier version of the program, with these keys and this code. It is
  /// accepted, for what that request disclosed is disclosed anyway, and the hub has admitted the station.
  public static func oldAnswer(
    _ stick: FolderCarrier, _ enrolling: Enrolling, for station: StationName, _ keys: StationKeys
  ) throws -> (json: [UInt8], asked: Enrolling.Pending)? {
    guard let request = try stick.readSmall("to-hub", station, "enrol").flatMap({ EnrolmentRequest(json: $0) }),
      request.signingKey == Array(keys.signing.publicKey.rawRepresentation).hexadecimal,
      request.isMade(with: enrolling.code), let json = try stick.readSmall("to-station", station, "enrolled"),
      EnrolmentAnswer(json: json)?.isMade(with: enrolling.code) == true
    else { return nil }
    return (json, try enrolling.asked(request))
  }

  /// Returns the hub to which this station's request is sealed; `nil` where the stick did not name one when the request
  /// was made. The request is then unencrypted, and proved by the entire code.
  ///
  /// - Throws: `EnrollingRefusal.otherHub` when it is not the one that was read out; `FolderRefusal`.
  public func identity(
    _ expected: HubFingerprint?, for station: StationName, _ keys: StationKeys
  ) throws -> HubIdentity? {
    let identity = try stick.readIdentity().flatMap { HubIdentity(json: $0) }
    try LineEnrolling.expect(expected, identity)
    // A hub adds its identity when it answers, so a request that was written unencrypted must stay so.
    let there = try stick.readSmall("to-hub", station, "enrol").flatMap { RequestOnTheWay(json: $0) }
    let own = Array(keys.signing.publicKey.rawRepresentation).hexadecimal
    if let there, there.signingKey == own, !there.isSealed { return nil }
    return identity
  }

  /// Returns the hub's answer to this request. Where there is none, stores the request and removes an answer to an
  /// earlier one.
  ///
  /// - Parameter writing: what goes with the request. It is done first: without a request the hub takes nothing, so
  ///   one that a power cut interrupted is made again, and a request is never without what was said to go with it.
  /// - Returns: `nil` when the stick has to go to the hub.
  /// - Throws: the hub's refusal of this very request; `StickRefusal` when the answer is to this station's request with
  ///   another code, which is then the one to type; `FolderRefusal`.
  public func answer(
    to asked: Enrolling.Pending, of station: StationName, writing: () throws -> Void = {}
  ) throws -> [UInt8]? {
    let there = try stick.readSmall("to-hub", station, "enrol").flatMap { RequestOnTheWay(json: $0) }
    let mine = RequestOnTheWay(json: asked.json)
    if let answer = try stick.readSmall("to-station", station, "enrolled") {
      if RefusedAnswer(json: answer) != nil {
        if there?.tag == mine?.tag { return answer }
      } else if let good = EnrolmentAnswer(json: answer),
        there?.signingKey ?? asked.request.signingKey == asked.request.signingKey
      {
        // The hub knows these keys by now, and would admit nobody under them with another code.
        if enrolling.isMade(good, asked) { return answer }
        if let there, there.tag != mine?.tag { throw StickRefusal.otherCode(there.code) }
      }
      try stick.removeSmall("to-station", station, "enrolled")
    }
    try writing()
    try stick.writeSmall("to-hub", station, "enrol", asked.json)
    return nil
  }

  /// Whether the first packet may go with the request: the hub takes it, and only if the office is that of the code.
  /// It is sealed to the key on the stick, which anybody may have put there, so the key has to have been compared with
  /// what the province has printed. And the file must not be enrolled at another hub, which holds what this one does
  /// not, nor be an old copy.
  public static func mayWriteFirstPacket(_ hub: HubIdentity, of office: Office) throws -> Bool {
    guard hub.takesFirstPackets == true else { return false }
    guard let enrolment = try office.enrolment() else { return true }
    return enrolment.station.description == hub.station && enrolment.refusal != .fork
  }

  /// Writes the station's first packet: all that an exchange would send. Nothing of the hub is stored in the file; what
  /// went onto the stick is, as of every packet.
  public func writeFirstPacket(_ exchange: StationExchange, to hub: HubIdentity) throws {
    guard let unanswered = enrolling.unanswered(hub) else { return }
    try stick.write(exchange, to: unanswered)
  }
}

public enum StickRefusal: Refusal, Equatable {
  case otherCode(String)

  public var words: Bilingual {
    switch self {
    case .otherCode(let begin):
      Bilingual(
        "Trả lời trên USB là cho mã bắt đầu bằng \(begin); gõ lại lệnh với đủ mã ấy.",
        "The answer on the stick is for the code that begins with \(begin); run this again with that code.")
    }
  }
}
