import Records

/// The beginning of a packet: sender, receiver, and what it builds on.
public struct PacketHeader: Hashable, Sendable {
  /// Random for every packet, so that frames of two packets never fit together.
  public var id: UInt64
  public var sender: StationName
  public var epoch: Int
  public var receiver: Receiver
  /// The entry of the sender's journal that the packet continues from; the sender assumes that the receiver holds it.
  /// `nil` if it assumes none.
  public var base: Base?
  /// The number of the compression dictionary; 0 if nothing is compressed.
  public var dictionary: Int
  /// Always 1 of 1; `count` is 0 where it was not known when writing began.
  public var volume: Volume
  /// Which shorter forms the sender understands: 1, `Stamp` and `BriefHello`. From a hub, and it promises them to who
  /// reads it, so it is proved with everything else; 0 from a station, and from earlier hubs.
  public var forms: Int

  public init(
    id: UInt64, sender: StationName, epoch: Int, receiver: Receiver, base: Base? = nil,
    dictionary: Int = ActsDictionary.newest.id, volume: Volume = Volume(index: 1, count: 1), forms: Int = 0
  ) {
    self.id = id
    self.sender = sender
    self.epoch = epoch
    self.receiver = receiver
    self.base = base
    self.dictionary = dictionary
    self.volume = volume
    self.forms = forms
  }

  public enum Receiver: Hashable, Sendable {
    case hub
    case station(StationName)
  }

  public struct Base: Hashable, Sendable {
    public var sequence: Int
    public var hash: Hash256

    public init(sequence: Int, hash: Hash256) {
      self.sequence = sequence
      self.hash = hash
    }
  }

  public struct Volume: Hashable, Sendable {
    public var index: Int
    public var count: Int

    public init(index: Int, count: Int) {
      self.index = index
      self.count = count
    }
  }
}

extension PacketHeader {
  static let magic = Array("VTPK".utf8)
  static let version: UInt8 = 1
  /// The shorter forms that this program understands.
  public static let newestForms = 1

  /// The encoded header, without its check.
  var bytes: [UInt8] {
    var fields = ByteWriter()
    fields.fixed64(id)
    fields.station(sender)
    fields.count(epoch)
    switch receiver {
    case .hub: fields.byte(0)
    case .station(let name):
      fields.byte(1)
      fields.station(name)
    }
    fields.count(base?.sequence ?? 0)
    if let base { fields.hash(base.hash) }
    fields.count(dictionary)
    fields.count(volume.index)
    fields.count(volume.count)
    if forms != 0 { fields.count(forms) }
    var all = ByteWriter()
    all.raw(PacketHeader.magic)
    all.byte(PacketHeader.version)
    all.count(fields.bytes.count)
    all.raw(fields.bytes)
    return all.bytes
  }

  /// Skips fields that a newer program adds at the end.
  init(fields: some Collection<UInt8>) throws(Malformed) {
    var reader = ByteReader(fields)
    id = try reader.fixed64()
    sender = try reader.station()
    epoch = try reader.count()
    switch try reader.byte() {
    case 0: receiver = .hub
    case 1: receiver = .station(try reader.station())
    default: throw Malformed()
    }
    let sequence = try reader.count()
    base = sequence == 0 ? nil : Base(sequence: sequence, hash: try reader.hash())
    dictionary = try reader.count()
    volume = Volume(index: try reader.count(), count: try reader.count())
    guard volume.index >= 1, volume.count == 0 || volume.index <= volume.count else { throw Malformed() }
    forms = reader.isAtEnd ? 0 : try reader.count()
  }
}
