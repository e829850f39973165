/// One world from its first day to its quiet end.
public struct Simulation {
  /// The result of a seed.
  public struct Outcome: Sendable {
    public var plan: Plan
    public var problems: [Problem]
    /// The same for the same seed.
    public var digest: UInt64
    public var simulatedHours: Double
    public var exchanges: Int
    public var bytes: Int

    public var isSound: Bool { problems.isEmpty }

    /// Returns the command that repeats it.
    public func reproduction(without: Set<Fault> = [], with more: Set<Fault> = []) -> String {
      func option(_ name: String, _ faults: Set<Fault>) -> String {
        faults.isEmpty ? "" : " --\(name) " + faults.map(\.rawValue).sorted().joined(separator: ",")
      }
      let left = option("without", without) + option("with", more)
      return "swift run simulate --seed \(plan.seed) --nights \(plan.nights) --offices \(plan.offices)\(left)"
    }
  }

  public static func run(_ plan: Plan, isTalkative: Bool = false) -> Outcome {
    do {
      let world = try World(plan)
      world.isTalkative = isTalkative
      let begin = world.time
      do {
        try world.live()
        try world.calmDown()
        try world.provoke()
        try world.check()
      } catch {
        world.problem("fault", "\(error)")
      }
      return Outcome(
        plan: plan, problems: world.problems, digest: world.digest,
        simulatedHours: Double(world.time - begin) / 3_600_000, exchanges: world.exchanges, bytes: world.bytes)
    } catch {
      return Outcome(
        plan: plan, problems: [Problem(invariant: "fault", text: "\(error)")], digest: 0, simulatedHours: 0,
        exchanges: 0,
        bytes: 0)
    }
  }

  /// Leaves out every kind of fault without which the same problem is still found, and as many nights as possible.
  public static func shrink(
    _ outcome: Outcome, without: Set<Fault> = [], with more: Set<Fault> = []
  ) -> (outcome: Outcome, without: Set<Fault>) {
    var (best, left) = (outcome, without)
    let wanted = Set(outcome.problems.map(\.invariant))
    func isSame(_ other: Outcome) -> Bool { !wanted.isDisjoint(with: other.problems.map(\.invariant)) }
    for fault in outcome.plan.faults {
      let trial = run(
        Plan(
          seed: best.plan.seed, nights: best.plan.nights, offices: best.plan.offices, without: left.union([fault]),
          with: more.subtracting(left.union([fault]))))
      if isSame(trial) { (best, left) = (trial, left.union([fault])) }
    }
    for nights in 1..<max(2, best.plan.nights) {
      let trial = run(
        Plan(
          seed: best.plan.seed, nights: nights, offices: best.plan.offices, without: left, with: more.subtracting(left))
      )
      if isSame(trial) { return (trial, left) }
    }
    return (best, left)
  }
}
