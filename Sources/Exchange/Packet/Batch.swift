import Crypto
import Records

/// Consecutive entries of a journal and the seal of their station.
public struct Batch: Equatable, Sendable {
  public let run: EntryRun
  public let seal: Seal

  /// Seals a run, which must hold at least one entry and no more than `parts` puts together.
  public static func sign(_ run: EntryRun, key: Curve25519.Signing.PrivateKey) throws -> Batch {
    guard let first = run.entries.first, parts(of: run.entries).count == 1 else {
      preconditionFailure("a batch holds at least one entry and stays within the limits")
    }
    let hashes = run.hashes
    let (range, head) = (first.sequence...first.sequence + hashes.count - 1, hashes[hashes.count - 1])
    let signed = Seal.signed(first.station, first.epoch, range, head: head, root: ProofTree.root(of: hashes))
    return Batch(
      run: run,
      seal: Seal(
        station: first.station, epoch: first.epoch, first: range.lowerBound, last: range.upperBound, head: head,
        signature: Array(try key.signature(for: signed))))
  }

  /// Wraps a batch that was verified before it was stored; checks nothing again.
  public init(run: EntryRun, seal: Seal) {
    self.run = run
    self.seal = seal
  }

  /// Splits entries of one journal and epoch, in order, into parts that each fit under one seal.
  public static func parts(of entries: [StoredEntry]) -> [ArraySlice<StoredEntry>] {
    parts(of: entries[...], entries: WireLimits.batchEntries, bytes: WireLimits.batchBytes)
  }

  private static func parts(
    of entries: ArraySlice<StoredEntry>, entries most: Int, bytes limit: Int
  )
    -> [ArraySlice<StoredEntry>]
  {
    var parts: [ArraySlice<StoredEntry>] = []
    var start = entries.startIndex
    var bytes = 0
    for (place, entry) in zip(entries.indices, entries) {
      let size = entry.hashed.count
      if place > start, place - start == most || bytes + size > limit {
        parts.append(entries[start..<place])
        start = place
        bytes = 0
      }
      bytes += size
    }
    if start < entries.endIndex { parts.append(entries[start...]) }
    return parts
  }

  /// The batch as sent: the entries, in runs that fit into frames, then the seal.
  public var frames: [Frame] {
    var frames: [Frame] = []
    var previous = run.previous
    for part in Batch.parts(of: run.entries[...], entries: WireLimits.batchEntries, bytes: WireLimits.run) {
      let part = EntryRun(previous: previous, entries: Array(part))
      previous = part.hashes.last ?? previous
      frames.append(.entries(part))
    }
    return frames + [.seal(seal)]
  }

  /// Returns the entries that are new to a reader that holds the journal up to `held`; none for a batch received
  /// before. Refuses a batch that starts after a gap, and one whose history differs from what is held.
  public func entries(after held: JournalHead) throws(PacketRefusal) -> ArraySlice<StoredEntry> {
    let next = held.journal.entry(held.sequence + 1)
    guard seal.journal == held.journal, seal.first <= held.sequence + 1 else {
      throw .gap(expected: next)
    }
    let known = held.sequence - seal.first + 1
    guard known < run.entries.count else { return [] }
    let hash = known == 0 ? run.previous : run.hashes[known - 1]
    guard hash == held.hash else { throw .wrongHash(held.reference) }
    return run.entries[known...]
  }

  /// Selects entries for another office, each with its position in that office's mailbox and the proof that it was
  /// sealed.
  public func delivery(_ chosen: [(position: Int, sequence: Int)]) -> Delivery {
    let hashes = run.hashes
    let levels = ProofTree.levels(of: hashes)
    return Delivery(
      seal: seal,
      items: chosen.filter { (seal.first...seal.last).contains($0.sequence) }.map { position, sequence in
        let index = sequence - seal.first
        return Delivery.Item(
          position: position, entry: run.entries[index], previous: index == 0 ? run.previous : hashes[index - 1],
          path: ProofTree.path(to: index, in: levels))
      })
  }
}

/// Collects runs as they arrive until their seal comes. Entries without a seal are unproved and ignored.
public struct OpenBatch: Sendable {
  private var previous = Hash256.zero
  private var entries: [StoredEntry] = []
  private var hashes: [Hash256] = []
  private var bytes = 0

  public init() {}

  /// How many entries wait for their seal.
  public var waiting: Int { entries.count }

  /// The hash of an entry of their journal, if it is one of those that wait, or the one before them.
  public func hash(at sequence: Int) -> Hash256? {
    guard let first = entries.first?.sequence, (first - 1..<first + hashes.count).contains(sequence) else { return nil }
    return sequence < first ? previous : hashes[sequence - first]
  }

  public mutating func append(_ run: EntryRun) throws(PacketRefusal) {
    guard let first = run.entries.first else { return }
    if let last = entries.last, let head = hashes.last {
      let next = last.journal.entry(last.sequence + 1)
      guard first.reference == next else { throw .gap(expected: next) }
      guard run.previous == head else { throw .wrongHash(first.reference) }
    } else {
      previous = run.previous
    }
    bytes += run.entries.reduce(0) { $0 + $1.hashed.count }
    // A single entry may exceed the byte limit of a batch; it is then alone in it.
    guard entries.count + run.entries.count <= WireLimits.batchEntries,
      bytes <= WireLimits.batchBytes || entries.count + run.entries.count == 1
    else { throw .batchTooLong(first.reference) }
    entries += run.entries
    hashes += run.hashes
  }

  /// Returns the batch and resets. Refuses unless the seal covers exactly these entries and was made by the owner of
  /// the key.
  public mutating func close(_ seal: Seal, key: Curve25519.Signing.PublicKey) throws(PacketRefusal) -> Batch {
    defer { self = OpenBatch() }
    guard let first = entries.first, let head = hashes.last, first.journal == seal.journal,
      first.sequence == seal.first, seal.last == seal.first + entries.count - 1
    else { throw .gap(expected: seal.journal.entry(seal.first)) }
    guard head == seal.head else { throw .wrongHash(seal.reference) }
    guard seal.holds(root: ProofTree.root(of: hashes), key: key) else { throw .wrongSignature(seal.reference) }
    return Batch(run: EntryRun(previous: previous, entries: entries), seal: seal)
  }
}
