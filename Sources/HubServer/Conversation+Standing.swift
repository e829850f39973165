import NIOCore

/// Who speaks, how much it would be missed, and how long it may go on.
extension Conversation {
  /// Whether nobody knows who it is.
  var isStranger: Bool { !hasProved }

  /// What is ended first when there is no room.
  enum Worth: Int {
    case stranger
    /// A packet a station made; perhaps somebody else sends it.
    case signed
    /// A station that has said what it wanted, and keeps its line.
    case resting
  }

  /// Nothing for what must not be ended: a proved exchange, and who waits for us.
  var worth: Worth? {
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

  /// Ends what does not move, and what takes too long, whether it moves or not.
  func tick() {
    let (now, options) = (NIODeadline.now(), server.options)
    let hasRunOut =
      switch stage {
      // A head or a small request that trickles is as bad as one that does not come.
      case .waiting: now - stageAt > (isFirst ? min(options.idle, options.head) : options.idle)
      case .collecting: now - stageAt > options.idle
      case .draining: now - stageAt > .seconds(5)
      case .answering: now - gate.movedAt > options.idle || isStranger && now - stageAt > options.unproved
      // While the hub works it is not the station that is slow.
      case .working: false
      case .exchanging(let exchanging):
        !exchanging.isWorking
          && (now - gate.movedAt > options.idle || isTooSlow(exchanging.caller, now - stageAt))
      }
    if hasRunOut { cutOff() }
  }

  /// A proved exchange has all the time there is: lines are slow where the offices are.
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

  /// Closes the socket now: TLS would wait for an answer to its farewell.
  func cutOff() { gate.cutOff() }
}
