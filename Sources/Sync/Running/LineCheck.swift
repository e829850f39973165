import Exchange
import Office
import Records
import Wording

/// Tries, one after another, what an exchange over the network needs, and says which step fails. It writes nothing, and
/// changes nothing at the hub.
///
/// The connection is made as for an exchange, and what stopped it is named by the same table (`HTTPEnding`): so the
/// check and an exchange never disagree.
public struct LineCheck {
  /// The address typed, or that of the enrolment; `nil` where there is none.
  private let typed: String?
  private let enrolment: Enrolment?
  /// Whether an unencrypted connection was confirmed.
  private let isInsecureMeant: Bool
  private let agent: String
  private let now: Int64

  public init(_ address: String?, _ enrolment: Enrolment?, isInsecureMeant: Bool, agent: String, now: Int64) {
    let enrolled = (enrolment?.url).flatMap { $0.isEmpty ? nil : $0 }
    typed = address ?? enrolled
    self.enrolment = enrolment
    // An unencrypted connection that was confirmed at the enrolment stays confirmed.
    let isEnrolled = typed.flatMap { try? HubAddress($0) } == enrolled.flatMap { try? HubAddress($0) }
    self.isInsecureMeant = isInsecureMeant || enrolled != nil && isEnrolled
    self.agent = agent
    self.now = now
  }

  /// Returns the steps that could be tried, in order. After one that fails, those that depend on it are left out.
  ///
  /// - Parameters:
  ///   - authorities: reads the certificates to trust.
  ///   - station: reads the name of this station, and its keys.
  public func steps(
    trusting authorities: () throws -> String?, as station: () throws -> (StationName, StationKeys)
  ) throws -> [CheckedStep] {
    var steps: [CheckedStep] = []
    do {
      let (carrier, identity) = try connection(authorities, &steps)
      if let identity { steps += clock(identity) }
      if let words = try at(.station, { try standing(carrier, identity, station) }) {
        steps.append(.right(.station, words))
      }
    } catch let stop as Stop { steps.append(stop.step) }
    // That there is no enrolment is known without a connection.
    if enrolment == nil, steps.last?.name != .station { steps.append(.wrong(.station, ExchangeRefusal.notEnrolled)) }
    return steps
  }

  /// Ends the check at a step that failed.
  private struct Stop: Error { let step: CheckedStep }

  private func at<Value>(_ name: CheckedStep.Name, _ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let refusal as any Refusal { throw Stop(step: .wrong(name, refusal)) }
  }

  /// Makes the connection, and asks who is there.
  ///
  /// - Returns: no identity for a hub of an earlier version.
  private func connection(
    _ authorities: () throws -> String?, _ steps: inout [CheckedStep]
  ) throws -> (HTTPCarrier, HubIdentity?) {
    let address = try at(.address) {
      guard let typed else { throw CheckRefusal.noAddress }
      let address = try HubAddress(typed)
      try address.check(isInsecureMeant: isInsecureMeant)
      return address
    }
    steps.append(.right(.address, Bilingual("\(address.text).", "\(address.text).")))
    let carrier = try at(.certificate) {
      try HTTPCarrier(address.text, agent: agent, HTTPCarrier.Options(authorities: authorities()))
    }
    let way = LineCheck.way(to: address)
    let identity: HubIdentity?
    do { identity = try LineEnrolling(carrier).identity(nil) } catch let failure as CarrierFailure {
      let step = way.contains { $0.name == failure.step } ? failure.step : .hub
      steps += way.prefix { $0.name != step }
      throw Stop(step: .wrong(step, failure))
    }
    steps += way
    try at(.hub) {
      guard let enrolment, let identity else { return }
      guard identity.signingKey == enrolment.signingKey.hexadecimal else { throw ExchangeRefusal.notTheHub }
    }
    steps.append(.right(.hub, LineCheck.words(identity)))
    return (carrier, identity)
  }

  /// What a connection to the hub passes, if nothing is in the way.
  private static func way(to address: HubAddress) -> [CheckedStep] {
    let host = address.host
    var way: [CheckedStep]
    if let proxy = Proxy.between(address) {
      way = [.right(.proxy, Bilingual("Đi qua được proxy “\(proxy)”.", "The proxy “\(proxy)” connects."))]
    } else {
      way = [
        .right(.name, Bilingual("Tìm thấy máy chủ “\(host)”.", "The server “\(host)” is found.")),
        .right(.port, Bilingual("Máy “\(host)” nhận kết nối.", "“\(host)” accepts connections.")),
      ]
    }
    if address.isSecure {
      way.append(
        .right(.certificate, Bilingual("Tin được, đúng tên, còn hạn.", "Trusted, of the right name, not expired.")))
    }
    return way
  }

