import Foundation
import Simulator
import Testing

/// Worlds in which everything that goes wrong in a province goes wrong, and nothing is lost, doubled or told to the wrong office.
struct SeedsTests {
  /// So many worlds; `VANTHU_SEEDS=2000` for as many as one has time for.
  static let seeds = ProcessInfo.processInfo.environment["VANTHU_SEEDS"].flatMap { Int($0) } ?? 500

  @Test(arguments: 0..<8) func whateverGoesWrongNothingIsLostOrDoubled(share: Int) {
    for seed in stride(from: 1 + share, through: SeedsTests.seeds, by: 8) {
      let outcome = Simulation.run(Plan(seed: seed))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction())")
    }
  }

  /// Worlds in which a station that was let in lies; `VANTHU_LIARS=500` for more of them.
  static let liars = ProcessInfo.processInfo.environment["VANTHU_LIARS"].flatMap { Int($0) } ?? 7

  @Test(arguments: 0..<8) func whoLiesHarmsNobodyElse(share: Int) {
    for seed in stride(from: 1 + share, through: SeedsTests.liars, by: 8) {
      let outcome = Simulation.run(Plan(seed: seed, with: [.liar]))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction(with: [.liar]))")
    }
  }

  @Test(arguments: [3, 14]) func aSeedRepeatsItself(seed: Int) {
    let (first, second) = (Simulation.run(Plan(seed: seed)), Simulation.run(Plan(seed: seed)))
    #expect(first.digest == second.digest && first.digest != 0)
  }
}
