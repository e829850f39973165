import DurableFile
import Glibc

/// What the machine tells a program; asked once, at the top of `main`.
public enum Surroundings {
  /// The words behind the program's name. One that is no UTF-8 can only be a path; a parameter of another kind refuses it.
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

  /// A reader that has gone and a file that may not grow are failed writes, and those have their sentences.
  public static func turnSignalsIntoErrors() {
    // A handler, unlike SIG_IGN, is not inherited by programs that we start.
    signal(SIGPIPE) { _ in }
    signal(SIGXFSZ) { _ in }
  }
}
