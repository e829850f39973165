import Exchange
import Office
import Records
import Wording

/// Exchanges over a line until both sides know everything, the time is up, or the line stays silent.
///
/// A line that breaks is tried again after a while that doubles from one second to a minute, with chance in it, so that two hundred
/// offices do not come back in step; whatever the hub acknowledged since starts the doubling anew.
public struct LineRun {
  let exchange: StationExchange
  /// Carries one exchange: gives the parts of the packet, takes those of the answer.
  let carry: (() throws -> [UInt8]?, ([UInt8]) throws -> Void) throws -> Void
  /// How often a silent line is tried before it is given up; a nightly run tries until its window closes.
  let patience: Int
  /// Whether it goes on trying also where something else answers than the hub: at night the network may be another in an hour.
  let outlasts: Bool
  let pause: (Double) -> Void
  let progress: (StationExchange) -> Void

  public init(
    _ exchange: StationExchange, patience: Int, outlasts: Bool = false, pause: @escaping (Double) -> Void,
    progress: @escaping (StationExchange) -> Void = { _ in },
    carry: @escaping (() throws -> [UInt8]?, ([UInt8]) throws -> Void) throws -> Void
  ) {
    self.exchange = exchange
    self.patience = patience
    self.outlasts = outlasts
    self.pause = pause
    self.progress = progress
    self.carry = carry
  }

  public enum End: Equatable, Sendable {
    case done
    /// It goes on from here another time.
    case partly
    case noLine(Words)
  }

  /// - Throws: refusals of the hub, of the file, of what came; a certificate that is not to be trusted.
  public func run() throws -> End {
    var failures = 0
    var hasBeenThere = false
    var idle = 0
    while true {
      let before = exchange.tally
      let outlook: Outlook
      var silence: (any Refusal)?
      try exchange.begin()
      do {
        try carry(
          { try exchange.next() },
          {
            try exchange.take($0)
            progress(exchange)
          })
        outlook = try exchange.finish()
        hasBeenThere = true
      } catch let refusal as any Refusal where mayPass(refusal) {
        _ = try exchange.finish()
        silence = refusal
        outlook = .cut
      }
      let hasMoved = exchange.tally.moves > before.moves
      switch outlook {
      case .done: return .done
      case .limited: return .partly
      case .more:
        // A challenge costs an exchange in which nothing moves. Where there was none, and nothing has moved, nothing will: what we
        // still wait for the hub has not got either.
        idle = hasMoved ? 0 : idle + 1
        failures = 0
        if idle >= 3 || idle > 0 && exchange.challenges == 0 {
          return try exchange.hasToldEverything() ? .done : .partly
        }
      case .cut:
        failures = hasMoved ? 1 : failures + 1
        if hasMoved { idle = 0 }
        hasBeenThere = hasBeenThere || hasMoved
        let isWorthIt = outlasts || (silence as? CarrierFailure)?.hope != .later
        guard isWorthIt, failures <= patience, !exchange.conditions.isTimeUp() else {
          if let silence, isAlarming(silence), !hasBeenThere || isForGood(silence) { throw silence }
          return hasBeenThere ? .partly : .noLine(silence?.words ?? LineRun.silent)
        }
        pause(wait(failures))
      }
    }
  }

  /// Whether what was thrown says nothing of what the hub will say.
  private func mayPass(_ refusal: any Refusal) -> Bool {
    switch refusal {
    case let failure as CarrierFailure: failure.hope != .none
    // A packet that is not the hub's, or was spoilt on its way.
    case let refusal as ExchangeRefusal: outlasts && (refusal == .notTheHub || refusal == .notForUs)
    case is PacketRefusal: outlasts
    default: false
    }
  }

  /// Whether a person must be told so that he does not take it for a line that is down.
  private func isAlarming(_ refusal: any Refusal) -> Bool {
    guard case CarrierFailure.blocked(let obstacle)? = refusal as? CarrierFailure else {
      return !(refusal is CarrierFailure)
    }
    return obstacle.isOfCertificate || isForGood(refusal)
  }

  /// Whether it will be no other way however much of it has passed so far.
  private func isForGood(_ refusal: any Refusal) -> Bool {
    if case CarrierFailure.blocked(.tooLarge)? = refusal as? CarrierFailure { true } else { false }
  }

  /// Seconds: 1, 2, 4 … 60, each by half to once and a half.
  private func wait(_ failures: Int) -> Double {
    let base = min(60, Double(1 << min(failures - 1, 6)))
    let chance = Double(exchange.conditions.random() >> 11) / Double(1 << 53)
    return base * (0.5 + chance)
  }

  private static let silent = Words("Đường truyền đứt giữa chừng.", "The line broke in the middle.")
}
