import Foundation
import Testing

/// The files and types named in the documents for developers exist: a stale recipe misleads a newcomer.
struct NamesInDocsTests {
  private static let documents =
    ["docs/HACKING.md", "docs/ARCHITECTURE.md", "docs/GLOSSARY.md", "docs/internals/README.md"]

  /// Types of Foundation that HACKING warns about.
  private static let foreign: Set = ["Calendar", "DateFormatter", "Locale", "NumberFormatter"]

  private static let paths: [String] = {
    let all = FileManager.default.enumerator(atPath: Docs.root)
    var paths: [String] = []
    while let path = all?.nextObject() as? String {
      if path.hasPrefix(".build") || path == ".git" { all?.skipDescendants() } else { paths.append(path) }
    }
    return paths
  }()

  private static let words: Set<Substring> = {
    var words: Set<Substring> = []
    for path in paths where path.hasSuffix(".swift") {
      let text = (try? String(contentsOfFile: Docs.root + "/" + path, encoding: .utf8)) ?? ""
      words.formUnion(text.split { !$0.isLetter && !$0.isNumber && $0 != "_" })
    }
    return words
  }()

  /// Returns the names between backticks, outside of blocks of code; without the files that a recipe tells to make.
  private func names(_ document: String) throws -> [String] {
    var text = try Docs.read(document).text
    text.replace(/(?m)^ *```(?s:.*?)^ *```/, with: "")
    let new = text.matches(of: /a new file\s+`([^`]*)`/).map { String($0.1) }
    return text.matches(of: /`([^`\n]+)`/).map { String($0.1) }.filter { !new.contains($0) }
  }

  @Test(arguments: documents) func everyFileThatIsNamedExists(_ document: String) throws {
    for name in try names(document) where name.wholeMatch(of: /[\w.+*\/-]+/) != nil {
      // Capitals such as `NAME` are placeholders.
      guard name.hasSuffix(".swift") || name.hasPrefix("Sources/") || name.hasPrefix("Tests/"),
        name.firstMatch(of: /[A-Z]{4}/) == nil
      else { continue }
      let isThere = NamesInDocsTests.paths.contains { NamesInDocsTests.isMeant($0, by: name) }
      #expect(isThere, "\(document) names \(name): no such file")
    }
  }

  /// Whether a path, or the end of one from some folder on, is what the name says; `*` stands for any letters.
  private static func isMeant(_ path: String, by name: String) -> Bool {
    let named = name.split(separator: "/")
    let there = path.split(separator: "/")
    guard there.count >= named.count else { return false }
    let ends =
      name.hasPrefix("Sources/") || name.hasPrefix("Tests/") ? there.prefix(named.count) : there.suffix(named.count)
    return zip(ends, named).allSatisfy { part, wanted in
      guard let star = wanted.firstIndex(of: "*") else { return part == wanted }
      let (head, tail) = (wanted[..<star], wanted[wanted.index(after: star)...])
      return part.hasPrefix(head) && part.hasSuffix(tail)
    }
  }

  @Test func everyTypeAndMemberThatHackingNamesExists() throws {
    for name in try names("docs/HACKING.md") where name.wholeMatch(of: /[A-Z]\w*(\.\w+)*/) != nil {
      guard !NamesInDocsTests.foreign.contains(name), !name.hasSuffix(".swift"),
        name.firstMatch(of: /[A-Z]{4}/) == nil
      else { continue }
      for word in name.split(separator: ".") {
        let isThere = NamesInDocsTests.words.contains(word)
        #expect(isThere, "docs/HACKING.md names \(name): nothing is called so")
      }
    }
  }
}
