import Synchronization
import TestSupport

/// Random numbers from a seed, for all machines of a world.
public final class SharedRandom: Sendable {
  private let generator: Mutex<SeededRandom>

  public init(_ generator: SeededRandom) { self.generator = Mutex(generator) }

  public func next() -> UInt64 { generator.withLock { $0.next() } }
}
