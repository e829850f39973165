extension ShellCompletion {
  /// One `case` maps aliases to command names, one returns the second words of commands, one the source for a position
  /// (`register 1`, `register --from`), one lists the options of a command; the rest does not depend on the commands.
  func bash() -> [String] {
    var lines = ["\(prefix)_name() {", "  case \"$1\" in"]
    for command in commands where names(of: command).count > 1 {
      lines.append("    \(names(of: command).dropFirst().joined(separator: "|"))) echo '\(command.name)';;")
    }
    lines += ["    *) echo \"$1\";;", "  esac", "}", "", "\(prefix)_second() {"]
    lines += seconds.map { "  if [[ $1 == \($0.first) ]]; then echo '\($0.words.joined(separator: " "))'; fi" }
    lines += ["  return 0", "}", "", "\(prefix)_source() {", "  case \"$1\" in"]
    for parameter in program.options where parameter.form == .option {
      lines.append("    *' --\(parameter.name)') echo \(bashSource(parameter, nil));;")
    }
    for command in commands {
      for (index, parameter) in command.arguments.enumerated() {
        // A repeating argument is the last one: it matches all further positions.
        let pattern = parameter.repeats ? "'\(command.name) '[0-9]*" : "'\(command.name) \(index + 1)'"
        lines.append("    \(pattern)) echo \(bashSource(parameter, command));;")
      }
      for parameter in command.options where parameter.form == .option {
        lines.append("    '\(command.name) --\(parameter.name)') echo \(bashSource(parameter, command));;")
      }
    }
    lines += ["  esac", "}", "", "\(prefix)_options() {", "  case \"$1\" in"]
    for command in commands where !command.options.isEmpty {
      lines.append("    '\(command.name)') echo \(Self.quoted(names(command.options)));;")
    }
    return lines + ["  esac", "  echo \(Self.quoted(names(program.options)))", "}", ""]
      + bashBody(commands: firstWords.joined(separator: " "))
  }

  private func names(_ parameters: [Parameter]) -> String { parameters.map { "--\($0.name)" }.joined(separator: " ") }

  private func bashSource(_ parameter: Parameter, _ command: Declaration?) -> String {
    let source =
      switch source(of: parameter, in: command) {
      case .files: "files"
      case .folders: "folders"
      case .words(let words): "words " + words.joined(separator: " ")
      case .asked(let command, let name): "ask \(command) \(name)"
      case .none: "none"
      }
    return Self.quoted(source)
  }

  /// Bash splits words at `=` and `:`; `--name=VALUE` arrives as three words.
  private func bashBody(commands: String) -> [String] {
    #"""
    \#(prefix)() {
      local cur=${COMP_WORDS[COMP_CWORD]} command='' option='' word source i
      local -i position=1
      local -a lines office=() given=()
      COMPREPLY=()
      for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ -n $option ]]; then
          if [[ $word != '=' ]]; then
            if [[ $option == --office ]]; then eval "office=(--office $word)" 2>/dev/null; fi
            option=''
          fi
        elif [[ $word == --* ]]; then
          if [[ -n $(\#(prefix)_source "$command $word") ]]; then option=$word; fi
        elif [[ $word != -* ]]; then
          if [[ -z $command ]]; then
            command=$(\#(prefix)_name "$word")
          elif ((position == 1)) && [[ " $(\#(prefix)_second "$command") " == *" $word "* ]]; then
            command+=" $word"
          else
            position+=1
            given+=("${word//[\\\'\"]/}")
          fi
        fi
      done
      if [[ $cur == '=' ]]; then cur=''; fi
      if [[ -z $option && $cur == -* ]]; then
        COMPREPLY=($(compgen -W "$(\#(prefix)_options "$command")" -- "$cur"))
        return
      fi
      if [[ -z $option && -z $command ]]; then
        COMPREPLY=($(compgen -W '@commands@' -- "$cur"))
        return
      fi
      source=$(\#(prefix)_source "$command ${option:-$position}")
      if [[ -z $option ]] && ((position == 1)); then
        COMPREPLY=($(compgen -W "$(\#(prefix)_second "$command")" -- "$cur"))
      fi
      case $source in
        files) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur");;
        folders) compopt -o filenames 2>/dev/null; mapfile -t COMPREPLY < <(compgen -d -- "$cur");;
        words*) COMPREPLY=($(compgen -W "${source#words}" -- "$cur"));;
        ask*)
          local quote=''
          option=${source##* }
          source=${source#ask }
          source=${source% *}
          case $cur in [\'\"]*) quote=${cur:0:1}; cur=${cur:1};; esac
          mapfile -t lines < <(\#(program.name) "${office[@]}" complete-value "$source" "$option" \#
    -- "${cur//\\/}" "${given[@]}" 2>/dev/null)
          for word in "${lines[@]}"; do
            word=${word%%$'\t'*}
            if [[ -z $quote ]]; then printf -v word %q "$word"; fi
            COMPREPLY+=("$word")
          done;;
      esac
    }
    complete -F \#(prefix) \#(program.name)
    """#.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.contains("@commands@") ? "    COMPREPLY=($(compgen -W '\(commands)' -- \"$cur\"))" : String($0)
    }
  }
}
