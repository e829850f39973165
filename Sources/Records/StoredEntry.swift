/// A journal entry as it is stored and hashed. The act is kept as bytes, so that an act of a later version passes
/// unchanged.
public struct StoredEntry: Sendable {
  public var station: StationName
  public var epoch: Int
  public var sequence: Int
  public var time: HybridTime
  public var day: Day
  /// One line.
  public var clerk: String
  public var group: EntryReference?
  /// One line of JSON, byte for byte as in the journal.
  public var act: String

  public init(
    station: StationName, epoch: Int, sequence: Int, time: HybridTime, day: Day, clerk: String,
    group: EntryReference? = nil, act: String
  ) {
    self.station = station
    self.epoch = epoch
    self.sequence = sequence
    self.time = time
    self.day = day
    self.clerk = clerk
    self.group = group
    self.act = act
  }

  public var reference: EntryReference { EntryReference(station: station, epoch: epoch, sequence: sequence) }

  /// The journal that it belongs to.
  public var journal: JournalName { JournalName(station: station, epoch: epoch) }

  /// The bytes that are hashed after the hash of the entry before (docs/internals/journal.md).
  public var hashed: [UInt8] {
    JournalEntry.hashed(reference: reference, time: time, day: day, clerk: clerk, group: group, storedAct: act)
  }
}

extension StoredEntry: Equatable {
  /// Compares bytes: two Unicode spellings of one letter are equal as text but not as entries.
  public static func == (a: StoredEntry, b: StoredEntry) -> Bool { a.hashed == b.hashed }
}
