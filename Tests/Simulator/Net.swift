import Exchange
import Hub
import Office
import Records
import Sync
import Wording

/// A power failure of a PC in the middle of an operation.
struct PowerFailure: Error { var mark: Disk.Mark? }

/// A run over a connection in which there is always something new.
struct EndlessRun: Error { var desk: Int }

/// A connection that is dead for the station and alive for the hub.
struct HalfOpen {
  var answer: HubExchange
  var rest: [UInt8]
  var seat: Seat
  var life: Int
  var proofs: Int
}

extension World {
  /// Far more than a run with many cuts needs.
  private static let mostExchangesOfARun = 1_000

  /// Makes one run of a station over a connection, as `vanthu sync` does.
  @discardableResult
  func sync(_ seat: Seat, budget: Int? = nil) throws -> LineRun.End? {
    let exchange = StationExchange(seat.office, keys: seat.keys, way: .line, seat.conditions(budget: budget))
    var taken = 0
    let run = LineRun(
      exchange, patience: isCalm ? 4 : 1 + chance.below(6),
      pause: { [self] in
        pass(milliseconds: Int64($0 * 1000))
      }
    ) { [self] next, take in
      taken += 1
      guard taken <= World.mostExchangesOfARun else { throw EndlessRun(desk: seat.number) }
      try carry(seat, next, take)
    }
    var end: LineRun.End?
    do {
      end = try run.run()
      log("desk \(seat.number) sync \(end!)")
      // Reported to the clerk, who does the same as when it is this desk's own history.
      if exchange.contradicted != nil { seat.isForked = true }
      try seat.collect()
    } catch let failure as PowerFailure {
      log("desk \(seat.number) power failure")
      try seat.crash(since: failure.mark)
    } catch let refusal as any Refusal {
      log("desk \(seat.number) sync refused: \(refusal.words.english)")
      if case .fork? = refusal as? ExchangeRefusal { fork(seat) }
      if refusal is StationRefusal { seat.mustEnrol = true }
      if isCalm, !seat.isForked, !seat.mustEnrol {
        problem("I6", "desk \(seat.number) is refused in calm: \(refusal.words.english)")
      }
      try seat.collect()
    }
    if let end { try comeBackIfWhole(seat, end) }
    return end
  }

  /// Notes that the hub has another history than the file. That requires an old copy of it that was used on.
  func fork(_ seat: Seat) {
    seat.isForked = true
    if plan.rates[.oldCopy] == nil { problem("fork", "desk \(seat.number) is said to tell another story") }
  }

