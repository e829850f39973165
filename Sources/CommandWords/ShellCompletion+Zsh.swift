extension ShellCompletion {
  /// One `_arguments` call for the program, and one for each command.
  func zsh() -> [String] {
    let known = firstWords.map { "    " + Self.quoted("\(escaped($0)):\(escaped(summary(ofFirst: $0)))") }
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
    for command in commands where !command.name.contains(" ") && !isGroup(command.name) {
      lines += branch(names(of: command), command)
    }
    for (first, words) in seconds { lines += group(first, words) }
    return lines + [
      "  esac", "  return ret", "}", "",
      "if [[ $funcstack[1] == \(prefix) ]]; then \(prefix) \"$@\"; else compdef \(prefix) \(program.name); fi",
    ]
  }

  private func isGroup(_ name: String) -> Bool { seconds.contains { $0.first == name } }

  private func summary(ofFirst word: String) -> String {
    commands.first { $0.name == word }?.summary[language]
      ?? (seconds.first { $0.first == word }?.words.joined(separator: ", ") ?? "")
  }

  private func branch(_ names: [String], _ command: Declaration) -> [String] {
    let specs =
      (command.arguments + command.options).map { spec($0, command) } + program.options.map { spec($0, nil) }
    return ["    \(names.joined(separator: "|"))) _arguments \\"]
      + specs.enumerated().map { "      \($1)" + ($0 == specs.count - 1 ? " && ret=0;;" : " \\") }
  }

  /// The commands with that first word: after the second one, both count as the name.
  private func group(_ first: String, _ words: [String]) -> [String] {
    let alone = commands.first { $0.name == first }
    let described = words.compactMap { word in
      commands.first { $0.name == "\(first) \(word)" }.map {
        Self.quoted("\(escaped(word)):\(escaped($0.summary[language]))")
      }
    }
    var lines = [
      "    \(first))", "      if (( CURRENT == 2 )); then",
      "        local -a second=(\(described.joined(separator: " ")))",
      "        _describe -t commands '\(program.name) \(first)' second && ret=0", "      fi", "      case $words[2] in",
    ]
    for word in words {
      guard let command = commands.first(where: { $0.name == "\(first) \(word)" }) else { continue }
      var branch = branch([word], command)
      branch[0] = "    \(word)) words=(\"\(first) \(word)\" \"${(@)words[3,-1]}\"); (( CURRENT-- )); _arguments \\"
      lines += branch.map { "    " + $0 }
    }
    if let alone { lines += branch(["*"], alone).map { "    " + $0 } }
    return lines + ["      esac;;"]
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
    case .asked(let command, let name): " \(prefix)_ask \"\(command)\" \(name)"
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
      "  local -a lines values shown given",
      "  given=(${(Q)words[2,CURRENT-1]})",
      "  given=(${given:#-*})",
      "  lines=(\"${(@f)$(\(program.name) complete-value $1 $2 -- \"${(Q)PREFIX}\" $given 2>/dev/null)}\")",
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
