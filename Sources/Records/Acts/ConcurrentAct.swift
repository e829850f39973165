/// An act that two stations of an office may each do with one document, neither knowing what the other did.
///
/// `seen` lists of each other station of the office its last entry about the document that was known here. It is absent
/// where the office has one station, and in acts of earlier versions.
public protocol ConcurrentAct: DocumentAct {
  var seen: [EntryReference]? { get set }
  /// What of the document it decides: two acts that decide the same contradict each other. `nil` if it decides nothing.
  var topic: ConcurrentTopic? { get }
  /// Whether nothing would be different if the other act counted.
  func says(_ other: Self) -> Bool
}

public enum ConcurrentTopic: Hashable, Sendable {
  /// What becomes of the document: it is routed, settled, sent back, void.
  case handling
  case field(Field)
  /// What the sender is answered, whose request this entry is.
  case request(EntryReference)
}

extension ConcurrentAct {
  public func saysTheSame(as other: any ConcurrentAct) -> Bool { (other as? Self).map(says) ?? false }

  /// Whether the writer knew an entry of another station.
  public func knows(_ entry: EntryReference) -> Bool {
    seen?.contains {
      $0.station == entry.station && ($0.epoch, $0.sequence) >= (entry.epoch, entry.sequence)
    } ?? false
  }
}
