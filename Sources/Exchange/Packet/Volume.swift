import Records

/// A part of a sealed packet that goes by e-mail, where messages must be short: which packet, which part of how many,
/// from whom to whom. It identifies itself, whatever happens to the e-mail around it, and detects whether it arrived
/// unchanged.
///
/// Nothing in it is secret and nothing is proved: the sender is known once the packet is put together and opened.
public struct Volume: Hashable, Sendable {
  /// The same for all volumes of a packet, and different for every packet.
  public var packet: UInt64
  public var sender: StationName
  public var receiver: PacketHeader.Receiver
  /// When the packet was written, in milliseconds since 1970 by the sender's clock.
  public var time: Int
  /// The e-mail address for the answer; may be empty.
  public var reply: String
  /// From 1.
  public var index: Int
  public var count: Int
  /// This part of the sealed packet.
  public var bytes: [UInt8]

  public init(
    packet: UInt64, sender: StationName, receiver: PacketHeader.Receiver, time: Int, reply: String, index: Int,
    count: Int, bytes: [UInt8]
  ) {
    self.packet = packet
    self.sender = sender
    self.receiver = receiver
    self.time = time
    self.reply = reply
    self.index = index
    self.count = count
    self.bytes = bytes
  }

  public static let magic = Array("VTVL".utf8)
  static let version: UInt8 = 1
  static let checkLength = 8

  /// The station whose exchange it is, in either direction.
  public var station: StationName {
    switch receiver {
    case .hub: sender
    case .station(let name): name
    }
  }

  /// Returns the name of a sealed packet: a hash of its beginning, which contains an encapsulated key that is random
  /// for every packet.
  public static func name(ofSealed start: some Collection<UInt8>) -> UInt64 {
    Hash256(of: Array(start.prefix(SealedForm.length))).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The encoded volume, as attached to an e-mail.
  public var stored: [UInt8] {
    var fields = ByteWriter()
    fields.fixed64(packet)
    fields.station(sender)
    switch receiver {
    case .hub: fields.byte(0)
    case .station(let name):
      fields.byte(1)
      fields.station(name)
    }
    fields.count(max(0, time))
    fields.text(reply)
    fields.count(index)
    fields.count(count)
    fields.count(bytes.count)
    var all = ByteWriter()
    all.raw(Volume.magic)
    all.byte(Volume.version)
    all.count(fields.bytes.count)
    all.raw(fields.bytes)
    all.raw(Hash256(of: all.bytes, bytes).bytes[..<Volume.checkLength])
    return all.bytes + bytes
  }

  /// Skips what a mail server appended, and fields that a newer program added.
  ///
  /// - Throws: `.notAPacket` for anything that is no volume, `.damaged` when it did not arrive unchanged,
  ///   `.newerVersion`.
  public init(stored: [UInt8]) throws(PacketRefusal) {
    guard stored.starts(with: Volume.magic) else { throw .notAPacket }
    guard stored.count > 5 else { throw .damaged(frame: 0) }
    guard stored[4] == Volume.version else { throw .newerVersion(Int(stored[4])) }
    do {
      var reader = ByteReader(stored[5...])
      let length = try reader.count()
      guard length <= WireLimits.header else { throw Malformed() }
      let head = try reader.raw(length)
      let check = try reader.raw(Volume.checkLength)
      var fields = ByteReader(head)
      packet = try fields.fixed64()
      sender = try fields.station()
      switch try fields.byte() {
      case 0: receiver = .hub
      case 1: receiver = .station(try fields.station())
      default: throw Malformed()
      }
      time = try fields.count()
      reply = try fields.text()
      index = try fields.count()
      count = try fields.count()
      bytes = Array(try reader.raw(try fields.count()))
      guard index >= 1, index <= count, count <= WireLimits.volumes,
        check.elementsEqual(Hash256(of: Array(stored[..<head.endIndex]), bytes).bytes[..<Volume.checkLength])
      else { throw Malformed() }
    } catch { throw .damaged(frame: 0) }
  }
}
