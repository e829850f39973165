import Crypto
import Records

/// Entries of another station that concern the receiver, under that station's seal.
public struct Delivery: Equatable, Sendable {
  public var seal: Seal
  public var items: [Item]

  public init(seal: Seal, items: [Item]) {
    self.seal = seal
    self.items = items
  }

  public struct Item: Equatable, Sendable {
    /// The position in the receiver's mailbox: 1, 2, 3 … without gaps.
    public var position: Int
    public var entry: StoredEntry
    /// The hash of the entry before it. The receiver may not see that entry.
    public var previous: Hash256
    /// The sibling hashes from the entry up to the root that the seal signs.
    public var path: [Hash256]

    public init(position: Int, entry: StoredEntry, previous: Hash256, path: [Hash256]) {
      self.position = position
      self.entry = entry
      self.previous = previous
      self.path = path
    }
  }

  /// Refuses unless each entry was signed by the owner of the key, so that the hub cannot forge entries of a station.
  public func verify(key: Curve25519.Signing.PublicKey) throws(PacketRefusal) {
    var signed: Hash256?
    for item in items {
      let entry = item.entry
      guard entry.station == seal.station, entry.epoch == seal.epoch, entry.sequence >= seal.first,
        entry.sequence <= seal.last,
        let root = ProofTree.root(
          from: entry.hash(after: item.previous), at: entry.sequence - seal.first, of: seal.last - seal.first + 1,
          path: item.path)
      else { throw .wrongHash(entry.reference) }
      // One signature covers all entries that lead to the same root.
      guard root == signed || seal.holds(root: root, key: key) else { throw .wrongSignature(entry.reference) }
      signed = root
    }
  }
}

extension Delivery {
  func write(to writer: inout ByteWriter) {
    seal.write(to: &writer)
    writer.count(items.count)
    for item in items {
      writer.count(item.position)
      writer.count(item.entry.sequence - seal.first)
      writer.hash(item.previous)
      writer.count(item.path.count)
      for hash in item.path { writer.hash(hash) }
      EntryColumns.write([item.entry], to: &writer)
    }
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    seal = try Seal(from: &reader)
    items = []
    for _ in 0..<(try reader.count(ofAtLeast: 38)) {
      let position = try reader.count()
      let offset = try reader.count()
      guard offset <= seal.last - seal.first else { throw Malformed() }
      let previous = try reader.hash()
      var path: [Hash256] = []
      for _ in 0..<(try reader.count(ofAtLeast: 32)) { path.append(try reader.hash()) }
      let entries = try EntryColumns.read(
        1, station: seal.station, epoch: seal.epoch, first: seal.first + offset, from: &reader)
      items.append(Item(position: position, entry: entries[0], previous: previous, path: path))
    }
  }
}
