import NIOCore

/// How far the client is known, how much its connection would be missed, and how long it may go on.
extension HTTPConnectionHandler: ClosableConnection {
  /// Whether the connection has not proved to be a station.
  var isStranger: Bool { !hasProved }

  var worth: Connections.Worth? {
    switch stage {
    case .working: nil
    case .exchanging(let exchanging):
      switch exchanging.caller {
      case .proved: nil
      case _ where exchanging.isWorking: nil
      case .signed: .signed
      case .nobody, .named: hasProved ? .signed : .stranger
      }
    case .waiting, .collecting, .answering, .draining: hasProved ? .resting : .stranger
    }
  }

  /// Closes a connection that is idle, or that takes too long in all.
  func tick() {
    let (now, options) = (NIODeadline.now(), server.options)
    let hasRunOut =
      switch stage {
      // A head or a small request that trickles in is as bad as none.
      case .waiting: now - stageAt > (isFirst ? min(options.idle, options.head) : options.idle)
      case .collecting: now - stageAt > options.idle
      case .draining: now - stageAt > .seconds(5)
      case .answering: now - gate.movedAt > options.idle || isStranger && now - stageAt > options.unproved
      // While the hub works, the station is not the slow one.
      case .working: false
      case .exchanging(let exchanging):
        !exchanging.isWorking
          && (now - gate.movedAt > options.idle || isTooSlow(exchanging.caller, now - stageAt))
      }
    if hasRunOut { cutOff() }
  }

  /// A proved exchange may take any time: connections are slow where the offices are.
  private func isTooSlow(_ caller: Caller, _ time: TimeAmount) -> Bool {
    let options = server.options
    switch caller {
    case .nobody: return time > options.header
    case .named: return time > options.unproved
    case .signed:
      let isSlow =
        time > .seconds(60) && gate.moved - movedBefore < Int(time.nanoseconds / 1_000_000_000) * options.rate
      return isSlow || time > options.signed
    case .proved: return false
    }
  }

  /// Closes the socket now: TLS would wait for the answer to its close_notify.
  func cutOff() { gate.cutOff() }
}
