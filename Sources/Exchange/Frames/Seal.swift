import Crypto
import Records

/// A station's signature over a batch: from which entry to which, and the hash of the last one, which covers all before
/// it.
public struct Seal: Hashable, Sendable {
  public var station: StationName
  public var epoch: Int
  public var first: Int
  public var last: Int
  /// The hash of the last entry.
  public var head: Hash256
  /// Ed25519, 64 bytes.
  public var signature: [UInt8]

  /// Restores a stored seal. Only `OpenBatch.close` or `holds` tell whether it is valid.
  public init(station: StationName, epoch: Int, first: Int, last: Int, head: Hash256, signature: [UInt8]) {
    self.station = station
    self.epoch = epoch
    self.first = first
    self.last = last
    self.head = head
    self.signature = signature
  }

  /// Returns the signed bytes: lines, as in the hashes of the journal. `root` lets one entry be proved without the
  /// others.
  static func signed(
    _ station: StationName, _ epoch: Int, _ range: ClosedRange<Int>, head: Hash256, root: Hash256
  )
    -> [UInt8]
  {
    Array("vanthu seal 1\n\(station)\n\(epoch)\n\(range.lowerBound)\n\(range.upperBound)\n\(head)\n\(root)\n".utf8)
  }

  /// Whether the owner of the key signed this seal over entries with that root.
  public func holds(root: Hash256, key: Curve25519.Signing.PublicKey) -> Bool {
    guard first <= last else { return false }
    return key.isValidSignature(
      signature, for: Seal.signed(station, epoch, first...last, head: head, root: root))
  }

  /// The journal whose entries it seals.
  public var journal: JournalName { JournalName(station: station, epoch: epoch) }
  public var reference: EntryReference { journal.entry(last) }
}

extension Seal {
  /// The encoded seal, as sent and as stored.
  public var stored: [UInt8] {
    var writer = ByteWriter()
    write(to: &writer)
    return writer.bytes
  }

  /// Returns `nil` for bytes that are no stored seal.
  public init?(stored bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let seal = try? Seal(from: &reader), reader.isAtEnd else { return nil }
    self = seal
  }

  func write(to writer: inout ByteWriter) {
    writer.station(station)
    writer.count(epoch)
    writer.count(first)
    writer.count(last)
    writer.hash(head)
    writer.raw(signature)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    station = try reader.station()
    epoch = try reader.count()
    first = try reader.count()
    last = try reader.count()
    head = try reader.hash()
    signature = Array(try reader.raw(64))
    guard first >= 1, last >= first, last - first < WireLimits.batchEntries else { throw Malformed() }
  }
}
