import DurableFile
import Glibc

/// Arguments, clock and environment of the process; asked for once, at the top of `main`.
public enum ProcessEnvironment {
  /// The arguments after the program's name. One that is not UTF-8 can only be a path; other parameters refuse it.
  public static var words: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { SystemPath.text($0) } }
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
      let text = SystemPath.text(entry)
      if let equals = text.firstIndex(of: "=") {
        pairs[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      pointer += 1
    }
    return pairs
  }

  /// Makes writing to a closed pipe or beyond the file size limit return an error, which is then reported, instead of
  /// killing the process.
  public static func turnSignalsIntoErrors() {
    // A handler, unlike SIG_IGN, is not inherited by programs that we start.
    signal(SIGPIPE) { _ in }
    signal(SIGXFSZ) { _ in }
  }
}
