extension ShellCompletion {
  /// One `_arguments` call for the program, and one for each command.
  func zsh() -> [String] {
    let known = commands.map { "    " + Self.quoted("\(escaped($0.name)):\(escaped($0.summary[language]))") }
    var lines = ["\(prefix)_commands() {", "  local -a commands=("] + known + ["  )"]
    lines += ["  _describe -t commands \(program.name) commands", "}", ""] + zshAsking
    lines += [
      "", "\(prefix)() {", "  local curcontext=$curcontext state line ret=1", "  typeset -A opt_args",
      "  _arguments -C \\",
    ]
    lines += program.options.map { "    \(spec($0, nil)) \\" }
    lines += [
      "    '1: :\(prefix)_commands' \\", "    '*:: :->rest' && ret=0", "  [[ $state == rest ]] || return ret",
      "  case $line[1] in",
    ]
    for command in commands {
      let specs =
        (command.arguments + command.options).map { spec($0, command) } + program.options.map { spec($0, nil) }
      lines.append("    \(([command.name] + command.aliases).joined(separator: "|"))) _arguments \\")
      lines += specs.enumerated().map { "      \($1)" + ($0 == specs.count - 1 ? " && ret=0;;" : " \\") }
    }
    return lines + [
      "  esac", "  return ret", "}", "",
      "if [[ $funcstack[1] == \(prefix) ]]; then \(prefix) \"$@\"; else compdef \(prefix) \(program.name); fi",
    ]
  }

  private func spec(_ parameter: Parameter, _ command: Declaration?) -> String {
    let label = escaped(parameter.label[language])
    switch parameter.form {
    case .argument:
      let count = parameter.repeats ? "*" : parameter.isRequired ? "" : ":"
      return Self.quoted("\(count):\(label):\(action(parameter, command))")
    case .option:
      return Self.quoted(
        "\(parameter.repeats ? "*" : "")--\(parameter.name)=[\(label)]:\(label):\(action(parameter, command))")
    case .flag: return Self.quoted("--\(parameter.name)[\(label)]")
    }
  }

  private func action(_ parameter: Parameter, _ command: Declaration?) -> String {
    switch source(of: parameter, in: command) {
    case .files: "_files"
    case .folders: "_files -/"
    case .words(let words): "(\(words.joined(separator: " ")))"
    // Without the blank, _arguments puts options of compadd before the words.
    case .asked(let command, let name): " \(prefix)_ask \(command) \(name)"
    case .none: " "
    }
  }

  /// Escapes what has a meaning in a description.
  private func escaped(_ text: String) -> String {
    text.reduce(into: "") { $0 += ":[]\\".contains($1) ? "\\\($1)" : String($1) }
  }

  private var zshAsking: [String] {
    [
      "\(prefix)_ask() {",
      "  local -a lines values shown",
      "  lines=(\"${(@f)$(\(program.name) complete-value $1 $2 -- \"${(Q)PREFIX}\" 2>/dev/null)}\")",
      "  lines=(${lines:#})",
      "  values=(\"${(@)lines%%$'\\t'*}\")",
      "  shown=(\"${(@)lines//$'\\t'/  }\")",
      "  compadd -U -i \"$IPREFIX\" -l -d shown -a values",
      // Candidates need not begin with what was typed, and inserting their common prefix would then delete it.
      "  (( $#values > 1 )) && compstate[insert]=menu compstate[list]=list",
      "}",
    ]
  }
}
