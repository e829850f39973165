import CommandWords
import Records
import Terminal
import Testing
import Themes
import Wording

@testable import Commands
@testable import vanthu

@Suite struct ManualPage {
  @Test(.enabled(if: isInstalled("/usr/bin/groff")), arguments: Language.allCases)
  func groffSetsItWithoutAWarning(language: Language) throws {
    let page = Manual(language: language).lines().joined(separator: "\n") + "\n"
    let run = try shell("/usr/bin/groff", ["-man", "-ww", "-Kutf8", "-Tutf8", "-P-cbou"], input: page)
    #expect(run.status == 0)
    let complaints = run.output.split(separator: "\n").filter { $0.contains("warning") || $0.contains("error:") }
    #expect(complaints == [])
    #expect(run.output.contains(language == .vietnamese ? "Hộp việc" : "Triage"))
  }

  @Test func itNamesEveryCommandOptionFilterAndExitCode() {
    let page = Manual(language: .english).lines()
    for command in Command.shell {
      #expect(page.contains { $0.hasPrefix(Roff.bold(command.name)) }, "\(command.name)")
      for option in command.options { #expect(page.contains { $0.hasPrefix(Roff.bold("--" + option.name)) }) }
    }
    for filter in SearchFilter.all {
      #expect(page.contains { $0.hasPrefix(Roff.bold(filter.names[0] + ":").dropLast(3)) })
    }
    for status in ExitStatus.allCases { #expect(page.contains(Roff.bold(String(status.rawValue)))) }
    #expect(!page.joined().contains("complete\\-value"))
  }

  @Test(arguments: Themes.keySets)
  func everyKeyOfTheShippedFilesStandsForACommandThatCanBeDone(set: String) throws {
    let keymap = try #require(try Keymap(shipped: set))
    #expect(Set(keymap.screens).subtracting(Manual.screens.keys) == [])
    var count = 0
    for screen in keymap.screens {
      for (key, line) in keymap.bindings(on: screen) {
        // A question mark at the end asks for a form before the command is run.
        let words = try LineWords.split(line.hasSuffix(" ?") ? String(line.dropLast(2)) : line)
        let command = try Command.named(words[0])
        #expect(command.surfaces.contains(.screen), "\(screen) \(key.hint)")
        #expect(throws: Never.self) { try command.parse(Array(words.dropFirst()), strict: false) }
        // Names of commands are words; `gg` or `dd` would be a key in the place of a command.
        #expect(Set(words[0]).count > 1, "\(words[0])")
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test func textIsNeverARequest() {
    #expect(Roff.plain(".TH") == "\\&.TH")
    #expect(Roff.plain("'sở") == "\\&'sở")
    #expect(Roff.plain(#"a\b --c ~"#) == #"a\eb \-\-c \(ti"#)
  }
}
