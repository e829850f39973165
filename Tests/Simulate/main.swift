import Glibc
import Simulator

// Runs worlds of the simulator: swift run simulate --seeds 1000 --from 1

let words = CommandLine.arguments.dropFirst()
@MainActor func value(_ name: String) -> String? {
  guard let place = words.firstIndex(of: name), place + 1 < words.endIndex else { return nil }
  return words[place + 1]
}
let known: Set = ["--seeds", "--from", "--seed", "--nights", "--offices", "--without", "--with", "--until"]
if let wrong = words.first(where: {
  $0.hasPrefix("--") && !known.contains($0) && !["--loud", "--digest", "--shrink", "--first"].contains($0)
}) {
  print(
    "unknown option \(wrong); there are --seeds N, --from N, --seed N, --nights N, --offices N, --without A,B, --with A,B, --until SECONDS, --shrink, --first, --loud, --digest"
  )
  exit(2)
}
let nights = value("--nights").flatMap { Int($0) }
let offices = value("--offices").flatMap { Int($0) }
@MainActor func faults(_ name: String) -> Set<Fault> {
  Set((value(name) ?? "").split(separator: ",").compactMap { Fault(rawValue: String($0)) })
}
let (without, with) = (faults("--without"), faults("--with"))
let single = value("--seed").flatMap { Int($0) }
let first = single ?? value("--from").flatMap { Int($0) } ?? 1
let count = single == nil ? value("--seeds").flatMap { Int($0) } ?? 100 : 1
let until = value("--until").flatMap { Double($0) } ?? .infinity

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

let begin = now()
var (failed, ran, allNights, hours, exchanges, bytes) = (0, 0, 0, 0.0, 0, 0)
for seed in first..<(first + count) where now() - begin < until {
  let outcome = Simulation.run(
    Plan(seed: seed, nights: nights, offices: offices, without: without, with: with),
    isTalkative: words.contains("--loud"))
  ran += 1
  fflush(nil)
  allNights += outcome.plan.nights
  hours += outcome.simulatedHours
  exchanges += outcome.exchanges
  bytes += outcome.bytes
  if words.contains("--digest") { print("seed \(seed) digest \(String(outcome.digest, radix: 16))") }
  guard !outcome.isSound else { continue }
  failed += 1
  print("seed \(seed) FAILED (\(outcome.plan.faults.map(\.rawValue).joined(separator: " ")))")
  for problem in outcome.problems { print("  \(problem)") }
  print("  again: \(outcome.reproduction(without: without, with: with))")
  fflush(nil)
  if words.contains("--first") { break }
  guard words.contains("--shrink") else { continue }
  let shrunk = Simulation.shrink(outcome, without: without, with: with)
  print("  shrunk to: \(shrunk.outcome.plan.faults.map(\.rawValue).joined(separator: " "))")
  for problem in shrunk.outcome.problems.prefix(3) { print("    \(problem)") }
  print("  again: \(shrunk.outcome.reproduction(without: shrunk.without, with: with))")
}
let seconds = now() - begin
func rounded(_ number: Double) -> Int { Int(number.rounded()) }
print(
  "\(ran) seeds, \(failed) failed, \(allNights) nights, \(exchanges) exchanges, \(bytes / 1_000_000) MB, \(rounded(seconds)) s; "
    + "\(rounded(hours / seconds)) simulated hours a second, \(rounded(hours * 3600 / seconds)) × real time")
exit(failed == 0 ? 0 : 1)
