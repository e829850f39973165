import Glibc
import Simulator

// Runs worlds of the simulator: swift run simulate --seeds 1000 --from 1

let words = CommandLine.arguments.dropFirst()
@MainActor func value(_ name: String) -> String? {
  guard let place = words.firstIndex(of: name), place + 1 < words.endIndex else { return nil }
  return words[place + 1]
}
@MainActor func number(_ name: String) -> Int? { value(name).flatMap { Int($0) } }
let valued: Set = ["--seeds", "--from", "--seed", "--nights", "--offices", "--without", "--with", "--until", "--limit"]
let plain: Set = ["--shrink", "--first", "--loud", "--digest"]
if let wrong = words.first(where: { $0.hasPrefix("--") && !valued.contains($0) && !plain.contains($0) }) {
  print(
    """
    unknown option \(wrong); there are --seeds N, --from N, --seed N, --nights N, --offices N, --without A,B, --with \
    A,B, --until SECONDS, --limit SECONDS, --shrink, --first, --loud, --digest
    """
  )
  exit(2)
}
@MainActor func faults(_ name: String) -> Set<Fault> {
  Set((value(name) ?? "").split(separator: ",").compactMap { Fault(rawValue: String($0)) })
}
let first = number("--seed") ?? number("--from") ?? 1
let count = number("--seed") == nil ? number("--seeds") ?? 100 : 1
let runner = Runner(
  Runner.Options(
    seeds: first..<(first + count), nights: number("--nights"), offices: number("--offices"),
    without: faults("--without"), with: faults("--with"), limit: max(1, number("--limit") ?? 300),
    until: value("--until").flatMap { Double($0) } ?? .infinity, isTalkative: words.contains("--loud"),
    printsDigests: words.contains("--digest"), shrinks: words.contains("--shrink"),
    stopsAtFirst: words.contains("--first")))
runner.run()
print(runner.summary)
exit(runner.failed.isEmpty ? 0 : 1)
