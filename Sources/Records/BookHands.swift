/// The station that holds a book, and in which generation. Computed from all acts about the book, it is the same at
/// every station and at the hub, in whatever order they received the acts.
///
/// A book is first held by the station that opened it (generation 1); each hand-over adds one generation. If two
/// stations opened the same book before they knew of each other, the one that opened it earlier holds it. If two took
/// it over in the same generation, the one with the smaller name holds it.
public struct BookHand: Equatable, Sendable {
  public var generation: Int
  /// As an act names it, which may be any text.
  public var station: String

  /// How many hand-overs in a row may be missing, because the PCs that knew of them were lost. A higher generation
  /// counts only when those between have arrived; otherwise a single act with the highest possible generation would be
  /// the last.
  public static let step = 10

  public init(generation: Int, station: String) {
    self.generation = generation
    self.station = station
  }

  /// Returns the last holder.
  ///
  /// - Parameter first: returns the holder of the lowest generation within a range, and among several of that
  ///   generation the one with the smallest name.
  public func last(_ first: (ClosedRange<Int>) throws -> BookHand?) rethrows -> BookHand {
    var hand = self
    if generation > 1, let same = try first(generation...generation) { hand = same }
    while let next = try first(hand.generation + 1...hand.generation + BookHand.step) { hand = next }
    return hand
  }
}
