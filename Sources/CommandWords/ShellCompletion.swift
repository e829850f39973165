import Records
import Wording

/// The completion scripts for shells, made from the declarations. The scripts obtain values that only the office knows
/// from `PROGRAM complete-value COMMAND PARAMETER BEGINNING`.
public struct ShellCompletion {
  let program: Program
  let language: Language
  let commands: [Declaration]

  public init(_ program: Program, _ language: Language) {
    self.program = program
    self.language = language
    commands = program.commands
  }

  public enum Shell: String, CaseIterable, Sendable {
    case bash, zsh, fish
  }

  public func lines(for shell: Shell) -> [String] {
    let head =
      "# \(shell.rawValue) completion for \(program.name), made by: \(program.name) completion \(shell.rawValue)"
    switch shell {
    case .bash: return [head] + bash()
    // The first line tells zsh which command the file completes.
    case .zsh: return ["#compdef \(program.name)", head] + zsh()
    case .fish: return [head] + fish()
    }
  }

  /// Where a script gets the values of a parameter.
  public enum Source: Equatable {
    case files, folders
    case words([String])
    /// Asks `complete-value`, with the command (the program's name for an option of every command) and the parameter.
    case asked(String, String)
    /// Any value: nothing can be proposed.
    case none
  }

  public func source(of parameter: Parameter, in command: Declaration?) -> Source {
    switch parameter.kind {
    case .file: .files
    case .folder: .folders
    case .choice(let allowed): .words(allowed)
    case .urgency: .words(Urgency.allCases.map(\.rawValue))
    case .order: .words(ListOrder.allCases.map(\.rawValue))
    case .secrecy: .words([Secrecy.open.rawValue])
    case .text where command?.name == "help": .words(commands.map(\.name))
    case .year, .organ, .recipient, .unit, .person, .clerk, .documentType, .document, .savedSearch, .longText:
      .asked(command?.name ?? program.name, parameter.name)
    case .text, .word, .number, .issuedDay, .dueDay, .code, .field, .book, .flag: .none
    }
  }

  /// Quotes a word for a shell: in single quotes only the quote itself is special.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The prefix of all functions in a script: a shell has one namespace for all programs.
  var prefix: String { "_" + program.name.replacing("-", with: "_") }
}
