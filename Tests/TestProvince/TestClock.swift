import Synchronization

/// The clock of a world, in milliseconds since 1970, read from any thread. A machine that uses it may outlive the
/// world.
public final class TestClock: Sendable {
  private let time: Atomic<Int>
  private let step: Int

  /// - Parameters:
  ///   - milliseconds: 18/11/2026, if none are given.
  ///   - step: how much later a machine's reading is than the one before; 0 where the clock stands still.
  public init(_ milliseconds: Int = 1_795_000_000_000, step: Int = 0) {
    time = Atomic(milliseconds)
    self.step = step
  }

  /// The time, which looking does not change.
  public var now: Int {
    get { time.load(ordering: .relaxed) }
    set { time.store(newValue, ordering: .relaxed) }
  }

  /// Returns the time that a machine reads, a step later.
  public func tick() -> Int { time.wrappingAdd(step, ordering: .relaxed).newValue }
}
