import CommandWords
import Foundation
import Glibc
import TerminalKit
import TestSupport
import Testing
import Wording

@testable import Commands
@testable import vanthu_hub

/// Values that the programs propose, in shells as they are installed, with the built programs.
@Suite struct CompletionOfValues {
  private let folder = TemporaryFolder(in: "/tmp")
  private var home: String { folder.path }

  init() throws {
    try ShellScript.write("exec '\(officeProgram)' --on 2026-11-20 \"$@\"", to: folder("vanthu"))
    let hub = PseudoTerminal.product(named: "vanthu-hub")
    try ShellScript.write("exec '\(hub)' --data '\(home)/hub' \"$@\"", to: folder("vanthu-hub"))
    try folder.write(".local/share/vanthu/office.db", Array(SampleOffice.ofTheGuide.get()))
    for name in ["vanthu", "vanthu-hub"] {
      for shell in ShellCompletion.Shell.allCases {
        _ = try run("/bin/sh", "-c", "'\(home)/\(name)' completion \(shell) > '\(home)/\(name).\(shell)'")
      }
    }
  }

  private func quoted(_ word: String) -> String { "'" + word.replacing("'", with: #"'\''"#) + "'" }

  private func run(_ words: String...) throws -> String {
    let run = try shell(
      "/usr/bin/env", ["HOME=\(home)", "PATH=\(home):/usr/bin:/bin"] + words)
    #expect(run.status == 0, "\(words)\n\(run.output)")
    return run.output
  }

  /// Completes a line in bash; its words are given as they are typed.
  private func bash(_ words: String...) throws -> [String] {
    let line = words.map(quoted).joined(separator: " ")
    let function = words[0].replacing("-", with: "_")
    return try run(
      "/bin/bash", "--norc", "-c",
      """
      . '\(home)/\(words[0]).bash'
      COMP_WORDS=(\(line)) COMP_CWORD=\(words.count - 1)
      _\(function)
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    ).split(separator: "\n").map(String.init)
  }

  private func fish(_ line: String) throws -> [String]? {
    guard isInstalled("/usr/bin/fish") else { return nil }
    let script = "for f in \(home)/*.fish; source $f; end; complete -C \(quoted(line))"
    return try run("/usr/bin/fish", "--no-config", "-c", script).split(separator: "\n")
      .map { String($0.prefix { $0 != "\t" }) }
  }

  @Test func aFileIsOneOfTheDocument() throws {
    try folder.write("ban-quet.pdf", Array("quét".utf8))
    try folder.write("ban-khac.pdf", Array("khác".utf8))
    _ = try run("vanthu", "attach", "171", "--file", home + "/ban-quet.pdf")
    #expect(try bash("vanthu", "save-file", "171", "--file", "ban") == ["ban-quet.pdf"])
    #expect(try bash("vanthu", "detach", "171", "--file", "") == ["ban-quet.pdf"])
    #expect(try bash("vanthu", "open-file", "170", "--file", "") == [])
    if let proposed = try fish("vanthu save-file 171 --file b") { #expect(proposed == ["ban-quet.pdf"]) }
  }

  @Test func codePagesBooksAndOrgansAreProposed() throws {
    #expect(try bash("vanthu", "convert", "a.txt", "--from", "ab") == ["abc"])
    #expect(try bash("vanthu", "import", "--encoding", "vn") == ["vni"])
    #expect(try bash("vanthu", "custody", "hand-over", "den") == ["den-2026", "den-2025"])
    #expect(try bash("vanthu", "organ", "find", "bo noi") == [#"Bộ\ Nội\ vụ"#])
    #expect(try bash("vanthu", "group", "set", "Các b") == [#"Các\ ban\,\ ngành\,\ đoàn\ thể\ xã"#])
  }

  @Test func fishProposesDocumentsAndWhatBeginsAsTyped() throws {
    guard let documents = try fish("vanthu show 17") else { return }
    #expect(documents.sorted() == ["170", "171", "172"])
    #expect(try fish("vanthu route 170 --lead ph") == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"])
    #expect(try fish("vanthu regis") == ["register"])
  }

  /// A parameter that is renamed would lose its values without a word.
  @Test func whatIsProposedBelongsToAParameter() {
    for program in [Program.vanthu, .hub] {
      let places = program.chapters.flatMap(\.commands).flatMap { command in
        (command.arguments + command.options).map { "\(command.name) \($0.name)" }
      }
      #expect(program.proposed.subtracting(places) == [], "\(program.name)")
    }
  }

  @Test func theCommandsOfTheHubAreCompletedWordByWord() throws {
    #expect(try bash("vanthu-hub", "quo") == ["quota"])
    #expect(try bash("vanthu-hub", "quota", "") == ["show", "set"])
    #expect(try bash("vanthu-hub", "offices", "im") == ["import"])
    #expect(try bash("vanthu-hub", "enrol", "--st") == ["--stick"])
    #expect(try bash("vanthu-hub", "account", "add", "lan", "--role", "en") == ["enroller"])
    #expect(try bash("vanthu-hub", "compl") == ["completion"])
    guard let first = try fish("vanthu-hub quo") else { return }
    #expect(first == ["quota"])
    #expect(try fish("vanthu-hub quota ")?.sorted() == ["set", "show"])
    #expect(try fish("vanthu-hub account add lan --role en") == ["enroller"])
  }

  @Test func theHubProposesOfficesAlsoToWhomMayNotReadItsData() throws {
    #expect(
      try bash("vanthu-hub", "enrol", "dam thuy")
        == ["xa-2025-01501/ubnd", "xa-2025-01501/hdnd", "xa-2025-01501/du"])
    _ = try run("vanthu-hub", "init", "--name", "VP UBND")
    #expect(try bash("vanthu-hub", "quota", "show", "so-noi").contains("so-noi-vu"))
    if let proposed = try fish("vanthu-hub codes cancel so-noi") { #expect(proposed == ["so-noi-vu"]) }
  }

  /// A real zsh at a terminal, in which somebody types pieces of the line and Tab after each.
  @Test(arguments: [
    ["vanthu-hub quo", "sh", "so-noi-v", "vanthu-hub quota show so-noi-vu"],
    ["vanthu convert a.txt --from ab", "vanthu convert a.txt --from abc"],
    ["vanthu route 170 --lead 'phong kinh", "vanthu route 170 --lead 'Phòng Kinh tế'"],
  ])
  func zshFillsTheLine(pieces: [String]) throws {
    guard isInstalled("/usr/bin/zsh") else { return }
    let terminal = try PseudoTerminal(
      program: "/usr/bin/zsh", arguments: ["-f", "-i"],
      environment: ["HOME": home, "PATH": "\(home):/usr/bin:/bin", "LANG": "C.UTF-8", "PS1": "> "])
    terminal.send("autoload -Uz compinit; compinit -u -D; source ~/vanthu.zsh; source ~/vanthu-hub.zsh; clear\r")
    try terminal.wait("zsh did not start", timeout: 20_000) { $0.text.hasPrefix(">") && !$0.text.contains("clear") }
    for piece in pieces.dropLast() {
      let before = terminal.text
      terminal.send(piece)
      try terminal.wait("\(piece) was not typed", timeout: 20_000) { $0.text != before }
      let typed = terminal.text
      terminal.send("\t")
      try terminal.wait("\(piece) was not completed: \(terminal.text)", timeout: 20_000) { $0.text != typed }
    }
    try terminal.wait("\(pieces.last!) did not come", timeout: 20_000) { $0.text.contains(pieces.last!) }
  }
}
