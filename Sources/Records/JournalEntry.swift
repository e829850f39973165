/// An act, with who did it and when: one line of a station's journal.
///
/// The journal only grows. Each entry carries the hash of the one before it, so a changed byte shows, and
/// `reference` names the entry for ever.
public struct JournalEntry: Equatable, Sendable {
  public var reference: EntryReference
  public var time: HybridTime
  /// The day of the act, as the clerk gives it: the day on the stamp.
  public var day: Day
  public var clerk: String
  /// The first entry of the acts done together (a bulk act), which are undone together.
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
  /// The bytes that are hashed after the previous hash: one fact a line, the act as stored.
  ///
  /// `clerk` and the act hold no line feed (text passes `cleaned` at the door, JSON escapes it), so the lines are unambiguous.
  public static func hashed(
    reference: EntryReference, time: HybridTime, day: Day, clerk: String, group: EntryReference?, storedAct: String
  ) -> [UInt8] {
    let group = group.map(\.description) ?? ""
    return Array("vanthu 1\n\(reference)\n\(time.packed)\n\(day)\n\(clerk)\n\(group)\n\(storedAct)\n".utf8)
  }
}
