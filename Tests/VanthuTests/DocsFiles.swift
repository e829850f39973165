import Foundation

/// A document of this project, for the tests that keep it true.
struct DocumentFile: CustomStringConvertible {
  /// The path from the root of the project: `docs/huong-dan/02-mot-ngay.md`.
  let path: String
  let text: String

  var description: String { path }

  /// The pieces of the running text between backticks.
  var quotedInText: [String] {
    var pieces: [String] = []
    var inFence = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { inFence.toggle() }
      if inFence { continue }
      for (index, piece) in line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      where index % 2 == 1 {
        pieces.append(String(piece))
      }
    }
    return pieces
  }

  /// Returns the lines inside fences of a language: ```` ```sh ````.
  func lines(inFence language: String) -> [String] {
    var lines: [String] = []
    var fence: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        fence = fence == nil ? line.dropFirst(3) : nil
      } else if fence == language[...] {
        lines.append(String(line))
      }
    }
    return lines
  }

  /// The targets of its relative links.
  var links: [String] {
    var links: [String] = []
    var rest = text[...]
    while let open = rest.range(of: "](") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstIndex(of: ")") else { break }
      links.append(String(rest[..<close]))
    }
    return links.filter { !$0.contains("://") && !$0.contains("\n") }
  }

  /// What a link calls its headings, after `#`: small letters, with `-` for each blank and without punctuation.
  var anchors: Set<String> {
    var isInFence = false
    return Set(
      text.split(separator: "\n").compactMap { line in
        if line.drop(while: { $0 == " " }).hasPrefix("```") { isInFence.toggle() }
        guard !isInFence, line.hasPrefix("#") else { return nil }
        let title = line.drop { $0 == "#" }.dropFirst().lowercased()
        return String(title.compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || "-_".contains($0) ? $0 : nil })
      })
  }

  /// The rows of its tables: trimmed cells without code marks and links.
  var rows: [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("|") }.map { line in
      line.split(separator: "|").map { cell in
        String(cell.filter { $0 != "`" }).trimmingCharacters(in: .whitespaces)
      }
    }
  }
}

enum Docs {
  static let root: String = {
    let file = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return file.dropLast(3).joined(separator: "/")
  }()

  static func read(_ path: String) throws -> DocumentFile {
    DocumentFile(path: path, text: try String(contentsOfFile: root + "/" + path, encoding: .utf8))
  }

  /// Every Markdown file below `docs/`, the README and those beside it.
  static let all: [DocumentFile] = {
    let below = FileManager.default.enumerator(atPath: root + "/docs")?.compactMap { $0 as? String } ?? []
    let paths = below.filter { $0.hasSuffix(".md") }.map { "docs/" + $0 }.sorted() + beside
    return paths.compactMap { try? read($0) }
  }()

  private static let beside = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "THIRD-PARTY.md"]

  static let guide = all.filter { $0.path.hasPrefix("docs/huong-dan/") }
}
