import GRDB
import Records

/// What the senders of the documents that were merged into a line say there.
///
/// What they said before the merge is part of what was merged, except a request that nobody had answered; everything
/// after it is a request, as about any registered document.
struct MergedCopies {
  /// The requests that a sender has taken back before anybody answered, each with the entry that did so.
  private(set) var takenBack: [EntryReference: EntryReference] = [:]
  private var gates: [EntryReference: Gate] = [:]
  private var asked: Set<EntryReference> = []

  /// The act by which a copy came here.
  private struct Gate {
    var time: HybridTime
    var seen: Set<EntryReference>
    /// If the copy had a number: what its sender had said before it got that.
    var registered: Set<EntryReference>?
  }

  /// - Parameters:
  ///   - sourced: the entries of the line's trail, in the order in which they count.
  ///   - undone: the acts of this office that it took back.
  init(_ sourced: [SourcedEntry], without undone: TakenBack, in registers: Registers) throws {
    guard sourced.contains(where: \.isJoined) else { return }
    for sourced in sourced {
      guard case .merged(let act) = sourced.entry.act, !undone.contains(sourced.entry.reference),
        try registers.stands(sourced.entry.reference)
      else { continue }
      gates[act.copy] = Gate(
        time: sourced.entry.time, seen: Set(act.seen ?? []),
        registered: try act.registration.map { try registers.heard(by: $0) })
    }
    let joined = sourced.filter(\.isJoined)
    for (copy, gate) in gates {
      let about = joined.filter { $0.document == copy }
      look(at: about, gate)
    }
  }

  private mutating func look(at entries: [SourcedEntry], _ gate: Gate) {
    let reports = entries.compactMap { sourced -> (report: Acts.Reported, time: HybridTime)? in
      guard !sourced.isReceived, case .reported(let report) = sourced.entry.act else { return nil }
      return (report, sourced.entry.time)
    }
    let first = entries.first { $0.isReceived && $0.makesLine }
    for sourced in entries where sourced.isReceived && sourced.entry.reference != first?.entry.reference {
      let reference = sourced.entry.reference
      if gate.seen.contains(reference) {
        let wasAsked = sourced.entry.act.asksBack || gate.registered.map { !$0.contains(reference) } ?? false
        let isAnswered = reports.contains { $0.report.answers == reference && $0.time < gate.time }
        guard wasAsked, !isAnswered else { continue }
      }
      asked.insert(reference)
    }
    let agreed = Set(reports.filter { $0.report.status == .agreed }.compactMap(\.report.answers))
    for sourced in entries where sourced.isReceived {
      guard case .undone(let act) = sourced.entry.act, asked.contains(act.entry), !agreed.contains(act.entry) else {
        continue
      }
      takenBack[act.entry] = sourced.entry.reference
    }
  }

  /// Applies an entry about a copy to the line.
  func apply(_ sourced: SourcedEntry, to id: Int64, in registers: Registers) throws {
    if sourced.isReceived {
      if asked.contains(sourced.entry.reference) { try registers.ask(id, sourced.entry) }
    } else if case .reported(let report) = sourced.entry.act, report.answers != nil,
      let gate = gates[report.document], gate.time < sourced.entry.time
    {
      try registers.report(id, report)
    }
  }
}

extension Registers {
  /// Returns the entries of the sender that count as known when a document was registered.
  fileprivate func heard(by registration: EntryReference) throws -> Set<EntryReference> {
    guard case .registered(let act)? = try Journal(db).entry(registration)?.act else { return [] }
    return Set(act.seen ?? [])
  }
}
