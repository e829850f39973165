import Fuzzing
import Testing

/// A short knock at every door: `make fuzz` knocks for long.
@Suite(.serialized) struct FuzzTests {
  /// As many as take less than a second; 40 where each is a whole exchange.
  private static let inputs = ["packet": 100, "frames": 600, "letter": 1_000, "edxml": 100, "page": 300, "http": 80]

  @Test(arguments: Door.all.map(\.name)) func whateverComesIsTakenOrRefusedAndNothingElse(name: String) throws {
    let door = try #require(Door.all.first { $0.name == name })
    let figures = try Fuzzing(door, seed: 1).run(inputs: FuzzTests.inputs[name] ?? 40)
    // Both happen, or nothing behind the first check was tried. How soon a socket answers is up to the machine.
    #expect(figures.taken > 0 || name == "http")
    #expect(figures.taken < figures.inputs)
  }

  @Test func theSameNumberIsTheSameInput() throws {
    let door = try #require(Door.all.first { $0.name == "hub" })
    let (first, second) = (try Fuzzing(door, seed: 3).run(input: 12), try Fuzzing(door, seed: 3).run(input: 12))
    #expect(first.taken == second.taken && first.inputs == 13)
  }
}
