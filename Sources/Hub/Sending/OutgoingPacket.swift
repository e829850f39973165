import Crypto
import Exchange
import Records

/// The hub's packet as it is written: plain, or with every part sealed.
struct OutgoingPacket {
  private var writer: PacketWriter
  private var seal: SealedWriter?
  /// The size of the packet, without what sealing adds.
  private(set) var bytes: Int

  /// Bytes reserved for what always follows: proof and end.
  static let closing = 256

  static func begin(
    _ header: PacketHeader, sealedTo key: Curve25519.KeyAgreement.PublicKey?
  ) throws -> (OutgoingPacket, [UInt8]) {
    let writer = try PacketWriter(header)
    let seal = try key.map { try SealedWriter(to: $0) }
    var packet = OutgoingPacket(writer: writer, seal: seal, bytes: writer.start.count)
    let start = try (packet.seal?.start ?? []) + packet.boxed([writer.start])
    return (packet, start)
  }

  /// How many bytes of a content still fit, if the packet may have `room` bytes.
  func room(forPieceWithin room: Int?) -> Int? { room.map { max(0, $0 - bytes - Self.closing - Piece.cost) } }

  /// Appends a frame. Returns the bytes to send.
  mutating func append(_ frame: Frame) throws -> [UInt8] { try went(writer.append(frame)) }

  /// Appends frames, if the packet stays within `room` bytes; otherwise writes nothing and returns `nil`.
  mutating func append(_ frames: [Frame], within room: Int?) throws -> [UInt8]? {
    var trial = writer
    var parts: [[UInt8]] = []
    for frame in frames { parts += try trial.append(frame) }
    let size = parts.reduce(0) { $0 + $1.count }
    if let room, bytes + size + OutgoingPacket.closing > room { return nil }
    writer = trial
    return try went(parts)
  }

  mutating func proof(
    challenge: UInt64, next: UInt64, time: Int, key: Curve25519.Signing.PrivateKey
  ) throws -> [UInt8] {
    try went([writer.proof(challenge: challenge, next: next, time: time, key: key)])
  }

  /// Appends the last frame, which proves the packet to a station that shares the key.
  mutating func stamp(challenge: UInt64, next: UInt64, time: Int, key: SymmetricKey) throws -> [UInt8] {
    try went([
      writer.stamp(challenge: challenge, isSaid: false, next: next, time: time, isLast: true, key: key)
    ])
  }

  mutating func end() throws -> [UInt8] { try went([writer.end()]) }

  private mutating func went(_ parts: [[UInt8]]) throws -> [UInt8] {
    bytes += parts.reduce(0) { $0 + $1.count }
    return try boxed(parts)
  }

  private mutating func boxed(_ parts: [[UInt8]]) throws -> [UInt8] {
    guard seal != nil else { return Array(parts.joined()) }
    var boxes: [UInt8] = []
    for part in parts { boxes += try seal?.seal(part) ?? [] }
    return boxes
  }
}
