import Fuzzing
import Testing

/// A short run of every fuzz target: `make fuzz` runs them for long.
@Suite(.serialized) struct FuzzTests {
  /// As many inputs as take less than a second; 40 where each is a complete exchange.
  private static let inputs = [
    "packet": 100, "frames": 600, "letter": 1_000, "edxml": 100, "page": 300, "http": 80, "station": 200,
  ]

  @Test(arguments: FuzzTarget.all.map(\.name)) func whateverComesIsTakenOrRefusedAndNothingElse(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let figures = try Fuzzing(target, seed: 1).run(inputs: FuzzTests.inputs[name] ?? 40)
    // Both happen, or nothing after the first check was tried. How soon a socket answers depends on the machine.
    #expect(figures.taken > 0 || name == "http")
    #expect(figures.taken < figures.inputs)
  }

  @Test func theSameNumberIsTheSameInput() throws {
    let target = try #require(FuzzTarget.all.first { $0.name == "hub" })
    let (first, second) = (try Fuzzing(target, seed: 3).run(input: 12), try Fuzzing(target, seed: 3).run(input: 12))
    #expect(first.taken == second.taken && first.inputs == 13)
  }
}
