import Glibc

/// Runs one target in a process of its own, and watches it.
struct Runner {
  let target: String
  let seed: UInt64
  let seconds: Double
  /// How long an input may take, in seconds.
  let patience: Double

  init(_ target: String, seed: UInt64, seconds: Double, patience: Double) {
    self.target = target
    self.seed = seed
    self.seconds = seconds
    self.patience = patience
  }

  /// Returns whether nothing was found.
  func run() -> Bool {
    let path = "/tmp/vanthu-fuzz-\(getpid())-\(target)"
    let watch = Watch(path)
    defer { unlink(path) }
    let words = [
      "fuzz", "--door", target, "--seed", "\(seed)", "--seconds", "\(seconds)", "--watched", path,
    ]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var process = pid_t()
    fflush(nil)
    guard posix_spawn(&process, "/proc/self/exe", nil, nil, arguments, environ) == 0 else {
      fail("the process of \(target) cannot be started")
    }
    var status: Int32 = 0
    var (begun, waited) = (0, 0.0)
    while waitpid(process, &status, WNOHANG) == 0 {
      // Counted here and not read from a clock: a machine that sleeps, or is busy with something else, is not a hang.
      waited = watch.begun == begun ? waited + 0.05 : 0
      begun = watch.begun
      if waited > patience {
        print("\(target): HANGS at input \(watch.input) for \(patience) s")
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        break
      }
      usleep(50_000)
    }
    if status == 0 { return true }
    if status & 0x7F != 0 { print("\(target): DIED by signal \(status & 0x7F) at input \(watch.input)") }
    print("  again: fuzz --door \(target) --seed \(seed) --input \(watch.input)")
    return false
  }
}
