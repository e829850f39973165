import Records

/// Entries encoded by column, because similar values compress best side by side: flags for what differs from the entry
/// before, the times, the days, clerks and groups that differ, then the acts, one line each.
enum EntryColumns {
  private enum Differs {
    static let day: UInt8 = 0x01
    static let clerk: UInt8 = 0x02
    static let group: UInt8 = 0x0C
    static let sameGroup: UInt8 = 0x04
    static let ownGroup: UInt8 = 0x08
    static let otherGroup: UInt8 = 0x0C
  }

  static func write(_ entries: [StoredEntry], to writer: inout ByteWriter) {
    var flags = ByteWriter()
    var times = ByteWriter()
    var changes = ByteWriter()
    var clerks: [String] = []
    var before: StoredEntry?
    for entry in entries {
      var differs: UInt8 = 0
      write(entry.time, after: before?.time, to: &times)
      if before?.day != entry.day {
        differs |= Differs.day
        changes.signed(Int64(entry.day.ordinal - (before?.day.ordinal ?? 0)))
      }
      if before.map({ $0.clerk.utf8.elementsEqual(entry.clerk.utf8) }) != true {
        differs |= Differs.clerk
        let index = clerks.firstIndex { $0.utf8.elementsEqual(entry.clerk.utf8) }
        changes.count(index ?? clerks.count)
        if index == nil {
          clerks.append(entry.clerk)
          changes.text(entry.clerk)
        }
      }
      differs |= write(entry.group, of: entry, after: before, to: &changes)
      flags.byte(differs)
      before = entry
    }
    writer.raw(flags.bytes)
    writer.raw(times.bytes)
    writer.raw(changes.bytes)
    for entry in entries {
      writer.raw(entry.act.utf8)
      writer.byte(0x0A)
    }
  }

  static func read(
    _ count: Int, station: StationName, epoch: Int, first: Int, from reader: inout ByteReader
  ) throws(Malformed) -> [StoredEntry] {
    let flags = try reader.raw(count)
    var times: [HybridTime] = []
    for _ in 0..<count { times.append(try readTime(after: times.last, from: &reader)) }
    var clerks: [String] = []
    var entries: [StoredEntry] = []
    entries.reserveCapacity(count)
    for (offset, differs) in flags.enumerated() {
      guard differs & ~(Differs.day | Differs.clerk | Differs.group) == 0 else { throw Malformed() }
      var day = entries.last?.day
      var clerk = entries.last?.clerk
      if differs & Differs.day != 0 {
        let ordinal = Int64(day?.ordinal ?? 0).addingReportingOverflow(try reader.signed())
        guard !ordinal.overflow else { throw Malformed() }
        day = Day(ordinal: Int(ordinal.partialValue))
      }
      if differs & Differs.clerk != 0 {
        let index = try reader.count()
        if index == clerks.count { clerks.append(try reader.text()) }
        guard index < clerks.count, !clerks[index].utf8.contains(0x0A) else { throw Malformed() }
        clerk = clerks[index]
      }
      guard let day, let clerk else { throw Malformed() }
      var entry = StoredEntry(
        station: station, epoch: epoch, sequence: first + offset, time: times[offset], day: day, clerk: clerk, act: "")
      entry.group = try readGroup(differs & Differs.group, of: entry, after: entries.last, from: &reader)
      entries.append(entry)
    }
    for index in entries.indices {
      guard let act = String(validating: try reader.line(), as: UTF8.self) else { throw Malformed() }
      entries[index].act = act
    }
    return entries
  }
}

// MARK: times

extension EntryColumns {
  /// Writes the difference of the milliseconds; the lowest bit says that a counter follows. Without one the counter is
  /// what `HybridTime.next` returns: 0 when the clock has moved, one more when it stood still.
  private static func write(_ time: HybridTime, after before: HybridTime?, to writer: inout ByteWriter) {
    let moved = time.milliseconds - (before?.milliseconds ?? 0)
    let expected = moved == 0 ? (before?.counter ?? -1) + 1 : 0
    let zigzag = UInt64(bitPattern: moved << 1 ^ moved >> 63)
    writer.unsigned(zigzag << 1 | (time.counter == expected ? 0 : 1))
    if time.counter != expected { writer.unsigned(UInt64(time.counter)) }
  }

  private static func readTime(
    after before: HybridTime?, from reader: inout ByteReader
  ) throws(Malformed) -> HybridTime {
    let code = try reader.unsigned()
    let zigzag = code >> 1
    let moved = Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
    let milliseconds = (before?.milliseconds ?? 0).addingReportingOverflow(moved)
    let counter = code & 1 == 0 ? UInt64(moved == 0 ? (before?.counter ?? -1) + 1 : 0) : try reader.unsigned()
    let range: Range<Int64> = -(1 << 47)..<(1 << 47)
    guard !milliseconds.overflow, range.contains(milliseconds.partialValue), counter <= 0xFFFF else {
      throw Malformed()
    }
    return HybridTime(milliseconds: milliseconds.partialValue, counter: Int64(counter))
  }
}

// MARK: groups

extension EntryColumns {
  private static func write(
    _ group: EntryReference?, of entry: StoredEntry, after before: StoredEntry?, to writer: inout ByteWriter
  ) -> UInt8 {
    guard let group else { return 0 }
    if group == before?.group { return Differs.sameGroup }
    if group.journal == entry.journal, group.sequence <= entry.sequence {
      writer.count(entry.sequence - group.sequence)
      return Differs.ownGroup
    }
    writer.station(group.station)
    writer.count(group.epoch)
    writer.count(group.sequence)
    return Differs.otherGroup
  }

  private static func readGroup(
    _ kind: UInt8, of entry: StoredEntry, after before: StoredEntry?, from reader: inout ByteReader
  ) throws(Malformed) -> EntryReference? {
    switch kind {
    case 0: return nil
    case Differs.sameGroup:
      guard let group = before?.group else { throw Malformed() }
      return group
    case Differs.ownGroup:
      let sequence = entry.sequence - (try reader.count())
      guard sequence >= 1 else { throw Malformed() }
      return EntryReference(entry.journal, sequence)
    default:
      return EntryReference(
        station: try reader.station(), epoch: try reader.count(), sequence: try reader.count())
    }
  }
}
