import CommandWords
import Foundation
import Records
import Terminal
import Testing
import Themes

@testable import Commands
@testable import vanthu

/// The commands, keys and filters in the documents are those of the program.
struct DocsTests {
  @Test func thereAreDocuments() {
    #expect(Docs.guide.count == 18)
    #expect(Docs.all.contains { $0.path == "docs/ARCHITECTURE.md" })
  }

  // MARK: commands

  /// Every line `vanthu …` of a `sh` block is accepted by the program: known command, known options, possible values.
  @Test(arguments: Docs.all) @MainActor func shellLinesCanBeTyped(file: DocumentFile) throws {
    for line in file.lines(inFence: "sh") where line.hasPrefix("vanthu") && !line.hasPrefix("vanthu-") {
      let command = line.split(separator: " > ").first.map(String.init) ?? line
      #expect(throws: Never.self, "\(file): \(line)") { try parse(Array(LineWords.split(command).dropFirst())) }
    }
  }

  @MainActor private func parse(_ words: [String]) throws {
    let (_, rest) = try GlobalOptions.read(words, environment: [:], today: { Day(2026, 11, 20) })
    guard let name = rest.first else { return }
    let command = try Command.named(name)
    guard command.surfaces.contains(.shell) else { throw UsageError.notHere(name) }
    _ = try command.parse(Array(rest.dropFirst()))
  }

