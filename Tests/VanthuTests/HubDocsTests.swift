import CommandWords
import Testing

@testable import vanthu_hub

/// The commands of the hub in the documents are those of `vanthu-hub`.
struct HubDocsTests {
  @Test(arguments: Docs.all) func shellLinesCanBeTyped(file: DocumentFile) throws {
    for line in file.lines(inFence: "sh") where line.hasPrefix("vanthu-hub") {
      let command = line.split(separator: " > ").first.map(String.init) ?? line
      #expect(throws: Never.self, "\(file): \(line)") { try parse(Array(LineWords.split(command).dropFirst())) }
    }
  }

  private func parse(_ words: [String]) throws {
    let (_, rest) = try HubOptions.read(words, environment: [:])
    let (command, arguments) = try HubCommand.named(rest)
    _ = try command.declaration.parse(arguments, others: HubOptions.parameters)
  }

  /// `` `vanthu-hub X` `` in running text.
  @Test(arguments: Docs.all) func namedCommandsExist(file: DocumentFile) {
    for piece in file.quotedInText where piece.hasPrefix("vanthu-hub ") {
      let words = piece.split(separator: " ").dropFirst().filter { !$0.hasPrefix("-") }.map(String.init)
      #expect(throws: Never.self, "\(file) speaks of \(piece)") { try HubCommand.named(words) }
    }
  }

  /// The shipped systemd unit is the one in the guide.
  @Test func theUnitIsTheGuides() throws {
    let shown = try Docs.read("docs/huong-dan/15-trung-tam.md").lines(inFence: "ini")
    let unit = try Docs.read("packaging/vanthu-hub.service").text.split(separator: "\n").map(String.init)
    #expect(shown.filter { !$0.isEmpty } == unit)
  }

  @Test func everyCommandIsInTheGuideAndTheGlossary() throws {
    let text = Docs.guide.map(\.text).joined()
    let rows = try Docs.read("docs/huong-dan/12-thuat-ngu.md").rows
    for declaration in HubCommand.all.map(\.declaration) where !declaration.isHidden {
      #expect(text.contains("vanthu-hub \(declaration.name)"), "\(declaration.name)")
      #expect(
        rows.contains { $0.count == 3 && $0[0] == declaration.name && $0[1] == declaration.aliases.first ?? "" },
        "\(declaration.name)")
    }
  }
}
