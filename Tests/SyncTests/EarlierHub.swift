import Crypto
import Exchange
import Hub
import Sync

/// A hub, or a station, of a version before mailbox places: it writes what it wrote then, and skips the frames that
/// came later.
enum EarlierHub {
  /// Returns the packet without places, proved again: byte for byte what an earlier version writes.
  static func packet(_ bytes: [UInt8], key: Curve25519.Signing.PrivateKey) throws -> [UInt8] {
    let (read, frames, _) = PacketReader.read(bytes)
    guard var header = read else { throw PacketRefusal.notAPacket }
    header.forms = 0
    var writer = try PacketWriter(header)
    var bytes = writer.start
    for frame in frames {
      switch frame {
      case .place, .lease, .statement, .end, .stamp, .brief: break
      case .proof(let proof):
        bytes += try writer.proof(challenge: proof.challenge, next: proof.next, time: proof.time, key: key)
      default: bytes += try writer.append(frame).joined()
      }
    }
    return bytes + (try writer.end())
  }
}

extension ExchangeWorld {
  /// Makes a run over a connection with an earlier version on the other side.
  @discardableResult
  func syncWithEarlierHub(_ seat: Seat) throws -> LineRun.End {
    let run = LineRun(seat.exchange, patience: 4, pause: { _ in }) { [hub] next, take in
      let answer = hub.answer(over: .line)
      var (asked, told): ([UInt8], [UInt8]) = ([], [])
      while let part = try next() { asked += part }
      told += try answer.feed(EarlierHub.packet(asked, key: seat.keys.signing))
      try answer.finish { told += $0 }
      try take(EarlierHub.packet(told, key: hub.keys.signing))
    }
    return try run.run()
  }
}
