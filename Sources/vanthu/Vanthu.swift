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
    // A reader that has gone is an error of `write`. A handler, unlike SIG_IGN, is not inherited by programs that we start.
    signal(SIGPIPE) { _ in }
    // A file that may not grow is a write that fails, and that has its sentence.
    signal(SIGXFSZ) { _ in }
    keepStandardStreams()
    let status = run(Array(CommandLine.arguments.dropFirst()), environment: environment(), clock: milliseconds)
    exit(status.rawValue)
  }

  /// Decides everything at the top: what is meant, who is told, which code the shell sees.
  static func run(
    _ words: [String], environment: [String: String], clock: @escaping @Sendable () -> Int64
  ) -> ExitStatus {
    let language = GlobalOptions.language(of: words, environment)
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
    do {
      if session.options.version { return try show(Outcome("vanthu \(version)"), session) }
      guard let name = words.first else {
        if session.options.help { return try show(Outcome(Help.overview(session.language)), session) }
        return try run("screen", [], session)
      }
      if session.options.help { return try show(Outcome(try Help.page(name, session.language)), session) }
      return try run(name, Array(words.dropFirst()), session)
    } catch let failure as OutputFailure {
      guard !failure.isReaderGone else { return .done }
      throw OutputRefusal(code: failure.code, hasActed: session.hasActed)
    }
  }

  private static func run(_ name: String, _ words: [String], _ session: Session) throws -> ExitStatus {
    let command = try Command.named(name)
    guard command.doors.contains(.shell) else { throw UsageError.notHere(name) }
    let arguments = try command.parse(words)
    if session.paths.isHomeless, command.group != .program || command.name == screenCommand {
      throw PathRefusal.homeless
    }
    return try show(try command.run(session, arguments), session)
  }

  private static let screenCommand = Command.screenCommand.name

  /// Prints what a command has to say, in pieces: a register may have a hundred thousand lines.
  private static func show(_ outcome: Outcome, _ session: Session) throws -> ExitStatus {
    if session.options.json, let json = outcome.json {
      try writeOutput(printableJSON(json.text) + "\n")
      return outcome.status
    }
    var piece = ""
    for line in outcome.lines {
      piece += printable(line) + "\n"
      guard piece.utf8.count >= 1 << 16 else { continue }
      try writeOutput(piece)
      piece = ""
    }
    try writeOutput(piece)
    return outcome.status
  }

  /// Says what went wrong, on stderr, in one sentence.
  private static func report(
    _ error: any Error, _ language: Language, _ paths: Paths, _ clock: () -> Int64
  ) -> ExitStatus {
    guard let refusal = error as? any Refusal else {
      complain(FaultLog(paths).add(error, milliseconds: clock())[language])
      return .fault
    }
    complain(refusal.words[language])
    return ExitStatus(refusal)
  }

  /// One sentence on one line, whatever was typed into it; much of a long one is left out.
  private static func complain(_ sentence: String) {
    let line = printable(sentence).replacing("\n", with: " ")
    let most = 700
    writeError("vanthu: \(line.count <= most ? line : "\(line.prefix(most / 2))…\(line.suffix(most / 2))")\n")
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
