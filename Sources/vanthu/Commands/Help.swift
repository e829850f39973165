import Terminal
import Wording

extension Command {
  static let help = Command(
    name: "help", aliases: ["giup"], group: .program,
    summary: Words("trợ giúp, của một lệnh hoặc tất cả", "help on a command or on all"),
    parameters: [.argument("command", .text, Words("lệnh", "command"), required: false)],
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
      Words(
        "vanthu — đăng ký, chuyển giao, phát hành và tra cứu văn bản.",
        "vanthu — registers, routes, issues and finds official documents."
      )[language],
      "",
      Words(
        "Cách dùng: vanthu [LỆNH] [THAM SỐ]   (không có lệnh: mở màn hình)",
        "Usage: vanthu [COMMAND] [ARGUMENTS]   (no command: the screen)")[language],
    ]
    for group in CommandGroup.allCases where group != .screen {
      let commands = Command.all.filter { $0.group == group && $0.doors.contains(.shell) }
      guard !commands.isEmpty else { continue }
      lines += ["", group.words[language] + ":"]
      lines += commands.map { "  " + padded($0.name, 13) + $0.summary[language] }
    }
    lines += ["", Words("Dùng với mọi lệnh:", "With every command:")[language]]
    lines += GlobalOptions.parameters.map { row($0, language) }
    lines += ["", Words("Mã kết thúc:", "Exit codes:")[language]]
    lines += ExitStatus.allCases.map { "  \($0.rawValue)  \($0.words[language])" }
    lines += ["", Words("Trợ giúp từng lệnh: vanthu help LỆNH.", "Help on a command: vanthu help COMMAND.")[language]]
    return lines.joined(separator: "\n")
  }

  static func page(_ name: String, _ language: Language) throws -> String {
    let command = try Command.named(name)
    var lines = [
      "\(command.name) — \(command.summary[language])", "", Words("Cách dùng: ", "Usage: ")[language] + command.usage,
    ]
    if !command.detail[language].isEmpty { lines += [""] + wrapped(command.detail[language], to: 78) }
    if !command.parameters.isEmpty { lines += [""] + command.parameters.map { row($0, language) } }
    if !command.examples.isEmpty {
      lines += ["", Words("Ví dụ:", "Examples:")[language]]
      for example in command.examples { lines += ["  \(example.line)", "      " + example.words[language]] }
    }
    if !command.aliases.isEmpty {
      lines += ["", Words("Tên khác: ", "Also: ")[language] + command.aliases.joined(separator: ", ")]
    }
    return lines.joined(separator: "\n")
  }

  private static func row(_ parameter: Parameter, _ language: Language) -> String {
    let name =
      switch parameter.form {
      case .argument: parameter.placeholder
      case .option: "--\(parameter.name) \(parameter.placeholder)"
      case .flag: "--\(parameter.name)"
      }
    let help = parameter.help[language].isEmpty ? parameter.label[language] : parameter.help[language]
    return "  " + padded(name + (parameter.repeats ? "…" : ""), 28) + help
  }
}
