import Records

extension StoredEntry {
  /// Whether the entry can be encoded for sending: no line feed in clerk or act, all numbers between 1 and
  /// `ByteReader.largestCount`.
  public var canTravel: Bool {
    func counts(_ numbers: Int...) -> Bool { numbers.allSatisfy { $0 >= 1 && UInt64($0) <= ByteReader.largestCount } }
    let hasGroup = group.map { counts($0.epoch, $0.sequence) } ?? true
    return hasGroup && counts(epoch, sequence) && !clerk.utf8.contains(0x0A) && !act.utf8.contains(0x0A)
  }

  public func hash(after previous: Hash256) -> Hash256 { Hash256(of: previous.bytes, hashed) }
}
