/// An act with its author and time: one entry of a station's journal.
///
/// The journal is append-only. Each entry has a hash over the hash of the entry before, so a changed byte is detected.
/// `reference` is the permanent name of the entry.
public struct JournalEntry: Equatable, Sendable {
  public var reference: EntryReference
  public var time: HybridTime
  /// The day of the act, as the clerk states it: the day on the stamp.
  public var day: Day
  public var clerk: String
  /// The first entry of acts that were done together (a bulk act) and are undone together.
  public var group: EntryReference?
  public var act: Act

  public init(
    reference: EntryReference, time: HybridTime, day: Day, clerk: String, group: EntryReference? = nil, act: Act
  ) {
    self.reference = reference
    self.time = time
    self.day = day
    self.clerk = clerk
    self.group = group
    self.act = act
  }
}

extension JournalEntry {
  /// Returns the bytes that are hashed after the previous hash: one value per line, the act as stored.
  ///
  /// The lines are unambiguous because `clerk` and the act contain no line feed: texts pass `cleaned` on entry, JSON
  /// escapes it.
  public static func hashed(
    reference: EntryReference, time: HybridTime, day: Day, clerk: String, group: EntryReference?, storedAct: String
  ) -> [UInt8] {
    let group = group.map(\.description) ?? ""
    return Array("vanthu 1\n\(reference)\n\(time.packed)\n\(day)\n\(clerk)\n\(group)\n\(storedAct)\n".utf8)
  }
}
