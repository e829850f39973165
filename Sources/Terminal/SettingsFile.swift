import Vietnamese
import Wording

/// A small settings file: `[section]` lines, `key = value` lines, and comments that begin with `#`.
///
/// Colours and keys use the same format, so a clerk learns it once. Errors are reported with file name and line. A `#`
/// begins a comment only at the beginning of a line, because colours are written `#1a5fb4`.
public struct SettingsFile: Equatable {
  public struct Entry: Equatable {
    public let section: String
    public let key: String
    public let value: String
    public let line: Int
  }

  let name: String
  public private(set) var entries: [Entry] = []
  public private(set) var sections: [(name: String, line: Int)] = []

  public init(_ text: String, name: String) throws {
    self.name = name
    var section = ""
    let text = text.hasPrefix("\u{feff}") ? String(text.dropFirst()) : text
    for (index, raw) in textLines(text).enumerated() {
      let line = trimmed(raw)
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("["), line.hasSuffix("]"), !line.contains("=") {
        section = trimmed(line.dropFirst().dropLast())
        sections.append((section, index + 1))
        continue
      }
      guard let equals = line.dropFirst().firstIndex(of: "=") else {
        throw SettingsError(
          file: name, line: index + 1, "không hiểu “\(line)”; hãy viết: tên = giá trị",
          "“\(line)” is not understood; write: name = value")
      }
      let key = trimmed(line[..<equals])
      let value = trimmed(line[line.index(after: equals)...])
      entries.append(Entry(section: section, key: key, value: value, line: index + 1))
    }
  }

  public func error(_ line: Int, _ vietnamese: String, _ english: String) -> SettingsError {
    SettingsError(file: name, line: line, vietnamese, english)
  }

  public static func == (left: SettingsFile, right: SettingsFile) -> Bool { left.entries == right.entries }
}

/// A line of a settings file that is not valid.
public struct SettingsError: Refusal, Equatable {
  public let file: String
  public let line: Int
  public let words: Bilingual

  init(file: String, line: Int, _ vietnamese: String, _ english: String) {
    self.file = file
    self.line = line
    words = Bilingual("Tệp \(file), dòng \(line): \(vietnamese).", "File \(file), line \(line): \(english).")
  }
}

func trimmed(_ text: some StringProtocol) -> String {
  var rest = Substring(text)
  while rest.first?.isWhitespace == true { rest.removeFirst() }
  while rest.last?.isWhitespace == true { rest.removeLast() }
  return String(rest)
}
