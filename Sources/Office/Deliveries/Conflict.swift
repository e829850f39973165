import Records
import Wording

/// Two acts of this office that decide the same about a document, by two stations of which neither knew of the other's.
public struct Conflict: Equatable, Sendable {
  public var first: JournalEntry
  /// The later one: what it says is in the register.
  public var second: JournalEntry

  /// Returns those of a document that no later act has settled: one whose writer knew both.
  ///
  /// - Parameter sourced: the entries of its trail, in the order in which they count.
  static func all(in sourced: [SourcedEntry]) -> [Conflict] {
    var latest: [ConcurrentTopic: [StationName: JournalEntry]] = [:]
    var open: [Conflict] = []
    for sourced in sourced where !sourced.isReceived && !sourced.isJoined && sourced.undoneBy == nil {
      let entry = sourced.entry
      guard let act = entry.act.concurrent, let topic = act.topic else { continue }
      open.removeAll { $0.topic == topic && entry.knows($0.first) && entry.knows($0.second) }
      let others = latest[topic, default: [:]].values.sorted {
        ($0.time, $0.reference) < ($1.time, $1.reference)
      }
      for other in others where act.seen != nil && !entry.knows(other) {
        guard let before = other.act.concurrent, !act.saysTheSame(as: before) else { continue }
        open.append(Conflict(first: other, second: entry))
      }
      latest[topic, default: [:]][entry.reference.station] = entry
    }
    return open
  }

  private var topic: ConcurrentTopic? { second.act.concurrent?.topic }

  /// Its name in the tables of this PC.
  var name: String { "\(first.reference) \(second.reference)" }

  /// Both in a few words: `đã hoàn thành, đã trả lại`.
  var words: Bilingual {
    let (one, two) = (first.act.outcome, second.act.outcome)
    return one == two
      ? one : Bilingual("\(one.vietnamese), \(two.vietnamese)", "\(one.english), \(two.english)")
  }
}

extension Act {
  fileprivate var concurrent: (any ConcurrentAct)? { body as? any ConcurrentAct }

  /// What the document is after it.
  fileprivate var outcome: Bilingual {
    switch self {
    case .routed: Processing.assigned.words
    case .settled: Processing.completed.words
    case .sentBack: Processing.returned.words
    case .voided: Processing.voided.words
    case .corrected(let act): act.field.words
    default: words
    }
  }
}

extension JournalEntry {
  /// Whether its writer knew the other entry: its own earlier ones, and what it says of other stations.
  fileprivate func knows(_ other: JournalEntry) -> Bool {
    other.reference.station == reference.station
      ? (other.time, other.reference) <= (time, reference) : act.concurrent?.knows(other.reference) ?? false
  }
}
