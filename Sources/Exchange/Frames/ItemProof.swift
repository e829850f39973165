import Records

/// The evidence of who signed one entry of a batch, as stored: the seal, and the path from the entry up to its root.
public struct ItemProof: Hashable, Sendable {
  public var seal: Seal
  public var path: [Hash256]

  public init(seal: Seal, path: [Hash256]) {
    self.seal = seal
    self.path = path
  }

  public var stored: [UInt8] { seal.stored + path.flatMap(\.bytes) }

  /// Returns `nil` for bytes that are no stored proof.
  public init?(stored bytes: [UInt8]) {
    var reader = ByteReader(bytes)
    guard let seal = try? Seal(from: &reader) else { return nil }
    self.init(seal: seal, path: [])
    while !reader.isAtEnd {
      guard let hash = try? reader.hash() else { return nil }
      path.append(hash)
    }
  }

  /// Returns the delivery of that entry alone.
  ///
  /// - Parameters:
  ///   - previous: the hash of the entry before it.
  ///   - position: its position in the receiver's mailbox; 0 for none.
  public func delivery(of entry: StoredEntry, after previous: Hash256, at position: Int) -> Delivery {
    Delivery(seal: seal, items: [Delivery.Item(position: position, entry: entry, previous: previous, path: path)])
  }
}
