/// A block between fences in a document, with the comments directly above it.
///
///     <!-- trước đó: touch ban-quet.pdf -->
///     ```sh
///     vanthu attach 170 --file ban-quet.pdf
///     ```
struct DocumentBlock: CustomStringConvertible {
  /// What the comments say, `trước đó` and `không chạy`, with what follows the colon.
  var marks: [String: String] = [:]
  /// The word after the fence: `sh`, `text`, or nothing.
  var language: String
  var lines: [String] = []
  /// The number of its first line, from one.
  var line: Int

  var description: String { "line \(line)" }

  /// The lines that a shell is given: one that ends with a backslash is continued by the next.
  var shellLines: [String] { Self.joined(lines) }

  /// The lines of a mark.
  func lines(of mark: String) -> [String] {
    Self.joined(marks[mark, default: ""].split(separator: "\n").map(String.init))
  }

  private static func joined(_ lines: [String]) -> [String] {
    var all: [String] = []
    var isOpen = false
    for line in lines where isOpen || !line.allSatisfy(\.isWhitespace) {
      if isOpen { all[all.count - 1] += "\n" + line } else { all.append(line) }
      isOpen = line.hasSuffix("\\")
    }
    return all
  }
}

extension DocumentFile {
  /// Its blocks in order; a fence may be indented, as in a list.
  var blocks: [DocumentBlock] {
    var blocks: [DocumentBlock] = []
    var marks: [String: String] = [:]
    var (open, comment): (DocumentBlock?, String?) = (nil, nil)
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.drop { $0 == " " }
      if let block = open {
        if line == "```" {
          blocks.append(block)
          open = nil
        } else {
          open?.lines.append(String(raw))
        }
      } else if comment != nil || line.hasPrefix("<!--") {
        comment = (comment.map { $0 + "\n" } ?? "") + line
        guard let whole = comment, whole.hasSuffix("-->") else { continue }
        let parts = whole.dropFirst(4).dropLast(3).split(separator: ":", maxSplits: 1)
        marks[parts[0].trimmed] = parts.count > 1 ? parts[1].trimmed : ""
        comment = nil
      } else if line.hasPrefix("```") {
        open = DocumentBlock(marks: marks, language: String(line.dropFirst(3)), line: index + 2)
        marks = [:]
      } else {
        marks = [:]
      }
    }
    return blocks
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
