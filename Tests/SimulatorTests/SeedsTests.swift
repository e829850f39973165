import Foundation
import Simulator
import Testing

/// Worlds in which everything that can go wrong in a province goes wrong, and nothing is lost, doubled or sent to the
/// wrong office. A few of them, in a debug build; `make worlds` runs all.
struct SeedsTests {
  /// The number of worlds; `VANTHU_SEEDS=2000` for more of them.
  static let seeds = ProcessInfo.processInfo.environment["VANTHU_SEEDS"].flatMap { Int($0) } ?? 60

  @Test(arguments: 0..<8) func whateverGoesWrongNothingIsLostOrDoubled(share: Int) {
    for seed in stride(from: 1 + share, through: SeedsTests.seeds, by: 8) {
      let outcome = Simulation.run(Plan(seed: seed, without: [.liar]))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction(without: [.liar]))")
    }
  }

  /// The number of worlds in which an enrolled station lies; `VANTHU_LIARS=500` for more of them.
  static let liars = ProcessInfo.processInfo.environment["VANTHU_LIARS"].flatMap { Int($0) } ?? 12

  @Test(arguments: 0..<8) func whoLiesHarmsNobodyElse(share: Int) {
    for seed in stride(from: 1 + share, through: SeedsTests.liars, by: 8) {
      let outcome = Simulation.run(Plan(seed: seed, with: [.liar]))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction(with: [.liar]))")
    }
  }

  /// The liar is drawn from random numbers of its own: otherwise a world is what it would be without.
  @Test func theHostileStationIsOneMoreFaultInSomeWorlds() {
    let seeds = 1...1_000
    let lying = seeds.filter { Plan(seed: $0).faults.contains(.liar) }
    #expect((120...240).contains(lying.count))
    for seed in lying {
      let (with, without) = (Plan(seed: seed), Plan(seed: seed, without: [.liar]))
      #expect(with.nights == without.nights && with.faults.filter { $0 != .liar } == without.faults)
    }
  }

  @Test(arguments: [3, 14]) func aSeedRepeatsItself(seed: Int) {
    let (first, second) = (Simulation.run(Plan(seed: seed)), Simulation.run(Plan(seed: seed)))
    #expect(first.digest == second.digest && first.digest != 0)
  }
}
