import CommandWords
import Glibc
import Hub
import Wording

/// The administrator's command line for the hub of a province.
@main
enum VanthuHub {
  static func main() {
    ProcessEnvironment.turnSignalsIntoErrors()
    keepStandardStreams()
    exit(run(ProcessEnvironment.words, environment: ProcessEnvironment.environment).rawValue)
  }

  /// Runs a line. The language, where errors are shown and the exit code are decided here.
  static func run(_ words: [String], environment: [String: String]) -> ExitStatus {
    let language = Language(of: words, environment)
    do {
      let (options, rest) = try HubOptions.read(words, environment: environment)
      return try perform(rest, options).show(asJSON: options.json)
    } catch let failure as OutputFailure {
      guard !failure.isReaderGone else { return .done }
      return report(OutputRefusal(code: failure.code, hasActed: true), language)
    } catch {
      return report(error, language)
    }
  }

  private static func perform(_ words: [String], _ options: HubOptions) throws -> Outcome {
    if options.version { return Outcome("vanthu-hub \(Release.version)") }
    guard !words.isEmpty else { return Outcome(text: Help.overview(.hub, options.language)) }
    let (command, rest) = try HubCommand.named(words)
    if options.help { return Outcome(text: Help.page(command.declaration, options.language)) }
    let arguments = try command.declaration.parse(rest, others: HubOptions.parameters)
    if command.usesData { try DataOwner.settle(options.data, mark: arguments["mark"]) }
    return try command.run(options, arguments)
  }

  /// Reports an error on stderr, in one sentence.
  private static func report(_ error: any Error, _ language: Language) -> ExitStatus {
    guard let refusal = error as? any Refusal else {
      // The system's journal keeps stderr.
      printError(
        "vanthu-hub",
        Bilingual("Lỗi chương trình: ", "Fault of the program: ")[language] + FaultLog.summary(of: error))
      return .fault
    }
    printError("vanthu-hub", refusal, language)
    return ExitStatus(refusal)
  }
}
