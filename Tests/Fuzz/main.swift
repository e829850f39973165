import Fuzzing
import Glibc

// Runs the fuzz targets for a long time: docs/fuzzing.md. Each target is a process of its own, watched by this one:
// when it dies, or takes too long with an input, the input is printed so that it can be tried again.

let words = Array(CommandLine.arguments.dropFirst())
func fail(_ text: String) -> Never {
  print(text)
  exit(2)
}
var values: [String: String] = [:]
for place in stride(from: 0, to: words.count, by: 2) {
  guard ["--door", "--seed", "--seconds", "--input", "--patience", "--watched"].contains(words[place]),
    place + 1 < words.count
  else {
    fail(
      """
      usage: fuzz [--door all|\(FuzzTarget.all.map(\.name).joined(separator: "|"))] [--seed N] [--seconds N] \
      [--input N] [--patience SECONDS]
      """
    )
  }
  values[words[place]] = words[place + 1]
}
@MainActor func number(_ name: String, _ otherwise: Double) -> Double {
  guard let text = values[name] else { return otherwise }
  guard let number = Double(text), number >= 0 else { fail("\(name) wants a number") }
  return number
}
let seed = UInt64(number("--seed", 1))
let seconds = number("--seconds", 60)
let patience = number("--patience", 10)
let name = values["--door"] ?? "all"
let targets = name == "all" ? FuzzTarget.all : FuzzTarget.all.filter { $0.name == name }
if targets.isEmpty { fail("there is no door \(name); there are \(FuzzTarget.all.map(\.name).joined(separator: ", "))") }

if let input = values["--input"].flatMap({ Int($0) }) {
  guard targets.count == 1 else { fail("--input wants one --door") }
  do {
    _ = try Fuzzing(targets[0], seed: seed).run(input: input)
    print("\(targets[0].name) \(input): nothing wrong")
  } catch {
    print("\(targets[0].name) \(error.number): \(error)")
    exit(1)
  }
} else if let path = values["--watched"] {
  let watch = Watch(path)
  var fuzzing = Fuzzing(targets[0], seed: seed)
  fuzzing.begins = { watch.begin($0) }
  do {
    let figures = try fuzzing.run(seconds: seconds)
    let slowest = Int(figures.slowest.seconds * 1_000)
    print(
      "\(targets[0].name): \(figures.inputs) inputs, \(Int(Double(figures.inputs) / figures.seconds)) a second, "
        + "\(100 * figures.taken / max(1, figures.inputs)) % taken, grew \(figures.growth >> 20) MB, "
        + "slowest \(slowest) ms (\(figures.slowest.number))")
  } catch {
    print("\(targets[0].name): FOUND at input \(error.number): \(error)")
    fflush(nil)
    exit(1)
  }
} else {
  var isSound = true
  for target in targets {
    isSound = Runner(target.name, seed: seed, seconds: seconds, patience: patience).run() && isSound
  }
  exit(isSound ? 0 : 1)
}
