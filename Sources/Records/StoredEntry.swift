/// A journal entry as it is stored and hashed: the act as its bytes, so that one a later program wrote passes unharmed.
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

  public var reference: EntryReference {
    EntryReference(station: station.description, epoch: epoch, sequence: sequence)
  }

  /// What is hashed behind the hash of the entry before (docs/internals/journal.md).
  public var hashed: [UInt8] {
    JournalEntry.hashed(reference: reference, time: time, day: day, clerk: clerk, group: group, storedAct: act)
  }
}

extension StoredEntry: Equatable {
  /// By bytes: two spellings of one letter are equal as text, and not as entries.
  public static func == (a: StoredEntry, b: StoredEntry) -> Bool { a.hashed == b.hashed }
}

extension EntryReference {
  /// The station, where it is 8 hexadecimal digits.
  public var stationName: StationName? { StationName(station) }
}
