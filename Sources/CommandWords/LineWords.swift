/// Splits a command line into words: blanks separate them, quotes and `\` keep them together.
public enum LineWords {
  /// - Throws: `UsageError` if a quote is not closed or the line ends in a backslash.
  public static func split(_ line: String) throws -> [String] {
    let scan = scan(line)
    switch scan.end {
    case .plain: return scan.words.map(\.text)
    case .inQuote, .inQuoteAfterBackslash: throw UsageError.unfinishedQuote
    case .afterBackslash: throw UsageError.unfinishedBackslash
    }
  }

  /// Returns the word as it must be written to be read back as one.
  public static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && !"\"'\\".unicodeScalars.contains($0) }
    if isPlain { return word }
    var quoted = String.UnicodeScalarView("\"".unicodeScalars)
    for scalar in word.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
      quoted.append(scalar)
    }
    quoted.append("\"")
    return String(quoted)
  }

  // MARK: a line that may still be typed

  public struct Word: Equatable {
    public var text: String
    /// The number of letters of the line before it.
    public let start: Int
  }

  public enum End: Equatable {
    case plain, afterBackslash
    case inQuote(Unicode.Scalar)
    case inQuoteAfterBackslash
  }

  public struct Scan: Equatable {
    public var words: [Word] = []
    public var end = End.plain
    /// Whether the line ends in a word, which is then still being typed.
    public var isInWord = false
  }

  /// Splits any line, complete or not. Works on scalars, not letters: a combining mark after a quote must not hide it.
  public static func scan(_ line: String) -> Scan {
    var scan = Scan()
    let scalars = line.unicodeScalars
    for index in scalars.indices {
      let scalar = scalars[index]
      if scan.end == .plain, scalar.properties.isWhitespace {
        scan.isInWord = false
        continue
      }
      if !scan.isInWord {
        scan.words.append(Word(text: "", start: line[..<index].count))
        scan.isInWord = true
      }
      scan.read(scalar)
    }
    return scan
  }
}

extension LineWords.Scan {
  fileprivate mutating func read(_ scalar: Unicode.Scalar) {
    switch (end, scalar) {
    case (.plain, "\\"): end = .afterBackslash
    case (.plain, "'"), (.plain, "\""): end = .inQuote(scalar)
    case (.inQuote(let quote), _) where quote == scalar: end = .plain
    case (.inQuote("\""), "\\"): end = .inQuoteAfterBackslash
    case (.inQuoteAfterBackslash, _):
      // Only these two are escaped inside double quotes; any other backslash stands for itself.
      if scalar != "\"" && scalar != "\\" { add("\\") }
      add(scalar)
      end = .inQuote("\"")
    case (.afterBackslash, _):
      add(scalar)
      end = .plain
    default: add(scalar)
    }
  }

  private mutating func add(_ scalar: Unicode.Scalar) { words[words.count - 1].text.unicodeScalars.append(scalar) }
}
