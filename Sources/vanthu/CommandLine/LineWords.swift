/// A command line as words: blanks part them, quotes and `\` keep them together.
enum LineWords {
  static func split(_ line: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var letters = line.makeIterator()
    while let letter = letters.next() {
      if let open = quote {
        if letter == open {
          quote = nil
        } else if letter == "\\", open == "\"" {
          word!.append(letters.next() ?? "\\")
        } else {
          word!.append(letter)
        }
      } else if letter == "\"" || letter == "'" {
        quote = letter
        word = word ?? ""
      } else if letter == "\\" {
        word = (word ?? "") + (letters.next().map(String.init) ?? "\\")
      } else if letter.isWhitespace {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(letter)
      }
    }
    guard quote == nil else { throw UsageError.unfinishedQuote }
    if let word { words.append(word) }
    return words
  }

  /// The word as it must be written to be read back as one.
  static func quoted(_ word: String) -> String {
    let plain = !word.isEmpty && word.allSatisfy { !$0.isWhitespace && !"\"'\\".contains($0) }
    if plain { return word }
    return "\"" + word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