  private static func words(_ identity: HubIdentity?) -> Bilingual {
    guard let identity else {
      return Bilingual("Trung tâm bản cũ, không nói tên.", "A hub of an earlier version, which does not say its name.")
    }
    guard let program = identity.program else {
      return Bilingual("\(identity.name), bản cũ.", "\(identity.name), of an earlier version.")
    }
    return Bilingual("\(identity.name), vanthu-hub \(program).", "\(identity.name), vanthu-hub \(program).")
  }

  private func clock(_ identity: HubIdentity) -> [CheckedStep] {
    // A time that no clock shows says nothing.
    guard let time = identity.time, (0...1 << 53).contains(time) else { return [] }
    let skew = Int64(time) - now
    guard !ClockSkew(skew).isWrong else { return [.wrong(.clock, CheckRefusal.clock(ClockSkew(skew)))] }
    return [.right(.clock, Bilingual("Đồng hồ máy này khớp với tỉnh.", "This PC's clock agrees with the hub's."))]
  }

  /// Asks the hub whether it accepts this station's key.
  ///
  /// - Returns: `nil` for a hub of an earlier version, which cannot be asked.
  private func standing(
    _ carrier: HTTPCarrier, _ identity: HubIdentity?, _ own: () throws -> (StationName, StationKeys)
  ) throws -> Bilingual? {
    guard let enrolment else { throw ExchangeRefusal.notEnrolled }
    let (station, keys) = try own()
    if enrolment.refusal == .fork { throw ExchangeRefusal.fork }
    guard let identity, let time = identity.time else { return nil }
    let request = try StandingRequest(station, at: time, to: identity.fingerprint, signing: keys.signing)
    guard let standing = StationStanding(json: try carrier.post("/v1/station", try request.json)) else {
      throw CarrierFailure.blocked(.noHub(carrier.hub.host, status: 200))
    }
    switch standing.state {
    case .accepted:
      let office = standing.organName ?? enrolment.organ
      return Bilingual(
        "Tỉnh nhận khóa của máy này: trạm \(station) của \(office).",
        "The hub accepts this station's key: \(station) of \(office).")
    case .unknown: throw CheckRefusal.unknownStation(station)
    case .revoked: throw CheckRefusal.revoked(station)
    case .replaced: throw StationRefusal.replaced
    case .otherKey: throw ExchangeRefusal.keyNotGood
    }
  }
}

extension CheckedStep {
  fileprivate static func right(_ name: Name, _ words: Bilingual) -> CheckedStep {
    CheckedStep(name: name, outcome: .right(words))
  }

  fileprivate static func wrong(_ name: Name, _ refusal: any Refusal) -> CheckedStep {
    CheckedStep(name: name, outcome: .wrong(refusal))
  }
}

/// What only the check says; everything else it says in the words of an exchange.
enum CheckRefusal: Refusal, Equatable {
  case noAddress
  /// The hub's clock is ahead of this PC's by so many minutes, or behind.
  case clock(ClockSkew)
  case unknownStation(StationName)
  case revoked(StationName)

  var words: Bilingual {
    switch self {
    case .noAddress:
      Bilingual(
        "Chưa biết địa chỉ máy chủ của tỉnh; thử bằng vanthu sync check --hub https://…, "
          + "chưa có địa chỉ thì hỏi quản trị tỉnh.",
        "The address of the hub is not known; try vanthu sync check --hub https://…, or ask the province for it.")
    case .clock(let skew):
      Bilingual(
        "Đồng hồ máy này \(skew.words.vietnamese); \(skew.advice.vietnamese).",
        "This PC's clock is \(skew.words.english); \(skew.advice.english).")
    case .unknownStation(let station):
      Bilingual(
        "Trung tâm này không biết trạm \(station); xem lại địa chỉ, đúng rồi thì xin mã và gõ vanthu enrol --again.",
        "This hub does not know station \(station); check the address, then ask for a code "
          + "and run vanthu enrol --again.")
    case .revoked(let station):
      Bilingual(
        "Tỉnh đã thu hồi quyền tham gia của trạm \(station); hỏi quản trị tỉnh.",
        "The province has revoked station \(station); ask its administrator.")
    }
  }
}
