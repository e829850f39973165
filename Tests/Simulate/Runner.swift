import Glibc
import Simulator

/// The seed that runs at this moment, for the last output of a program that is stopped by a fault of its own.
nonisolated(unsafe) private let underWay = UnsafeMutablePointer<Int>.allocate(capacity: 1)

/// Runs worlds, one after another.
final class Runner {
  struct Options {
    var seeds: Range<Int>
    var nights: Int?
    var offices: Int?
    var without: Set<Fault> = []
    var with: Set<Fault> = []
    /// Seconds a world may take.
    var limit = 300
    /// Seconds after which no more worlds are started.
    var until = Double.infinity
    var isTalkative = false
    var printsDigests = false
    var shrinks = false
    /// Whether the first failing world is the last one.
    var stopsAtFirst = false

    func plan(_ seed: Int) -> Plan {
      Plan(seed: seed, nights: nights, offices: offices, without: without, with: with)
    }
  }

  private let options: Options
  private let begin = Runner.now()
  private var (ran, nights, exchanges, bytes, hours) = (0, 0, 0, 0, 0.0)
  private(set) var failed: [Int] = []

  init(_ options: Options) { self.options = options }

  /// Runs all of them; a failing one is printed as soon as it is over.
  func run() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGALRM] { signal(number) { Runner.sayLastWords($0) } }
    for seed in options.seeds {
      guard Runner.now() - begin < options.until, failed.isEmpty || !options.stopsAtFirst else { break }
      underWay.pointee = seed
      alarm(UInt32(options.limit))
      let outcome = Simulation.run(options.plan(seed), isTalkative: options.isTalkative)
      alarm(0)
      tell(outcome, seed)
    }
  }

  var summary: String {
    let seconds = Runner.now() - begin
    func rounded(_ number: Double) -> Int { Int(number.rounded()) }
    return "\(ran) seeds, \(failed.count) failed, \(nights) nights, \(exchanges) exchanges, \(bytes / 1_000_000) MB, "
      + "\(rounded(seconds)) s; \(rounded(hours / seconds)) simulated hours a second, "
      + "\(rounded(hours * 3600 / seconds)) × real time"
  }

  private func tell(_ outcome: Simulation.Outcome, _ seed: Int) {
    defer { fflush(nil) }
    ran += 1
    nights += outcome.plan.nights
    hours += outcome.simulatedHours
    exchanges += outcome.exchanges
    bytes += outcome.bytes
    if options.printsDigests { print("seed \(seed) digest \(String(outcome.digest, radix: 16))") }
    guard !outcome.isSound else { return }
    failed.append(seed)
    print("seed \(seed) FAILED (\(outcome.plan.faults.map(\.rawValue).joined(separator: " ")))")
    for problem in outcome.problems { print("  \(problem)") }
    print("  again: \(outcome.reproduction(without: options.without, with: options.with))")
    guard options.shrinks, !options.stopsAtFirst else { return }
    let shrunk = Simulation.shrink(outcome, without: options.without, with: options.with)
    print("  shrunk to: \(shrunk.outcome.plan.faults.map(\.rawValue).joined(separator: " "))")
    for problem in shrunk.outcome.problems.prefix(3) { print("    \(problem)") }
    print("  again: \(shrunk.outcome.reproduction(without: shrunk.without, with: options.with))")
  }

  /// A world has crashed the program itself, or has no end. Nothing here may allocate memory: the text is put together
  /// digit by digit.
  private static func sayLastWords(_ number: Int32) {
    func say(_ text: StaticString) { _ = write(1, text.utf8Start, text.utf8CodeUnitCount) }
    say("seed ")
    var divisor = 1
    while underWay.pointee / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      var digit = UInt8(48 + underWay.pointee / divisor % 10)
      _ = write(1, &digit, 1)
      divisor /= 10
    }
    if number == SIGALRM {
      say(" FAILED: it has not come to its end in the time it has (--limit), and no seed behind it has been tried\n")
      _exit(1)
    }
    say(" FAILED: it has stopped the program, and no seed behind it has been tried\n")
    signal(number, SIG_DFL)
    raise(number)
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
