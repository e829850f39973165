import Fuzzing
import Testing

/// A short knock at every door: `make fuzz` knocks for long.
@Suite(.serialized) struct FuzzTests {
  @Test(arguments: Door.all.map(\.name)) func whateverComesIsTakenOrRefusedAndNothingElse(name: String) throws {
    let door = try #require(Door.all.first { $0.name == name })
    let figures = try Fuzzing(door, seed: 1).run(seconds: 0.6)
    // Both happen, or nothing behind the first check was tried.
    #expect(figures.taken > 0 && figures.taken < figures.inputs)
  }

  @Test func theSameNumberIsTheSameInput() throws {
    let door = try #require(Door.all.first { $0.name == "hub" })
    let (first, second) = (try Fuzzing(door, seed: 3).run(input: 12), try Fuzzing(door, seed: 3).run(input: 12))
    #expect(first.taken == second.taken && first.inputs == 13)
  }
}
