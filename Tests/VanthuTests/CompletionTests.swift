import CommandWords
import Testing
import Wording

@testable import Commands
@testable import vanthu

/// The completion scripts, run by the shells.
@Suite struct CompletionOfShells {
  private func script(_ shell: ShellCompletion.Shell, _ language: Language = .vietnamese) -> String {
    ShellCompletion(language: language).lines(for: shell).joined(separator: "\n") + "\n"
  }

  @Test(arguments: ShellCompletion.Shell.allCases, Language.allCases)
  func theShellFindsNoFaultInItsScript(shell name: ShellCompletion.Shell, language: Language) throws {
    guard let path = ["/usr/bin/\(name)", "/bin/\(name)"].first(where: isInstalled) else { return }
    let file = try TemporaryFile(script(name, language))
    let run = try shell(path, ["-n", file.path])
    #expect(run.status == 0 && run.output.isEmpty, "\(run.output)")
  }

  /// Completes a line in a real bash, with a stub of `vanthu` that answers as the program would.
  private func completed(_ words: String...) throws -> [String] {
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let run = try shell(
      "/bin/bash",
      [
        "--norc", "-c",
        """
        \(script(.bash))
        vanthu() { printf '%s\\n' "UBND xã Đàm Thủy\t$*" 118/UBND-VX; printf '%s ' "$@" >> \(asked.path); }
        COMP_WORDS=(vanthu \(line)) COMP_CWORD=\(words.count)
        _vanthu
        printf '%s\\n' "${COMPREPLY[@]}"
        """,
      ])
    return run.output.split(separator: "\n").map(String.init)
  }

  private let asked: TemporaryFile

  init() throws { asked = try TemporaryFile("") }

  @Test func bashCompletesCommandsOptionsAndChoices() throws {
    #expect(try completed("regis") == ["register"])
    #expect(try completed("page") == [])
    #expect(try completed("list", "") == ["incoming", "outgoing"])
    #expect(try completed("so", "o") == ["outgoing"])
    #expect(try completed("--json", "--office", "a.db", "list", "i") == ["incoming"])
    #expect(try completed("register", "--fr") == ["--from"])
    #expect(try completed("register", "--urgency", "=", "thuongk") == ["thuongkhan"])
    #expect(try completed("register", "1/A", "--urgency", "k") == ["khan"])
    #expect(try completed("help", "compl") == ["completion"])
    #expect(try completed("attach", "57", "--file", "/etc/hostnam") == ["/etc/hostname"])
    #expect(asked.contents.isEmpty)
  }

  @Test func bashAsksTheProgramForWhatOnlyTheOfficeKnows() throws {
    #expect(try completed("register", "1/A", "--from", "dam") == [#"UBND\ xã\ Đàm\ Thủy"#, "118/UBND-VX"])
    #expect(asked.contents == "complete-value register from -- dam 1/A ")
    #expect(try completed("--office", "b.db", "xong", "11") == [#"UBND\ xã\ Đàm\ Thủy"#, "118/UBND-VX"])
    #expect(asked.contents.hasSuffix("--office b.db complete-value settle document -- 11 "))
    #expect(try completed("xong", "11", "12", "--as", "") == [#"UBND\ xã\ Đàm\ Thủy"#, "118/UBND-VX"])
    #expect(asked.contents.hasSuffix("complete-value vanthu as --  11 12 "))
  }

  /// A real zsh at a terminal, in which somebody types the line, Tab and Enter.
  @Test func zshAsksTheProgramAndFillsTheLine() throws {
    let (completion, ready) = (try TemporaryFile(script(.zsh)), try TemporaryFile(""))
    let run = try shell(
      "/usr/bin/zsh",
      [
        "-f", "-c",
        """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell 'autoload -Uz compinit; compinit -u -D; source \(completion.path)'
        zpty -w shell 'vanthu() { print -r -- "$*" >> \(asked.path); print 118/UBND-VX }; print yes > \(ready.path)'
        lines() { wc -l < $1 }
        await() { for i in {1..200}; do (( $(lines $1) >= $2 )) && return; sleep 0.05; done }
        await \(ready.path) 1
        zpty -w -n shell $'vanthu show 11\\t'
        await \(asked.path) 1
        sleep 0.3
        zpty -w -n shell $'\\n'
        await \(asked.path) 2
        zpty -d shell
        """,
      ])
    #expect(run.status == 0, "\(run.output)")
    let said = asked.contents.split(separator: "\n")
    #expect(said == ["complete-value show document -- 11", "show 118/UBND-VX"], "\(run.output)")
  }

  @Test func whatIsHiddenIsNotProposed() throws {
    for shell in ShellCompletion.Shell.allCases { #expect(!script(shell).contains("a complete-value")) }
    #expect(try completed("complete") == [])
  }

  @Test(arguments: Command.shell.map(\.name))
  func whatIsAskedIsAParameterOfTheTable(name: String) throws {
    let command = try Command.named(name)
    for parameter in command.parameters {
      guard case .asked(let asked, let wanted) = ShellCompletion(language: .english).source(of: parameter, in: command)
      else { continue }
      #expect(try Command.named(asked).parameters.contains { $0.name == wanted })
    }
  }
}