  /// `` `vanthu X` `` and `` `:X` `` in running text.
  @Test(arguments: Docs.all) func namedCommandsExist(file: DocumentFile) {
    for piece in file.quotedInText {
      let isShell = piece.hasPrefix("vanthu ")
      guard isShell || piece.hasPrefix(":") && piece.count > 1 else { continue }
      let words = piece.dropFirst(isShell ? 7 : 1).split(separator: " ")
      guard let name = words.first, name.first?.isLetter == true, name.allSatisfy({ $0.isLowercase || $0 == "-" })
      else { continue }
      let command = try? Command.named(String(name))
      #expect(command != nil, "\(file) speaks of \(piece)")
      #expect(
        command?.surfaces.contains(isShell ? .shell : .screen) != false, "\(file): \(piece) is not a command there")
    }
  }

  @Test func everyShellCommandIsInTheGuide() {
    let text = Docs.guide.map(\.text).joined()
    for command in Command.all where command.surfaces.contains(.shell) && !command.isHidden {
      #expect(text.contains("vanthu \(command.name)") || text.contains("| `\(command.name)` |"), "\(command.name)")
    }
  }

  @Test func theGlossaryNamesEveryShellCommandInBothLanguages() throws {
    let rows = try Docs.read("docs/huong-dan/12-thuat-ngu.md").rows
    for command in Command.all where command.surfaces.contains(.shell) && !command.isHidden {
      #expect(
        rows.contains { $0.count == 3 && $0[0] == command.name && command.aliases.contains($0[1]) }, "\(command.name)")
    }
  }

  // MARK: keys, filters, states

  /// Every row of the table of keys is in the shipped key file, with section, key and command line, and the other way
  /// round.
  @Test func theKeyTableIsTheKeyFile() throws {
    var told: [String] = []
    var section = ""
    for line in try Docs.read("docs/huong-dan/10-phim-va-mau.md").text.split(separator: "\n") {
      if line.hasPrefix("#") { section = "" }
      if line.hasPrefix("### "), let start = line.firstIndex(of: "["), let end = line.firstIndex(of: "]") {
        section = String(line[line.index(after: start)..<end])
      }
      let cells = line.split(separator: "`", omittingEmptySubsequences: false)
      if !section.isEmpty, line.hasPrefix("| `"), cells.count >= 4 {
        told.append("[\(section)] \(cells[1]) = \(cells[3])")
      }
    }
    #expect(told.sorted() == shippedKeys.sorted())
  }

  private var shippedKeys: [String] {
    var keys: [String] = []
    var section = ""
    for raw in String(decoding: Themes.keys("default")![0], as: UTF8.self).split(separator: "\n") {
      let line = raw.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("#") || line.isEmpty { continue }
      if line.hasPrefix("["), line.hasSuffix("]") {
        section = line
      } else {
        keys.append("\(section) \(line)")
      }
    }
    return keys
  }

  @Test func theKeysOfVimAreTold() throws {
    let rows = try Docs.read("docs/huong-dan/10-phim-va-mau.md").rows
    let keys = String(decoding: try #require(Themes.keys("vim")?.last), as: UTF8.self).split(separator: "\n").filter {
      !$0.hasPrefix("#") && $0.contains(" = ")
    }
    #expect(!keys.isEmpty)
    for key in keys {
      let parts = key.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(rows.contains(parts), "\(key)")
    }
  }

  @Test func everyShippedKeyMeansACommand() throws {
    for name in Themes.keySets {
      let keymap = try #require(try Keymap(shipped: name))
      for screen in keymap.screens {
        for (key, line) in keymap.bindings(on: screen) {
          let command = try? Command.named(String(line.split(separator: " ")[0]))
          #expect(command?.surfaces.contains(.screen) == true, "\(name) [\(screen)] \(key) = \(line)")
        }
      }
    }
  }

  @Test func theTableOfFiltersIsTheProgramsOwn() throws {
    let rows = try Docs.read("docs/huong-dan/05-tim.md").rows.filter { $0.count == 4 && $0[0].hasSuffix(":") }
    let told = rows.map { row in [row[0]] + row[1].split(separator: " ").map(String.init) }
    #expect(told == SearchFilter.all.map { filter in filter.names.map { $0 + ":" } })
    for (row, filter) in zip(rows, SearchFilter.all) {
      #expect(row[2] == filter.summary.vietnamese)
      #expect(throws: Never.self, "\(row[3])") { try SearchQuery(row[3] + " ", today: Day(2026, 11, 20)) }
    }
  }

  @Test func theGlossaryHasEveryState() throws {
    let rows = try Docs.read("docs/huong-dan/12-thuat-ngu.md").rows
    for state in Processing.allCases {
      #expect(rows.contains([state.words.vietnamese, state.rawValue]), "\(state)")
    }
  }

  @Test func theGlossaryHasEveryStateAtTheReader() throws {
    let rows = try Docs.read("docs/huong-dan/12-thuat-ngu.md").rows
    for status in DeliveryStatus.allCases {
      #expect(rows.contains([status.words.vietnamese, status.rawValue]), "\(status)")
    }
  }

  @Test func theFieldsThatCanBeCorrectedAreNamed() throws {
    let text = try Docs.read("docs/huong-dan/03-van-ban-den.md").text
    for field in Field.allCases { #expect(text.contains("`\(field.rawValue)`"), "\(field)") }
  }

  @Test(arguments: [("03-van-ban-den", Book.Direction.incoming), ("04-van-ban-di", .outgoing)])
  func theParametersOfFieldsAreNamed(chapter: String, direction: Book.Direction) throws {
    let text = try Docs.read("docs/huong-dan/\(chapter).md").text
    for row in DocumentParameters.all where row.directions.contains(direction) {
      #expect(text.contains("`--\(row.parameter.name)`"), "\(row.field) in \(chapter)")
    }
  }

  @Test func theGlossaryHasEveryField() throws {
    let rows = try Docs.read("docs/huong-dan/12-thuat-ngu.md").rows.filter { $0.count == 2 }
    for field in Field.all {
      let isNamed = rows.contains { $0[1].split { !$0.isLetter }.contains { $0 == field.rawValue } }
      #expect(isNamed, "\(field)")
    }
  }

  // MARK: the documents themselves

  @Test(arguments: Docs.all) func linksLead(file: DocumentFile) {
    let folder = (Docs.root + "/" + file.path as NSString).deletingLastPathComponent
    for link in file.links {
      let path = link.split(separator: "#", omittingEmptySubsequences: false)[0]
      if path.isEmpty { continue }
      #expect(FileManager.default.fileExists(atPath: folder + "/" + path), "\(file) points at \(link)")
    }
  }

  /// `chapter.md#heading` leads to a heading of that chapter, `#heading` to one of the file itself.
  @Test(arguments: Docs.all) func anchorsLead(file: DocumentFile) throws {
    let folder = URL(fileURLWithPath: Docs.root + "/" + file.path).deletingLastPathComponent()
    for link in file.links {
      let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, parts[0].isEmpty || parts[0].hasSuffix(".md") else { continue }
      let text =
        parts[0].isEmpty
        ? file.text : try String(contentsOf: folder.appendingPathComponent(parts[0]), encoding: .utf8)
      let anchors = DocumentFile(path: parts[0], text: text).anchors
      #expect(anchors.contains(parts[1]), "\(file) points at \(link)")
    }
  }

  @Test(arguments: Docs.all) func theProjectStandsAlone(file: DocumentFile) {
    for word in ["/root/", "/home/"] {
      #expect(!file.text.contains(word), "\(file) speaks of \(word)")
    }
  }

  /// All letters are composed (NFC), so that a search in the files finds them.
  @Test(arguments: Docs.all) func lettersAreComposed(file: DocumentFile) {
    #expect(file.text.unicodeScalars.elementsEqual(file.text.precomposedStringWithCanonicalMapping.unicodeScalars))
  }
}
