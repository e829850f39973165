import Records

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

  /// Whether the entry has a form on the way: no line feed where a line ends, no negative number, stations of 8 digits.
  var canTravel: Bool {
    func counts(_ numbers: Int...) -> Bool { numbers.allSatisfy { $0 >= 1 && UInt64($0) <= ByteReader.largestCount } }
    let hasGroup = group.map { $0.stationName != nil && counts($0.epoch, $0.sequence) } ?? true
    return hasGroup && counts(epoch, sequence) && !clerk.utf8.contains(0x0A) && !act.utf8.contains(0x0A)
  }

  public func hash(after previous: Hash256) -> Hash256 { Hash256(of: previous.bytes, hashed) }
}

extension StoredEntry: Equatable {
  /// By bytes: two spellings of one letter are equal as text, and not as entries.
  public static func == (a: StoredEntry, b: StoredEntry) -> Bool { a.hashed == b.hashed }
}

extension EntryReference {
  /// The reference, where its station is 8 hexadecimal digits.
  var stationName: StationName? { StationName(station) }
}
