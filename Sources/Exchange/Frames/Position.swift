import Records

/// How far a journal is held without a gap, and the hash there. As a frame it is the acknowledgement.
public struct Position: Hashable, Sendable {
  public var station: StationName
  public var epoch: Int
  /// 0: nothing yet.
  public var sequence: Int
  /// The hash of that entry; for 0 the hash the epoch continues from, or zero.
  public var hash: Hash256

  public init(station: StationName, epoch: Int, sequence: Int, hash: Hash256) {
    self.station = station
    self.epoch = epoch
    self.sequence = sequence
    self.hash = hash
  }

  public var reference: EntryReference {
    EntryReference(station: station.description, epoch: epoch, sequence: sequence)
  }
}

extension Position {
  func write(to writer: inout ByteWriter) {
    writer.station(station)
    writer.count(epoch)
    writer.count(sequence)
    writer.hash(hash)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    station = try reader.station()
    epoch = try reader.count()
    sequence = try reader.count()
    hash = try reader.hash()
  }
}
