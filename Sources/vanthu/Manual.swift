import CommandWords
import Commands
import Records
import Terminal
import Themes
import Wording

/// The man page vanthu(1): the declared commands, the filters of the search, and the shipped keys.
struct Manual {
  let language: Language

  func lines() -> [String] {
    ManualPage(.vanthu, language).lines { page in
      addSearch(to: &page)
      addScreen(to: &page)
    }
  }

  private func addSearch(to page: inout Roff) {
    page.section(say("TÌM", "SEARCH"))
    page.paragraph(
      Roff.plain(
        say(
          "Từ nào cũng phải có mặt; không dấu thì khớp mọi dấu, có dấu thì khớp đúng dấu ấy. "
            + "“Cụm từ” đứng trong nháy kép; dấu trừ trước một từ loại từ ấy ra. Các bộ lọc:",
          "Every word must occur; without marks it matches any marks, with marks only those. "
            + "Put a “phrase” in quotation marks; a minus before a word excludes it. The filters:"
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
          "The default key set; --keys vim selects the other. What a key does can be typed after a colon.")))
    for (screen, bindings) in Manual.keys() {
      page.subsection(Manual.screens[screen]?[language] ?? screen)
      for (keys, line) in bindings {
        let name = line.split(separator: " ").first.map(String.init) ?? line
        let summary = (try? Command.named(name))?.summary[language] ?? ""
        page.item(Roff.bold(keys), name == line ? summary : "\(summary) (\(line))")
      }
    }
  }

  /// Returns the screens of a shipped key file, each with its keys in the order of the file; the keys of one command
  /// are joined.
  static func keys(_ set: String = "default") -> [(screen: String, bindings: [(keys: String, line: String)])] {
    guard let keymap = try? Keymap(shipped: set) else { return [] }
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

  /// The titles of the screens of a key file.
  static let screens: [String: Bilingual] = [
    Keymap.everywhere: Bilingual("Ở mọi nơi", "Everywhere"),
    "triage": Bilingual("Hộp việc", "Triage"),
    "register": Bilingual("Sổ", "Registers"),
    "search": Bilingual("Tìm", "Search"),
    "card": Bilingual("Văn bản", "Document"),
    "text": Bilingual("Bài đọc", "Texts"),
    "report": Bilingual("Số liệu", "Figures"),
    "exchange": Bilingual("Đồng bộ", "Exchange"),
    "custody": Bilingual("Máy nào giữ sổ", "Custody"),
    "backups": Bilingual("Sao lưu", "Backups"),
    "recovery": Bilingual("Không mở được sổ mà có bản sao lưu", "No office can be opened, but there are backups"),
    "welcome": Bilingual("Lần đầu", "First run"),
  ]

  private func say(_ vietnamese: String, _ english: String) -> String { Bilingual(vietnamese, english)[language] }
}
