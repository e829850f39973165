import Exchange
import Hub
import Records
import TestSupport

/// A hub with a clock that the test sets and random numbers from a seed; stations and offices take part in it.
open class World {
  public static let province = "ubnd-tinh"
  /// UBND phường Thục Phán, and all communes.
  public static let thucPhan = "xa-2025-01273/ubnd"
  public static let communes = OrganDirectory.shipped.organs.filter { $0.level == .commune && $0.validTo == nil }
  /// The name of the hub.
  public static let name = "VP UBND tỉnh Cao Bằng"

  public let clock: TestClock
  public let chance: SharedRandom
  /// Free bytes on the hub's disk; `nil` if unknown.
  public var free: Int?
  private var made: Hub?

  /// - Parameter make: makes the hub, in memory if nothing else is said.
  public init(
    _ chance: SeededRandom, clock: TestClock = TestClock(),
    hub make: (System) throws -> Hub = { try Hub.inMemory(name: World.name, system: $0) }
  ) throws {
    self.clock = clock
    self.chance = SharedRandom(chance)
    made = try make(system)
  }

  public convenience init(
    seed: UInt64 = 1, clock: TestClock = TestClock(),
    hub make: (System) throws -> Hub = { try Hub.inMemory(name: World.name, system: $0) }
  ) throws {
    try self.init(SeededRandom(seed: seed), clock: clock, hub: make)
  }

  public var hub: Hub { made! }

  /// Goes on with another hub, such as a copy of the first one.
  public func replace(hub: Hub) { made = hub }

  public var system: System {
    System(
      now: { [clock] in clock.tick() }, random: { [chance] in chance.next() }, free: { [weak self] _ in self?.free },
      codeCost: .light)
  }

  public var now: Int {
    get { clock.now }
    set { clock.now = newValue }
  }

  public func random() -> UInt64 { chance.next() }

  public func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: random() >> 20) } }

  /// Returns a name that no station has.
  public func stationName() -> StationName { StationName(number: UInt32(truncatingIfNeeded: random())) }

  /// Returns the journal of a new station, with a name and keys of its own.
  public func journal() throws -> StationJournal {
    try StationJournal(stationName(), signing: bytes(32), agreement: bytes(32))
  }
}
