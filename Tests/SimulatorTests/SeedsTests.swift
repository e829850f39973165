import Foundation
import Simulator
import Testing

/// Worlds in which everything that goes wrong in a province goes wrong, and nothing is lost, doubled or told to the wrong office. A few of
/// them, in a debug build; `make worlds` lives through all.
struct SeedsTests {
  /// So many worlds; `VANTHU_SEEDS=2000` for as many as one has time for.
  static let seeds = ProcessInfo.processInfo.environment["VANTHU_SEEDS"].flatMap { Int($0) } ?? 60

  @Test(arguments: 0..<8) func whateverGoesWrongNothingIsLostOrDoubled(share: Int) {
    for seed in stride(from: 1 + share, through: SeedsTests.seeds, by: 8) {
      let outcome = Simulation.run(Plan(seed: seed, without: [.liar]))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction(without: [.liar]))")
    }
  }

  /// Worlds in which a station that was let in lies; `VANTHU_LIARS=500` for more of them.
  static let liars = ProcessInfo.processInfo.environment["VANTHU_LIARS"].flatMap { Int($0) } ?? 12

  @Test(arguments: 0..<8) func whoLiesHarmsNobodyElse(share: Int) {
    for seed in stride(from: 1 + share, through: SeedsTests.liars, by: 8) {
      let outcome = Simulation.run(Plan(seed: seed, with: [.liar]))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction(with: [.liar]))")
    }
  }

  /// Who lies is drawn by itself: a world is otherwise what it would be without.
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
