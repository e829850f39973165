import Records
import Wording

/// The completion scripts for shells, made from the declarations. The scripts obtain values that only the office knows
/// from `PROGRAM complete-value COMMAND PARAMETER -- BEGINNING WORDS`, with the words that the command already has.
///
/// A command of two words (`quota show`) is completed word by word.
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
    if let command, program.proposed.contains("\(command.name) \(parameter.name)") {
      return .asked(command.name, parameter.name)
    }
    return switch parameter.kind {
    case .file: .files
    case .folder: .folders
    case .choice(let allowed): .words(allowed)
    case .urgency: .words(Urgency.allCases.map(\.rawValue))
    case .order: .words(ListOrder.allCases.map(\.rawValue))
    case .secrecy: .words([Secrecy.open.rawValue])
    case .text where command?.name == "help": .words(firstWords + seconds.flatMap(\.words).unique)
    case .year, .organ, .recipient, .unit, .person, .clerk, .documentType, .document, .savedSearch, .longText:
      .asked(command?.name ?? program.name, parameter.name)
    case .text, .word, .number, .issuedDay, .dueDay, .code, .field, .book, .flag: .none
    }
  }

  /// Quotes a word for a shell: in single quotes only the quote itself is special.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The first words of the commands, each once.
  var firstWords: [String] { commands.map { String($0.name.prefix { $0 != " " }) }.unique }

  /// The second words of the commands, by their first one.
  var seconds: [(first: String, words: [String])] {
    firstWords.compactMap { first in
      let words = commands.map(\.name).filter { $0.hasPrefix(first + " ") }.map {
        String($0.dropFirst(first.count + 1))
      }
      return words.isEmpty ? nil : (first, words)
    }
  }

  /// The names of a command that are one word, and its own.
  func names(of command: Declaration) -> [String] { [command.name] + command.aliases.filter { !$0.contains(" ") } }

  /// The prefix of all functions in a script: a shell has one namespace for all programs.
  var prefix: String { "_" + program.name.replacing("-", with: "_") }
}

extension [String] {
  fileprivate var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
