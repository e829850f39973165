import Exchange
import Office
import Records
import Wording

/// Repeats exchanges over a connection until both sides know everything, the time is up, or the hub stays unreachable.
///
/// A broken connection is retried with exponential backoff from one second to a minute and with jitter, so that two
/// hundred offices do not come back in step; any acknowledgement of the hub in between resets it.
public struct LineRun {
  let exchange: StationExchange
  /// Carries one exchange: takes the parts of the packet from the first closure, passes those of the answer to the
  /// second.
  let carry: (() throws -> [UInt8]?, ([UInt8]) throws -> Void) throws -> Void
  /// How many failures in a row are retried; a nightly run retries until its window closes.
  let patience: Int
  /// Whether to retry also where something other than the hub answers: at night the network may be another in an hour.
  let outlasts: Bool
  /// After how long a silence the run is given up, however many tries are left.
  let silence: Silence
  let pause: (Double) -> Void
  let progress: (StationExchange) -> Void

  public init(
    _ exchange: StationExchange, patience: Int, outlasts: Bool = false, silence: Silence = Silence(limit: nil),
    pause: @escaping (Double) -> Void,
    progress: @escaping (StationExchange) -> Void = { _ in },
    carry: @escaping (() throws -> [UInt8]?, ([UInt8]) throws -> Void) throws -> Void
  ) {
    self.exchange = exchange
    self.patience = patience
    self.outlasts = outlasts
    self.silence = silence
    self.pause = pause
    self.progress = progress
    self.carry = carry
  }

  public enum End: Equatable, Sendable {
    case done
    /// Interrupted; the next run continues from here.
    case partly
    case noLine(Bilingual)
  }

  /// - Throws: refusals of the hub, of the file, of what was received; an untrusted certificate.
  public func run() throws -> End {
    var failures = 0
    var hasBeenThere = false
    var idle = 0
    while true {
      let before = exchange.tally
      let outlook: Outlook
      var obstacle: (any Refusal)?
      try exchange.begin()
      do {
        try carry(
          { try exchange.next() },
          {
            silence.heard()
            try exchange.receive($0)
            progress(exchange)
          })
        outlook = try exchange.finish()
        hasBeenThere = true
      } catch let refusal as any Refusal where mayPass(refusal) {
        _ = try exchange.finish()
        obstacle = refusal
        outlook = .cut
      }
      let hasMoved = exchange.tally.moves > before.moves
      switch outlook {
      case .done: return .done
      case .limited: return .partly
      case .more:
        // A challenge costs an exchange without progress. Without a challenge and without progress there will be none:
        // the hub does not have what we still wait for either.
        idle = hasMoved ? 0 : idle + 1
        failures = 0
        if idle >= 3 || idle > 0 && exchange.challenges == 0 {
          return try exchange.hasToldEverything() ? .done : .partly
        }
      case .cut:
        failures = hasMoved ? 1 : failures + 1
        if hasMoved { idle = 0 }
        hasBeenThere = hasBeenThere || hasMoved
        let isWorthIt = outlasts || (obstacle as? CarrierFailure)?.hope != .later
        let mayTry = isWorthIt && failures <= patience && !exchange.conditions.isTimeUp()
        guard mayTry, case let seconds = wait(failures), !silence.isOver(after: Int(seconds * 1000)) else {
          if let obstacle, !obstacle.isOfLine, !hasBeenThere || isForGood(obstacle) { throw obstacle }
          return hasBeenThere ? .partly : .noLine(obstacle?.words ?? LineRun.brokeOff)
        }
        silence.add(Int(seconds * 1000))
        pause(seconds)
      }
    }
  }

  /// Whether the error tells nothing of what the hub would say.
  private func mayPass(_ refusal: any Refusal) -> Bool {
    switch refusal {
    case let failure as CarrierFailure: failure.hope != .none
    // A packet that is not the hub's, or was damaged on the way.
    case let refusal as ExchangeRefusal: outlasts && (refusal == .notTheHub || refusal == .notForUs)
    case is PacketRefusal: outlasts
    default: false
    }
  }

  /// Whether it will stay so, however much was transferred before.
  private func isForGood(_ refusal: any Refusal) -> Bool {
    if case CarrierFailure.blocked(.tooLarge)? = refusal as? CarrierFailure { true } else { false }
  }

  /// Returns the seconds to wait: 1, 2, 4 … 60, each times 0.5 to 1.5.
  private func wait(_ failures: Int) -> Double {
    let base = min(60, Double(1 << min(failures - 1, 6)))
    let chance = Double(exchange.conditions.random() >> 11) / Double(1 << 53)
    return base * (0.5 + chance)
  }

  private static let brokeOff = Bilingual("Đường truyền đứt giữa chừng.", "The connection broke off.")
}
