extension ShellCompletion {
  /// One `complete` line for each item; `__vanthu_at` tests which command was named and how many words follow it.
  func fish() -> [String] {
    var lines = ["complete -c \(program.name) -f"] + fishPlace(valued: valuedOptions)
    for command in commands {
      let words = command.name.split(separator: " ")
      let place = words.count == 1 ? "" : " \"\(words[0])\" 0"
      lines.append(
        "complete -c \(program.name) -n '_\(prefix)_at\(place)' -a \(words.last!) -d "
          + fishQuoted(command.summary[language]))
    }
    for (first, words) in seconds where !commands.contains(where: { $0.name == first }) {
      lines.append(
        "complete -c \(program.name) -n '_\(prefix)_at' -a \(first) -d \(fishQuoted(words.joined(separator: ", ")))")
    }
    lines += program.options.map { "complete -c \(program.name) " + option($0, nil) }
    for command in commands {
      for (index, parameter) in command.arguments.enumerated() {
        guard let values = values(parameter, command) else { continue }
        let place = parameter.repeats ? "" : " \(index)"
        lines.append("complete -c \(program.name) -n '_\(prefix)_at \(names(command))\(place)' \(values)")
      }
      lines += command.options.map {
        "complete -c \(program.name) -n '_\(prefix)_at \(names(command))' \(option($0, command))"
      }
    }
    return lines
  }

  /// All names of a command: `-n '__vanthu_at "settle,xong" 0'`.
  private func names(_ command: Declaration) -> String { "\"\(names(of: command).joined(separator: ","))\"" }

  private func option(_ parameter: Parameter, _ command: Declaration?) -> String {
    let name = "-l \(parameter.name) -d \(fishQuoted(parameter.label[language]))"
    guard parameter.form == .option else { return name }
    // -x: exclusive, so that the shell proposes no files itself.
    return name + (source(of: parameter, in: command) == .files ? " -r" : " -x")
      + (values(parameter, command).map { " " + $0 } ?? "")
  }

  private func values(_ parameter: Parameter, _ command: Declaration?) -> String? {
    switch source(of: parameter, in: command) {
    case .files: "-F"
    case .folders: "-a '(__fish_complete_directories (commandline -ct))'"
    case .words(let words): "-a \(fishQuoted(words.joined(separator: " ")))"
    case .asked(let command, let name):
      "-a '(_\(prefix)_ask \"\(command)\" \(name))'"
    case .none: nil
    }
  }

  /// Options of any command whose value is the next word, which is therefore not an argument.
  private var valuedOptions: [String] {
    let all = program.options + commands.flatMap(\.options)
    return Set(all.filter { $0.form == .option }.map { "--\($0.name)" }).sorted()
  }

  private func fishQuoted(_ text: String) -> String {
    "'" + text.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\\($1)" : String($1) } + "'"
  }

  private func fishPlace(valued: [String]) -> [String] {
    [
      "function _\(prefix)_at --argument-names commands place",
      "  set -l words",
      "  set -l skip 0",
      "  for word in (commandline -opc)[2..-1]",
      "    if test $skip = 1",
      "      set skip 0",
      "    else if contains -- $word \(valued.joined(separator: " "))",
      "      set skip 1",
      "    else if not string match -q -- '-*' $word",
      "      set -a words $word",
      "    end",
      "  end",
    ] + (seconds.isEmpty ? [] : fishTwoWords) + [
      "  if test -z \"$commands\"",
      "    test (count $words) = 0",
      "    return",
      "  end",
      "  contains -- \"$words[1]\" (string split , -- $commands); or return 1",
      "  test -z \"$place\"; or test (count $words) = (math $place + 1)",
      "end",
      // fish itself leaves out what does not begin with, or hold, the letters that were typed.
      "function _\(prefix)_ask",
      "  set -l typed (string replace -ra '[\\\\\\\\\\'\"]' '' -- (commandline -ct))",
      "  set -l given (string match -v -- '-*' (commandline -opc)[3..-1])",
      "  \(program.name) complete-value $argv -- \"$typed\" $given 2>/dev/null",
      "end",
    ]
  }

  private var fishTwoWords: [String] {
    let names = commands.map(\.name).filter { $0.contains(" ") }.map { "'\($0)'" }
    return [
      "  if contains -- \"$words[1] $words[2]\" \(names.joined(separator: " "))",
      "    set words \"$words[1] $words[2]\" $words[3..-1]",
      "  end",
    ]
  }
}
