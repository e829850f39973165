/// In whose hands a book is, by all that was said of it, in whatever order that was heard: the same at every station and at the hub.
///
/// A book begins in the hands of the station that opened it (generation 1), and goes on through hand-overs, each one generation on. Of two
/// stations that opened one book before they had heard of each other, the earlier one did; of two that took it at once, the one with the
/// smaller name has it.
public struct BookHand: Equatable, Sendable {
  public var generation: Int
  public var station: String

  /// So many hand-overs in a row may never have been told: of PCs that burnt. What is further away is believed when those between have come;
  /// else one word of the largest of all generations would be the last.
  public static let step = 10

  public init(generation: Int, station: String) {
    self.generation = generation
    self.station = station
  }

  /// The hand it is in now. `first` gives of the hands in some generations the one of the lowest, and there of the smallest name.
  public func last(_ first: (ClosedRange<Int>) throws -> BookHand?) rethrows -> BookHand {
    var hand = self
    if generation > 1, let same = try first(generation...generation) { hand = same }
    while let next = try first(hand.generation + 1...hand.generation + BookHand.step) { hand = next }
    return hand
  }
}