  /// Makes one exchange, part by part, through whatever goes wrong.
  private func carry(_ seat: Seat, _ next: () throws -> [UInt8]?, _ take: ([UInt8]) throws -> Void) throws {
    exchanges += 1
    let most = try seat.mostBytesToSend()
    if goesWrong(.noLine) { throw CarrierFailure.noLine("") }
    let cutUp = goesWrong(.cut) ? chance.anySize(upTo: 18) : Int.max
    let cutDown = goesWrong(.cut) ? chance.anySize(upTo: 18) : Int.max
    let stationFails = goesWrong(.stationCrash) ? chance.below(12) : Int.max
    let hubFails = goesWrong(.hubCrash) ? chance.below(12) : Int.max
    let stays = goesWrong(.halfOpen)
    let turned = goesWrong(.corrupt) ? chance.anySize(upTo: 16) : Int.max
    let stale = goesWrong(.staleAnswer) ? chance.pick(from: seat.answers) : nil

    let answer = host.hub.answer(over: .line)
    let life = host.life
    var (up, down): ([UInt8], [UInt8]) = ([], [])
    var (fed, taken) = (0, 0)
    var tap = PacketReader()

    func deliver(_ bytes: [UInt8]) throws {
      for var part in split(bytes) {
        guard down.count + part.count <= cutDown else {
          try take(Array(part.prefix(max(0, cutDown - down.count))))
          answer.cut()
          throw CarrierFailure.cut("")
        }
        down += part
        if turned < down.count, turned >= down.count - part.count, turned % 2 == 0 {
          part[turned - (down.count - part.count)] ^= 4
        }
        self.bytes += part.count
        taken += 1
        if taken > stationFails {
          let mark = seat.disk.mark()
          // Whatever it was about to refuse, the power is gone.
          do { try take(part) } catch is any Refusal {}
          throw PowerFailure(mark: mark)
        }
        if stale == nil { try take(part) }
      }
    }

    func listen(_ bytes: [UInt8]) throws {
      tap.feed(bytes)
      while let frame = try tap.next() {
        switch frame {
        case .acknowledgement(let position): try host.promise(position)
        case .receipt(let receipt): try host.promise(receipt.held)
        case .piece(let piece):
          whisper("desk \(seat.number) is given \(piece.bytes.count) bytes of \(piece.file) from \(piece.offset)")
        case .notice(let notice) where notice.position == 0:
          log("the hub tells desk \(seat.number): \(notice.code) \(notice.entry)")
        default: break
        }
      }
    }

    func hub(_ body: () throws -> [UInt8]) throws -> [UInt8] {
      fed += 1
      let mark = fed > hubFails ? host.mark() : nil
      var reply: [UInt8] = []
      do { reply = try body() } catch let refusal as HubRefusal {
        switch refusal {
        case .unknownStation: seat.mustEnrol = true
        default: break
        }
        throw CarrierFailure.refused(status: 403, refusal.words)
      } catch let refusal as HubStorageRefusal {
        throw CarrierFailure.refused(status: 507, refusal.words)
      } catch let refusal as any Refusal {
        throw CarrierFailure.refused(status: 403, refusal.words)
      }
      if fed > hubFails {
        try host.crash(since: mark) { isTorn ? chance.below($0 + 1) : $0 }
        throw CarrierFailure.cut("")
      }
      try listen(reply)
      return reply
    }

    while let part = try next() {
      for var part in split(part) {
        guard up.count + part.count <= cutUp else {
          let rest = Array(part.dropFirst(max(0, cutUp - up.count)))
          _ = try hub { try answer.feed(Array(part.prefix(max(0, cutUp - up.count)))) }
          if answer.isProved { seat.proofs += 1 }
          if stays {
            halfOpen.append(HalfOpen(answer: answer, rest: rest, seat: seat, life: life, proofs: seat.proofs))
          } else {
            answer.cut()
          }
          throw CarrierFailure.cut("")
        }
        up += part
        if up.count > most {
          problem("I9", "desk \(seat.number) sends \(up.count) bytes and more, and has news for \(most)")
        }
        if turned < up.count, turned >= up.count - part.count, turned % 2 == 1 {
          part[turned - (up.count - part.count)] ^= 4
        }
        self.bytes += part.count
        let early = try hub { try answer.feed(part) }
        if !early.isEmpty { try deliver(early) }
      }
    }
    if let stale {
      log("a stale answer")
      try take(stale)
    }
    while true {
      let part = try hub { try answer.next() ?? [] }
      guard !part.isEmpty else { break }
      try deliver(part)
    }
    if answer.isProved {
      seat.proofs += 1
      remember(seat, up, down)
    }
    if goesWrong(.repeated) { try repeatPacket(of: seat) }
    try feedLate(seat)
  }

  /// Divides bytes as a network does.
  private func split(_ bytes: [UInt8]) -> [[UInt8]] {
    guard bytes.count > 200 else { return [bytes] }
    let size = 200 + chance.below(6_000)
    return stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
  }

  private func remember(_ seat: Seat, _ up: [UInt8], _ down: [UInt8]) {
    guard up.count < 200_000, down.count < 200_000 else { return }
    seat.packets.append((up, hubRestores))
    seat.answers.append(down)
    if seat.packets.count > 4 { seat.packets.remove(at: chance.below(4)) }
    if seat.answers.count > 4 { seat.answers.remove(at: chance.below(4)) }
  }

  /// Sends a recorded packet again: it must reveal nothing that is not known, and receives nothing.
  private func repeatPacket(of seat: Seat) throws {
    guard let (bytes, restores) = chance.pick(from: seat.packets) else { return }
    let answer = host.hub.answer(over: .line)
    var reply: [UInt8] = []
    do {
      reply += try answer.feed(bytes)
      try answer.finish { reply += $0 }
    } catch is any Refusal { return }
    let given = PacketReader.read(reply).frames.contains {
      switch $0 {
      case .delivery, .regained, .piece, .entries, .statement: true
      default: false
      }
    }
    if given, restores == hubRestores {
      problem("I8", "a packet of desk \(seat.number) that came twice was answered twice")
    }
  }

  /// Delivers to the hub what a dead connection still had in its buffers.
  func feedLate(_ seat: Seat?) throws {
    for late in halfOpen where seat == nil || late.seat === seat {
      guard late.life == host.life else { continue }
      let isFenced = late.answer.member != nil && late.seat.proofs > late.proofs
      let before = try host.version()
      do {
        _ = try late.answer.feed(late.rest)
        try late.answer.finish { _ in }
      } catch is any Refusal {}
      late.answer.cut()
      if isFenced, try host.version() != before {
        problem("I8", "a dead connection of desk \(late.seat.number) changed what the hub holds")
      }
    }
    halfOpen.removeAll { seat == nil || $0.seat === seat }
  }
}
