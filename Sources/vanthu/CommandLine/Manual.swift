import Records
import Terminal
import Themes
import Wording

/// The man page vanthu(1), from the table of commands, the shipped keys and the filters of the search.
struct Manual {
  let language: Language

  func lines() -> [String] {
    var page = Roff(title: "VANTHU", section: "1", footer: "vanthu \(Vanthu.version)")
    page.section(say("TÊN", "NAME"))
    page.paragraph("vanthu \\- " + Roff.plain(ProgramWords.what[language]))
    page.section(say("CÁCH DÙNG", "SYNOPSIS"))
    page.paragraph(
      Roff.bold("vanthu") + " " + Roff.plain(say("[LỆNH] [THAM SỐ]", "[COMMAND] [ARGUMENTS]")))
    page.section(say("MÔ TẢ", "DESCRIPTION"))
    for paragraph in ProgramWords.description { page.paragraph(Roff.plain(paragraph[language])) }
    page.section(say("DÙNG VỚI MỌI LỆNH", "OPTIONS OF EVERY COMMAND"))
    add(GlobalOptions.parameters, to: &page)
    page.section(say("LỆNH", "COMMANDS"))
    for group in CommandGroup.allCases {
      let commands = Command.shell.filter { $0.group == group }
      guard !commands.isEmpty else { continue }
      page.subsection(group.words[language])
      for command in commands { add(command, to: &page) }
    }
    addSearch(to: &page)
    addScreen(to: &page)
    page.section(say("TỆP", "FILES"))
    for file in ProgramWords.files { page.item(Roff.italic(file.path), file.words[language]) }
    page.section(say("MÔI TRƯỜNG", "ENVIRONMENT"))
    for variable in ProgramWords.environment { page.item(Roff.bold(variable.name), variable.words[language]) }
    page.section(say("MÃ KẾT THÚC", "EXIT STATUS"))
    for status in ExitStatus.allCases { page.item(Roff.bold(String(status.rawValue)), status.words[language]) }
    return page.lines
  }

  private func add(_ command: Command, to page: inout Roff) {
    page.item(
      Roff.bold(command.name)
        + Roff.plain(String(command.usageWords[language].dropFirst("vanthu \(command.name)".count))),
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

  private func addSearch(to page: inout Roff) {
    page.section(say("TÌM", "SEARCH"))
    page.paragraph(
      Roff.plain(
        say(
          "Từ nào cũng phải có mặt; không dấu thì khớp mọi dấu, có dấu thì khớp đúng dấu ấy. “Cụm từ” đứng trong nháy kép; dấu trừ trước một từ loại từ ấy ra. Các bộ lọc:",
          "Every word must be there; without marks it matches any marks, with marks those. A “phrase” stands in quotation marks; a minus before a word leaves it out. The filters:"
        )))
    for filter in SearchFilter.all {
      page.item(
        Roff.bold(filter.names.map { $0 + ":" }.joined(separator: " ")),
        "\(filter.summary[language]) (\(filter.example))"
      )
    }
  }

  private func addScreen(to page: inout Roff) {
    page.section(say("PHÍM", "KEYS"))
    page.paragraph(
      Roff.plain(
        say(
          "Bộ phím default; --keys vim chọn bộ kia. Lệnh sau phím gõ được sau dấu hai chấm.",
          "The default key set; --keys vim takes the other. What a key does can be typed behind a colon.")))
    for (screen, bindings) in Manual.keys() {
      page.subsection(Manual.screens[screen]?[language] ?? screen)
      for (keys, line) in bindings {
        let name = line.split(separator: " ").first.map(String.init) ?? line
        let summary = (try? Command.named(name))?.summary[language] ?? ""
        page.item(Roff.bold(keys), name == line ? summary : "\(summary) (\(line))")
      }
    }
  }

  /// Screens of the shipped key file, each with its keys in the order of the file; keys of one command together.
  static func keys(_ set: String = "default") -> [(screen: String, bindings: [(keys: String, line: String)])] {
    guard let bytes = Themes.keys(set), let keymap = try? Keymap(String(decoding: bytes, as: UTF8.self), name: set)
    else {
      return []
    }
    let order = [Keymap.everywhere] + keymap.screens.filter { $0 != Keymap.everywhere }
    return order.map { screen in
      let common = Set(keymap.bindings(on: Keymap.everywhere).map { "\($0.key.hint) \($0.command)" })
      var rows: [(keys: String, line: String)] = []
      for (key, line) in keymap.bindings(on: screen)
      where screen == Keymap.everywhere || !common.contains("\(key.hint) \(line)") {
        if let index = rows.firstIndex(where: { $0.line == line }) {
          rows[index].keys += ", " + key.hint
        } else {
          rows.append((key.hint, line))
        }
      }
      return (screen, rows)
    }
  }

  /// What the screens of a key file are called.
  static let screens: [String: Words] = [
    Keymap.everywhere: Words("Ở mọi nơi", "Everywhere"),
    "triage": Words("Hộp việc", "Triage"),
    "register": Words("Sổ", "Registers"),
    "search": Words("Tìm", "Search"),
    "card": Words("Văn bản", "Document"),
    "text": Words("Bài đọc", "Texts"),
    "report": Words("Số liệu", "Figures"),
    "welcome": Words("Lần đầu", "First run"),
  ]

  private func say(_ vietnamese: String, _ english: String) -> String { Words(vietnamese, english)[language] }
}
