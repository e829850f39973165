import CommandWords
import Hub
import Wording

/// The audit log's line of a command, whichever it is. What a command does it writes down itself, in the transaction that does it; what
/// is left to say is said here: that it was refused, or that it changed nothing.
///
/// A line that is no command (`UsageRefusal`) is not written down. A backup that is looked at stays as it is, and so does data that may
/// only be read.
struct CommandTrail {
  let command: Declaration
  let arguments: Arguments
  let data: String
  /// Is run every few minutes and mostly for nothing: then nothing is said.
  let isRoutine: Bool

  func following(_ language: Language, _ body: () throws -> Outcome) throws -> Outcome {
    let before = try? Hub.open(data, onlyToLook: true).lastAuditLine()
    let outcome: Outcome
    do { outcome = try body() } catch let refusal as any Refusal where !(refusal is any UsageRefusal) {
      // Whoever is refused is told why, whether it can be written down or not.
      try? write(.commandRefused, "\(AuditEvent.kind(of: refusal)) \(line)", unlessSince: nil)
      throw refusal
    }
    guard !isRoutine, let before else { return outcome }
    do { try write(.looked, line, unlessSince: before) } catch let refusal as HubStorageRefusal {
      // To look is allowed all the same, be it to find out why.
      complain(command.program, refusal, language)
    }
    return outcome
  }

  private func write(_ what: AuditKind, _ whom: String, unlessSince before: Int?) throws {
    let hub = try Hub.open(data, onlyToLook: true)
    guard try hub.keepsLog else { return }
    if let before, try hub.hasRecorded(since: before) { return }
    try hub.record(what, on: whom)
  }

  /// As it might have been typed. No secret stands on a command line.
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
