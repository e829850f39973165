import Terminal
import Vietnamese
import Wording

extension Command {
  static let help = Command(
    name: "help", aliases: ["giup"], group: .program,
    summary: Words("trợ giúp, của một lệnh hoặc tất cả", "help on a command or on all"),
    parameters: [.argument("command", .text, Words("tên lệnh", "name of a command"), required: false)],
    examples: [Example("vanthu help route", "về một lệnh", "on one command")],
    run: { session, arguments in
      let text = try arguments["command"].map { try Help.page($0, session.language) } ?? Help.overview(session.language)
      return Outcome(
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), json: .string(text))
    },
    act: { workbench, arguments in
      let language = workbench.session.language
      let text = try arguments["command"].map { try Help.page($0, language) } ?? Help.overview(language)
      workbench.show(TextScreen(Words("Trợ giúp", "Help"), text))
    })
}

/// Help made from the table of commands.
enum Help {
  static func overview(_ language: Language) -> String {
    var lines = [
      "vanthu — " + ProgramWords.what[language], "",
      Words(
        "Cách dùng: vanthu [LỆNH] [THAM SỐ]   (không có lệnh: mở màn hình)",
        "Usage: vanthu [COMMAND] [ARGUMENTS]   (no command: the screen)")[language],
    ]
    for group in CommandGroup.allCases {
      let commands = Command.shell.filter { $0.group == group }
      guard !commands.isEmpty else { continue }
      lines += ["", group.words[language] + ":"]
      lines += TextLayout.table(commands.map { (padded($0.name, 12), $0.summary[language]) })
    }
    lines += ["", Words("Dùng với mọi lệnh:", "With every command:")[language]]
    lines += table(GlobalOptions.parameters, language)
    lines += ["", Words("Mã kết thúc:", "Exit codes:")[language]]
    lines += TextLayout.table(ExitStatus.allCases.map { (String($0.rawValue), $0.words[language]) })
    lines += ["", Words("Trợ giúp từng lệnh: vanthu help LỆNH.", "Help on a command: vanthu help COMMAND.")[language]]
    return lines.joined(separator: "\n")
  }

  static func page(_ name: String, _ language: Language) throws -> String {
    let command = try Command.named(name)
    let isShell = command.doors.contains(.shell)
    var lines = [
      "\(command.name) — \(command.summary[language])", "", Words("Cách dùng:", "Usage:")[language],
    ]
    lines +=
      isShell
      ? TextLayout.usage(command.usageParts(language))
      : ["  " + ([":" + name] + command.parameters.map { $0.written(language) }).joined(separator: " ")]
    if !command.detail[language].isEmpty { lines += [""] + wrapped(command.detail[language], to: TextLayout.width) }
    if !command.parameters.isEmpty { lines += [""] + table(command.parameters, language) }
    if !command.examples.isEmpty {
      lines += ["", Words("Ví dụ:", "Examples:")[language]]
      for example in command.examples {
        lines += ["  \(example.line)"] + TextLayout.indented(example.words[language], by: 6)
      }
    }
    if !command.aliases.isEmpty {
      lines += ["", Words("Tên khác: ", "Also: ")[language] + command.aliases.joined(separator: ", ")]
    }
    return lines.joined(separator: "\n")
  }

  private static func table(_ parameters: [Parameter], _ language: Language) -> [String] {
    TextLayout.table(parameters.map { ($0.written(language) + ($0.repeats ? "…" : ""), $0.explanation[language]) })
  }
}

extension Parameter {
  /// What help and manual say of a parameter: its label, its help, which values there are, and that it must be there.
  var explanation: Words {
    func text(_ language: Language) -> String {
      let (label, help) = (label[language], help[language])
      var said = help.isEmpty ? label : form == .flag || help == label ? help : "\(label) (\(help))"
      if case .choice(let allowed) = kind, allowed.count > 5 {
        said += Words("; một trong: ", "; one of: ")[language] + allowed.joined(separator: ", ")
      }
      guard isRequired, form == .option else { return said }
      return said + Words("; bắt buộc", "; required")[language]
    }
    return Words(text(.vietnamese), text(.english))
  }
}
