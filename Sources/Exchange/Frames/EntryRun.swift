import Records

/// Consecutive entries of one journal. What they share is written once, and their hashes are not sent.
public struct EntryRun: Equatable, Sendable {
  /// The hash of the entry before the first.
  public var previous: Hash256
  /// At least one; same station and epoch, consecutive sequences.
  public var entries: [StoredEntry]

  public init(previous: Hash256, entries: [StoredEntry]) {
    self.previous = previous
    self.entries = entries
  }

  /// The hash of each entry, along the chain.
  public var hashes: [Hash256] {
    var last = previous
    return entries.map { entry in
      last = entry.hash(after: last)
      return last
    }
  }

  /// Splits the run in two; returns `nil` for a single entry.
  func halved() -> (EntryRun, EntryRun)? {
    guard entries.count > 1 else { return nil }
    let first = EntryRun(previous: previous, entries: Array(entries[..<(entries.count / 2)]))
    guard let middle = first.hashes.last else { return nil }
    return (first, EntryRun(previous: middle, entries: Array(entries[(entries.count / 2)...])))
  }
}

extension EntryRun {
  func write(to writer: inout ByteWriter) {
    guard let first = entries.first else { return }
    writer.station(first.station)
    writer.count(first.epoch)
    writer.count(first.sequence)
    writer.hash(previous)
    writer.count(entries.count)
    EntryColumns.write(entries, to: &writer)
  }

  init(from reader: inout ByteReader) throws(Malformed) {
    let station = try reader.station()
    let epoch = try reader.count()
    let first = try reader.count()
    previous = try reader.hash()
    let count = try reader.count(ofAtLeast: 3)
    guard (1...WireLimits.batchEntries).contains(count), first >= 1 else { throw Malformed() }
    entries = try EntryColumns.read(count, station: station, epoch: epoch, first: first, from: &reader)
  }
}
