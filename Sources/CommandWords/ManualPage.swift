import Wording

/// The man page of a program, made from its declarations.
public struct ManualPage {
  let program: Program
  let language: Language

  public init(_ program: Program, _ language: Language) {
    self.program = program
    self.language = language
  }

  /// - Parameter more: adds sections of the program's own after its commands.
  public func lines(more: (inout Roff) -> Void = { _ in }) -> [String] {
    var page = Roff(title: program.name.uppercased(), section: "1", footer: "\(program.name) \(program.version)")
    page.section(say("TÊN", "NAME"))
    page.paragraph(Roff.plain(program.name) + " \\- " + Roff.plain(program.what[language]))
    page.section(say("CÁCH DÙNG", "SYNOPSIS"))
    page.paragraph(
      Roff.bold(program.name) + " "
        + Roff.plain(
          program.bare == ""
            ? say("LỆNH [THAM SỐ]", "COMMAND [ARGUMENTS]") : say("[LỆNH] [THAM SỐ]", "[COMMAND] [ARGUMENTS]")))
    page.section(say("MÔ TẢ", "DESCRIPTION"))
    for paragraph in program.description { page.paragraph(Roff.plain(paragraph[language])) }
    page.section(say("DÙNG VỚI MỌI LỆNH", "OPTIONS OF EVERY COMMAND"))
    add(program.options, to: &page)
    page.section(say("LỆNH", "COMMANDS"))
    for chapter in program.chapters {
      page.subsection(chapter.title[language])
      for command in chapter.commands { add(command, to: &page) }
    }
    more(&page)
    page.section(say("TỆP", "FILES"))
    for file in program.files { page.item(Roff.italic(file.path), file.words[language]) }
    page.section(say("MÔI TRƯỜNG", "ENVIRONMENT"))
    for variable in program.environment { page.item(Roff.bold(variable.name), variable.words[language]) }
    page.section(say("MÃ KẾT THÚC", "EXIT STATUS"))
    for status in program.statuses { page.item(Roff.bold(String(status.rawValue)), status.words[language]) }
    return page.lines
  }

  private func add(_ command: Declaration, to page: inout Roff) {
    page.item(
      Roff.bold(command.name)
        + Roff.plain(String(command.usageWords[language].dropFirst("\(program.name) \(command.name)".count))),
      command.summary[language] + ".")
    page.indented { page in
      if !command.detail[language].isEmpty { page.paragraph(Roff.plain(command.detail[language])) }
      add(command.parameters, to: &page)
      for example in command.examples {
        page.paragraph(Roff.plain(example.words[language] + ":"))
        page.example([Roff.plain(example.line)])
      }
      if !command.aliases.isEmpty {
        page.paragraph(Roff.plain(say("Tên khác: ", "Also: ") + command.aliases.joined(separator: ", ") + "."))
      }
    }
  }

  private func add(_ parameters: [Parameter], to page: inout Roff) {
    for one in parameters {
      let value = Roff.italic(one.placeholder(language))
      switch one.form {
      case .argument: page.item(value, one.explanation[language])
      case .option: page.item("\(Roff.bold("--" + one.name)) \(value)", one.explanation[language])
      case .flag: page.item(Roff.bold("--" + one.name), one.explanation[language])
      }
    }
  }

  private func say(_ vietnamese: String, _ english: String) -> String { Bilingual(vietnamese, english)[language] }
}
