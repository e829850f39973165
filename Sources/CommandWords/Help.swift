import Vietnamese
import Wording

/// Help texts made from the declarations of a program.
public enum Help {
  public static func overview(_ program: Program, _ language: Language) -> String {
    let bare = program.bare[language]
    var lines = [
      "\(program.name) — " + program.what[language], "",
      Bilingual("Cách dùng: \(program.name) ", "Usage: \(program.name) ")[language]
        + (bare.isEmpty
        ? Bilingual("LỆNH [THAM SỐ]", "COMMAND [ARGUMENTS]")
        : Bilingual("[LỆNH] [THAM SỐ]   (không có lệnh: \(bare))", "[COMMAND] [ARGUMENTS]   (no command: \(bare))"))[
          language],
    ]
    for chapter in program.chapters {
      lines += ["", chapter.title[language] + ":"]
      lines += TextLayout.table(chapter.commands.map { (padded($0.name, 12), $0.summary[language]) })
    }
    lines += ["", Bilingual("Dùng với mọi lệnh:", "With every command:")[language]]
    lines += table(program.options, language)
    lines += ["", Bilingual("Mã kết thúc:", "Exit codes:")[language]]
    lines += TextLayout.table(program.statuses.map { (String($0.rawValue), $0.words[language]) })
    lines += [
      "",
      Bilingual(
        "Trợ giúp từng lệnh: \(program.name) help LỆNH.", "Help on a command: \(program.name) help COMMAND.")[language],
    ]
    return lines.joined(separator: "\n")
  }

  /// - Parameter colon: the name as typed after `:`, for a command that exists only at the prompt.
  public static func page(_ command: Declaration, prompt colon: String? = nil, _ language: Language) -> String {
    var lines = [
      "\(command.name) — \(command.summary[language])", "", Bilingual("Cách dùng:", "Usage:")[language],
    ]
    lines +=
      colon.map { ["  " + ([":" + $0] + command.parameters.map { $0.written(language) }).joined(separator: " ")] }
      ?? TextLayout.usage(command.usageParts(language))
    if !command.detail[language].isEmpty {
      lines += [""] + wrapped(command.detail[language], to: TextLayout.width, lines: true)
    }
    if !command.parameters.isEmpty { lines += [""] + table(command.parameters, language) }
    if !command.examples.isEmpty {
      lines += ["", Bilingual("Ví dụ:", "Examples:")[language]]
      for example in command.examples {
        lines += ["  \(example.line)"] + TextLayout.indented(example.words[language], by: 6)
      }
    }
    if !command.aliases.isEmpty {
      lines += ["", Bilingual("Tên khác: ", "Also: ")[language] + command.aliases.joined(separator: ", ")]
    }
    return lines.joined(separator: "\n")
  }

  private static func table(_ parameters: [Parameter], _ language: Language) -> [String] {
    TextLayout.table(parameters.map { ($0.written(language) + ($0.repeats ? "…" : ""), $0.explanation[language]) })
  }
}

extension Parameter {
  /// What help and manual say of a parameter: label, help, allowed values, and whether it is required.
  public var explanation: Bilingual {
    func text(_ language: Language) -> String {
      let (label, help) = (label[language], help[language])
      var said = help.isEmpty ? label : form == .flag || help == label ? help : "\(label) (\(help))"
      if case .choice(let allowed) = kind, allowed.count > 5 {
        said += Bilingual("; một trong: ", "; one of: ")[language] + allowed.joined(separator: ", ")
      }
      guard isRequired, form == .option else { return said }
      return said + Bilingual("; bắt buộc", "; required")[language]
    }
    return Bilingual(text(.vietnamese), text(.english))
  }
}
