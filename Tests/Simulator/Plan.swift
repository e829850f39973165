import TestSupport

/// What a seed makes of the world: how many offices take part, how much they do, and how often what goes wrong.
///
/// Every seed draws its own kinds of faults and their rates: a world in which everything goes wrong at once hides what
/// only shows when one thing goes wrong often.
public struct Plan: Sendable {
  public var seed: Int
  public var nights: Int
  var offices: Int
  /// Whether an office has two stations from the beginning.
  var isPaired: Bool
  /// The maximum number of acts of a clerk in a day.
  var acts: Int
  /// The maximum length of a content, as the number of bits of the length.
  var contentBits: Int
  /// The rates of faults: once in that many occasions.
  var rates: [Fault: Int]

  /// One world in this many has a liar.
  static let worldsToALiar = 5
  /// One in this many has a PC that was replaced and works on.
  static let worldsToAFormerLife = 6

  public var faults: [Fault] { Fault.allCases.filter { rates[$0] != nil } }

  public init(
    seed: Int, nights: Int? = nil, offices: Int? = nil, without: Set<Fault> = [], with more: Set<Fault> = []
  ) {
    var chance = SeededRandom(seed, 1)
    self.seed = seed
    self.nights = 3 + chance.below(5)
    self.offices = 2 + chance.below(3)
    isPaired = chance.one(in: 3)
    acts = 1 + chance.below(8)
    contentBits = 8 + chance.below(11)
    rates = [:]
    // One world in ten is sound; in the others each kind is present by a chance of its own.
    let isSound = chance.one(in: 10)
    let share = 2 + chance.below(6)
    for fault in Fault.allCases where fault != .liar && fault != .replacedLives {
      let (isThere, rate) = (chance.one(in: share), 2 + chance.below(9))
      if isThere, !isSound, !without.contains(fault) { rates[fault] = rate }
    }
    // The liar is drawn from random numbers of its own, so that nothing else in a world depends on it.
    var liars = SeededRandom(seed, 4)
    let (lies, lieRate) = (liars.one(in: Plan.worldsToALiar), 2 + liars.below(9))
    if lies, !isSound, !without.contains(.liar), !more.contains(.liar) { rates[.liar] = lieRate }
    // So are PCs that were replaced and work on.
    var lives = SeededRandom(seed, 5)
    let (livesOn, liveRate) = (lives.one(in: Plan.worldsToAFormerLife), 2 + lives.below(9))
    if livesOn, !isSound, !without.contains(.replacedLives) { rates[.replacedLives] = liveRate }
    for fault in more.sorted(by: { $0.rawValue < $1.rawValue }) where rates[fault] == nil {
      rates[fault] = 2 + chance.below(9)
    }
    if let nights { self.nights = nights }
    if let offices { self.offices = offices }
  }
}
