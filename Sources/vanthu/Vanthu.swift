import CommandWords
import Commands
import Glibc
import Office
import Records
import Wording

/// The program. A shell line, the `:` prompt and a key all end in a `Command` of the same table.
@main
@MainActor
enum Vanthu {
  static func main() {
    ProcessEnvironment.turnSignalsIntoErrors()
    keepStandardStreams()
    let status = run(
      ProcessEnvironment.words, environment: ProcessEnvironment.environment, clock: ProcessEnvironment.milliseconds)
    exit(status.rawValue)
  }

  /// Runs a command line: reads the options, runs the command, reports an error, and returns the exit status.
  static func run(
    _ words: [String], environment: [String: String], clock: @escaping @Sendable () -> Int64
  ) -> ExitStatus {
    let language = Language(of: words, environment)
    do {
      let (options, rest) = try GlobalOptions.read(
        words, environment: environment, today: { Day(unixSeconds: Int(clock() / 1000)) })
      let session = Session(ofProgram: options, Paths(office: options.office, environment: environment), clock: clock)
      return try perform(rest, session)
    } catch {
      return report(error, language, Paths(office: nil, environment: environment), clock)
    }
  }

  private static func perform(_ words: [String], _ session: Session) throws -> ExitStatus {
    do {
      if session.options.version { return try show(Outcome("vanthu \(Release.version)"), session) }
      guard let name = words.first else {
        if session.options.help { return try show(Outcome(text: Help.overview(session.language)), session) }
        return try run("screen", [], session)
      }
      if session.options.help { return try show(Outcome(text: try Help.page(name, session.language)), session) }
      return try run(name, Array(words.dropFirst()), session)
    } catch let failure as OutputFailure {
      guard !failure.isReaderGone else { return .done }
      throw OutputRefusal(code: failure.code, hasActed: session.hasActed)
    }
  }

  private static func run(_ name: String, _ words: [String], _ session: Session) throws -> ExitStatus {
    let command = try Command.named(name)
    guard command.surfaces.contains(.shell) else { throw UsageError.notHere(name) }
    var arguments = try command.parse(words)
    arguments.understandPaths(DroppedPath.ofAddress)
    if session.paths.isHomeless, command.group != .program || command.name == screenCommand {
      throw PathRefusal.homeless
    }
    let outcome = try command.run(session, arguments)
    if command.name != screenCommand { session.noteViewOnly(session.viewOnly) }
    if command.goesByClock { try session.noteClockBehind() }
    return try show(outcome, session)
  }

  private static let screenCommand = Command.screenCommand.name

  private static func show(_ outcome: Outcome, _ session: Session) throws -> ExitStatus {
    try outcome.show(asJSON: session.options.json)
  }

  /// Writes what went wrong to stderr, in one sentence.
  private static func report(
    _ error: any Error, _ language: Language, _ paths: Paths, _ clock: () -> Int64
  ) -> ExitStatus {
    guard let refusal = error as? any Refusal else {
      printError("vanthu", FaultLog(paths).add(error, milliseconds: clock())[language])
      return .fault
    }
    if refusal is UsageError {
      printError("vanthu", refusal, language)
    } else {
      printError("vanthu", BackupAdvice.words(refusal)[language])
    }
    return ExitStatus(refusal)
  }
}
