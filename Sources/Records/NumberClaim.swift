/// An entry that gives a document a number, as far as it matters when another entry of the office gives the same number
/// to another document.
public struct NumberClaim: Equatable, Sendable {
  /// Whether it enters a document again that was lost with its file (`GivenNumber.isReentry`): another entry with the
  /// number is the one that was lost.
  public var isReentry: Bool
  /// The generation in which its station held the book (`BookHand`); 0 if it did not.
  public var generation: Int
  /// The hybrid time of the entry, packed.
  public var time: Int64
  public var entry: EntryReference

  public init(isReentry: Bool, generation: Int, time: Int64, entry: EntryReference) {
    self.isReentry = isReentry
    self.generation = generation
    self.time = time
    self.entry = entry
  }

  /// Whether its document bears the number, and the other one is marked: it was not entered again, the station that
  /// held the book later gave it, or the entry is earlier.
  public func stands(against other: NumberClaim) -> Bool {
    if isReentry != other.isReentry { return other.isReentry }
    if generation != other.generation { return generation > other.generation }
    return (time, entry) < (other.time, other.entry)
  }
}
