import Records

/// Which of the entries about a line were taken back, so that they have no effect.
///
/// An office takes back its own acts: the readers of a document theirs, and the sender its own. But what the sender did
/// before its document was registered is part of what was registered: that it takes it back then is a request.
struct TakenBack {
  /// Each entry that was taken back, with the one that did so.
  private(set) var undone: [EntryReference: EntryReference] = [:]
  private var undoing: Set<EntryReference> = []

  /// - Parameter entries: in the order in which they count.
  init(_ entries: [SourcedEntry]) {
    let places = Dictionary(
      entries.enumerated().map { ($1.entry.reference, $0) }, uniquingKeysWith: { first, _ in first })
    /// Returns where the act is that an entry takes back. The entry that made the line stays: a line may be voided, but
    /// is never removed.
    func place(of undoing: SourcedEntry) -> Int? {
      guard case .undone(let act) = undoing.entry.act, undone[act.entry] == nil, let place = places[act.entry],
        entries[place].isReceived == undoing.isReceived, entries[place].entry.act.isUndoable
      else { return nil }
      return place
    }
    for undoing in entries where !undoing.isReceived {
      if let place = place(of: undoing) { undone[entries[place].entry.reference] = undoing.entry.reference }
    }
    let kept = placeWhereKept(in: entries)
    let agreed = Set(entries.compactMap(\.agreesTo))
    for (index, undoing) in entries.enumerated() where undoing.isReceived {
      guard let place = place(of: undoing) else { continue }
      let act = entries[place].entry
      guard !agreed.contains(act.reference) else { continue }
      // A request that nobody has answered is no longer one.
      let isRequest = act.act.asksBack || kept.map { place > $0 } ?? false
      if isRequest || kept.map({ index < $0 }) ?? true { undone[act.reference] = undoing.entry.reference }
    }
    undoing = Set(undone.values)
  }

  /// Adds entries that were taken back elsewhere in the trail.
  mutating func add(_ more: [EntryReference: EntryReference]) {
    undone.merge(more) { $1 }
    undoing.formUnion(more.values)
  }

  /// Where the document of another office becomes one of this office's: registered, or sent back.
  private func placeWhereKept(in entries: [SourcedEntry]) -> Int? {
    guard entries.contains(where: { $0.makesLine && $0.isReceived }) else { return nil }
    let numbering = SourcedEntry.numbering(of: entries)
    return entries.firstIndex { sourced in
      guard !sourced.isReceived, undone[sourced.entry.reference] == nil else { return false }
      if case .sentBack = sourced.entry.act { return true }
      return sourced.entry.reference == numbering
    }
  }

  /// Whether the entry has no effect: because it was taken back, or because all that it says is carried out by leaving
  /// out what it took back.
  func contains(_ entry: EntryReference) -> Bool { undone[entry] != nil || undoing.contains(entry) }
}

extension SourcedEntry {
  /// The sender's request that this office agreed to by the entry.
  fileprivate var agreesTo: EntryReference? {
    guard !isReceived, case .reported(let report) = entry.act, report.status == .agreed else { return nil }
    return report.answers
  }
}
