import Glibc

/// What the machine tells a program; asked once, at the top of `main`.
public enum Surroundings {
  /// The words behind the program's name.
  public static var words: [String] { Array(CommandLine.arguments.dropFirst()) }

  /// Swift mends what is not UTF-8, and a register must not hold what was mended by guess.
  public static var wordsAreUTF8: Bool {
    (1..<max(1, Int(CommandLine.argc))).allSatisfy { index in
      guard let word = CommandLine.unsafeArgv[index] else { return true }
      return String(validatingCString: word) != nil
    }
  }

  /// Milliseconds since 1970, UTC.
  public static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  public static var environment: [String: String] {
    var pairs: [String: String] = [:]
    var pointer = environ
    while let entry = pointer.pointee {
      let text = String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        pairs[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return pairs
  }

  /// A reader that has gone and a file that may not grow are failed writes, and those have their sentences.
  public static func turnSignalsIntoErrors() {
    // A handler, unlike SIG_IGN, is not inherited by programs that we start.
    signal(SIGPIPE) { _ in }
    signal(SIGXFSZ) { _ in }
  }
}
