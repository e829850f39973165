import CommandWords
import Hub
import Wording

/// The audit log's line of a command. What a command changes it records itself, in the same transaction; this adds what
/// is left: that the command was refused, or that it changed nothing.
///
/// A usage error (`UsageRefusal`) is not logged. Nothing is written into a backup that is only looked at, nor into
/// read-only data.
struct CommandTrail {
  let command: Declaration
  let arguments: Arguments
  let data: String
  /// Whether it is run every few minutes, mostly with nothing to do: then that it changed nothing is not logged.
  let isRoutine: Bool

  func following(_ language: Language, _ body: () throws -> Outcome) throws -> Outcome {
    let before = try? Hub.open(data, onlyToLook: true).lastAuditLine()
    let outcome: Outcome
    do { outcome = try body() } catch let refusal as any Refusal where !(refusal is any UsageRefusal) {
      // The refusal is shown whether it can be logged or not.
      try? write(.commandRefused, "\(AuditEvent.kind(of: refusal)) \(line)", unlessSince: nil)
      throw refusal
    }
    guard !isRoutine, let before else { return outcome }
    do { try write(.looked, line, unlessSince: before) } catch let refusal as HubStorageRefusal {
      // Reading is allowed even if it cannot be logged, for instance to find out why.
      printError(command.program, refusal, language)
    }
    return outcome
  }

  private func write(_ what: AuditKind, _ whom: String, unlessSince before: Int?) throws {
    let hub = try Hub.open(data, onlyToLook: true)
    guard try hub.keepsLog else { return }
    if let before, try hub.hasRecorded(since: before) { return }
    try hub.record(what, on: whom)
  }

  /// The command line as it might have been typed. No secret is ever given on a command line.
  private var line: String {
    let words = command.parameters.flatMap { parameter in
      switch parameter.form {
      case .argument: arguments.all(parameter.name)
      case .option: arguments.all(parameter.name).map { "--\(parameter.name)=\($0)" }
      case .flag: arguments.flag(parameter.name) ? ["--\(parameter.name)"] : []
      }
    }
    return ([command.name] + words).joined(separator: " ")
  }
}
