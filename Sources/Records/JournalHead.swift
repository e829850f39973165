/// How far a journal is held, without a gap: it is accepted in no other way. As a frame of a packet it is the
/// acknowledgement.
public struct JournalHead: Hashable, Sendable {
  public var journal: JournalName
  /// 0 when nothing is held.
  public var sequence: Int
  /// The hash of that entry; for 0 the hash that the epoch continues from, or zeros.
  public var hash: Hash256

  public init(_ journal: JournalName, sequence: Int, hash: Hash256) {
    self.journal = journal
    self.sequence = sequence
    self.hash = hash
  }

  public init(station: StationName, epoch: Int, sequence: Int, hash: Hash256) {
    self.init(JournalName(station: station, epoch: epoch), sequence: sequence, hash: hash)
  }

  public var station: StationName { journal.station }
  public var epoch: Int { journal.epoch }
  public var reference: EntryReference { journal.entry(sequence) }
}
