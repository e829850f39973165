import Records
import Wording

/// The completion scripts of the shells, from the table of commands. Values that only the office knows the script asks of
/// `vanthu complete-value COMMAND PARAMETER BEGINNING`.
struct ShellCompletion {
  let language: Language
  let commands = Command.shell

  enum Shell: String, CaseIterable {
    case bash, zsh, fish
  }

  func lines(for shell: Shell) -> [String] {
    let head = "# \(shell.rawValue) completion for vanthu, made by: vanthu completion \(shell.rawValue)"
    switch shell {
    case .bash: return [head] + bash()
    // The first line is how zsh knows what the file is for.
    case .zsh: return ["#compdef vanthu", head] + zsh()
    case .fish: return [head] + fish()
    }
  }

  /// How a script gets the values of a parameter.
  enum Source: Equatable {
    case files, folders
    case words([String])
    /// The command, or `vanthu` for an option of every command, and the parameter.
    case asked(String, String)
    /// Anything: nothing can be proposed.
    case none
  }

  func source(of parameter: Parameter, in command: Command?) -> Source {
    switch parameter.kind {
    case .file: .files
    case .folder: .folders
    case .choice(let allowed): .words(allowed)
    case .urgency: .words(Urgency.allCases.map(\.rawValue))
    case .order: .words(ListOrder.allCases.map(\.rawValue))
    case .secrecy: .words([Secrecy.open.rawValue])
    case .text where command?.name == Command.help.name: .words(commands.map(\.name))
    case .year, .organ, .recipient, .unit, .person, .clerk, .documentType, .document, .savedSearch, .longText:
      .asked(command?.name ?? "vanthu", parameter.name)
    case .text, .number, .issuedDay, .dueDay, .code, .field, .book, .flag: .none
    }
  }

  /// A word for a shell: single quotes, in which only the quote itself is special.
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}

extension Command {
  var arguments: [Parameter] { parameters.filter { $0.form == .argument } }
  var options: [Parameter] { parameters.filter { $0.form != .argument } }
}
