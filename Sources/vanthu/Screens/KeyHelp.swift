import CommandWords
import Commands
import Terminal
import Vietnamese
import Wording

/// The keys of a screen and what they do, from the key file and the table of commands.
enum KeyHelp {
  static func text(_ keymap: Keymap, on screen: String, _ language: Language) -> String {
    let here = rows(keymap, screen, language)
    let everywhere = rows(keymap, Keymap.everywhere, language)
    let parts = [
      here.isEmpty ? "" : Bilingual("Ở đây", "Here")[language] + "\n" + here,
      Bilingual("Ở mọi nơi", "Everywhere")[language] + "\n" + everywhere,
      Bilingual(
        "Mọi lệnh đều gõ được sau dấu hai chấm; Tab gợi ý. Trợ giúp từng lệnh: :help LỆNH.",
        "Every command can be typed after a colon; Tab completes. Help of a command: :help COMMAND.")[language],
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func rows(_ keymap: Keymap, _ screen: String, _ language: Language) -> String {
    keymap.bindings(on: screen).map { key, line in
      let name = line.split(separator: " ").first.map(String.init) ?? line
      let summary = (try? Command.named(name))?.summary[language] ?? line
      let extra = line.contains(" ") ? "  (\(line))" : ""
      return "  " + padded(key.hint, 10) + summary + extra
    }.joined(separator: "\n")
  }
}
