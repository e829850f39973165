import Simulator
import Testing

/// Worlds in which everything that goes wrong in a province goes wrong, and nothing is lost, doubled or told to the wrong office.
struct SeedsTests {
  @Test(arguments: 0..<20) func whateverGoesWrongNothingIsLostOrDoubled(share: Int) {
    for seed in stride(from: 1 + share, through: 500, by: 20) {
      let outcome = Simulation.run(Plan(seed: seed))
      #expect(outcome.problems.isEmpty, "\(outcome.problems); again: \(outcome.reproduction())")
    }
  }

  @Test(arguments: [3, 14, 159]) func aSeedRepeatsItself(seed: Int) {
    let (first, second) = (Simulation.run(Plan(seed: seed)), Simulation.run(Plan(seed: seed)))
    #expect(first.digest == second.digest && first.digest != 0)
  }
}
