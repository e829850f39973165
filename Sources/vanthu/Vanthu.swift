import Glibc
import Records
import Vietnamese
import Wording

/// The program: a shell line, the `:` prompt and a key all end in one `Command` of one table.
@main
@MainActor
enum Vanthu {
  nonisolated static let version = "0.1.0"

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow is a write that fails, and that has its sentence.
    signal(SIGXFSZ, SIG_IGN)
    let status = run(Array(CommandLine.arguments.dropFirst()), environment: environment(), clock: milliseconds)
    exit(flushed(status).rawValue)
  }

  /// Decides everything at the top: what is meant, who is told, which code the shell sees.
  static func run(
    _ words: [String], environment: [String: String], clock: @escaping @Sendable () -> Int64
  ) -> ExitStatus {
    let language = GlobalOptions.language(words, environment)
    do {
      guard argumentsAreUTF8 else { throw UsageError.notUTF8 }
      let (options, rest) = try GlobalOptions.read(
        words, environment: environment, today: { Day(unixSeconds: Int(clock() / 1000)) })
      let session = Session(options, Paths(office: options.office, environment: environment), clock: clock)
      return try perform(rest, session)
    } catch {
      return report(error, language, Paths(office: nil, environment: environment), clock)
    }
  }

  private static func perform(_ words: [String], _ session: Session) throws -> ExitStatus {
    if session.options.version { return say("vanthu \(version)") }
    guard let name = words.first else {
      if session.options.help { return say(Help.overview(session.language)) }
      return try run("screen", [], session)
    }
    if session.options.help { return say(try Help.page(name, session.language)) }
    return try run(name, Array(words.dropFirst()), session)
  }

  private static func say(_ text: String) -> ExitStatus {
    print(text)
    return .done
  }

  private static func run(_ name: String, _ words: [String], _ session: Session) throws -> ExitStatus {
    let command = try Command.named(name)
    guard command.doors.contains(.shell) else { throw UsageError.notHere(name) }
    let outcome = try command.run(session, try command.parse(words))
    if session.options.json, let json = outcome.json {
      print(json.text)
    } else {
      for line in outcome.lines { print(line) }
    }
    return outcome.status
  }

  /// Says what went wrong, on stderr, in one sentence.
  private static func report(
    _ error: any Error, _ language: Language, _ paths: Paths, _ clock: () -> Int64
  ) -> ExitStatus {
    guard let refusal = error as? any Refusal else {
      let place = FaultLog(paths).add(error, milliseconds: clock())
      complain(
        Words(
          "Lỗi chương trình: \(type(of: error)). Chi tiết ở \(place).",
          "Fault of the program: \(type(of: error)). See \(place)."
        )[language])
      return .fault
    }
    complain(refusal.words[language])
    return ExitStatus(refusal)
  }

  /// One line, whatever was typed into it: nothing in it reaches the terminal as a command, and much of it is left out.
  private static func complain(_ sentence: String) {
    let line = cleaned(sentence)
    let most = 700
    writeError("vanthu: \(line.count <= most ? line : "\(line.prefix(most / 2))…\(line.suffix(most / 2))")\n")
  }

  /// What was printed has arrived, or the status says so: an answer cut short must not pass for the whole.
  private static func flushed(_ status: ExitStatus) -> ExitStatus {
    // Somebody who has read enough (`| head`) is no error.
    guard fflush(nil) != 0, errno != EPIPE else { return status }
    complain(
      Words(
        "Không ghi ra hết được kết quả (\(String(cString: strerror(errno)))); việc đã làm thì vẫn còn, xem lại nơi ghi ra.",
        "The answer could not be written out (\(String(cString: strerror(errno)))); what was done stands, look at where it goes."
      )[GlobalOptions.language(Array(CommandLine.arguments.dropFirst()), environment())])
    return status == .done ? .storage : status
  }

  /// Swift mends what is not UTF-8, and a register must not hold what was mended by guess.
  private static var argumentsAreUTF8: Bool {
    (1..<max(1, Int(CommandLine.argc))).allSatisfy { index in
      guard let word = CommandLine.unsafeArgv[index] else { return true }
      return String(validatingCString: word) != nil
    }
  }

  private nonisolated static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  private static func environment() -> [String: String] {
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
}
