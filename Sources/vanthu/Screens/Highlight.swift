import Commands
import Office
import Records
import Terminal
import Vietnamese

/// Highlights the words of a line that a search has found, in the original text with its marks.
@MainActor
struct Highlight {
  /// A term with its spellings, computed once for all rows of a screen.
  private let terms: [(term: SearchQuery.Term, spellings: [SearchQuery.Term.Spelling])]

  init(_ terms: [SearchQuery.Term]) {
    self.terms = terms.map { ($0, $0.isExact ? Array($0.spellings.prefix(1)) : $0.spellings) }
  }

  func draw(on canvas: inout Canvas, row: Int, columns: Columns, line: DocumentLine, _ today: Day) {
    guard !terms.isEmpty else { return }
    var position = Columns.start
    for column in columns.columns {
      let text = column.text(line, today)
      let places = places(in: text)
      let blanks = column.align == .right && !places.isEmpty ? max(0, column.width - displayWidth(text)) : 0
      for (start, width) in places where start < column.width {
        canvas.paint(row: row, column: position + blanks + start, width: min(width, column.width - start), .match)
      }
      position += column.width + 1
    }
  }

  /// Returns the columns and widths of the words that the terms find in a text: the complete word, or the typed part of
  /// a word that is still being typed; the words of a phrase only where they are next to each other.
  func places(in text: String) -> [(start: Int, width: Int)] {
    guard mayStand(in: fold(text)) else { return [] }
    let words = Word.all(in: text)
    // For each word, how many of its folded letters are found.
    var found = [Int](repeating: 0, count: words.count)
    for (term, spellings) in terms {
      for spelling in spellings {
        for start in words.indices.dropLast(spelling.words.count - 1) {
          let run = words[start..<start + spelling.words.count]
          guard spelling.stands(in: run), !term.isExact || term.stands(in: run) else { continue }
          for (word, typed) in zip(run.indices, spelling.words) { found[word] = max(found[word], typed.count) }
        }
      }
    }
    return zip(words, found).compactMap { word, found in found == 0 ? nil : (word.start, word.width(of: found)) }
  }

  /// Returns whether the first word of any term is in the text: in most cells of a list it is not.
  private func mayStand(in folded: String) -> Bool {
    var folded = folded
    return folded.withUTF8 { text in
      terms.contains { _, spellings in spellings.contains { holds(text, $0.words[0].utf8) } }
    }
  }

  private func holds(_ text: UnsafeBufferPointer<UInt8>, _ word: String.UTF8View) -> Bool {
    guard let first = word.first, word.count <= text.count else { return false }
    for start in 0...(text.count - word.count)
    where text[start] == first && text[start..<start + word.count].elementsEqual(word) { return true }
    return false
  }

  /// A word of the shown text.
  fileprivate struct Word {
    var text: String
    var start: Int
    var folded: String

    static func all(in text: String) -> [Word] {
      var words: [Word] = []
      var (column, word, start) = (0, "", 0)
      func close() {
        if !word.isEmpty { words.append(Word(text: word, start: start, folded: fold(word))) }
        word = ""
      }
      for letter in text {
        if letter.isLetter || letter.isNumber {
          if word.isEmpty { start = column }
          word.append(letter)
        } else {
          close()
        }
        column += displayWidth(letter)
      }
      close()
      return words
    }

    /// Returns the width of the first letters, in columns: of as many as have that many folded letters.
    func width(of letters: Int) -> Int {
      guard letters < folded.count else { return displayWidth(text) }
      var (width, rest) = (0, letters)
      for letter in text where rest > 0 {
        width += displayWidth(letter)
        rest -= fold(String(letter)).count
      }
      return width
    }
  }
}

extension SearchQuery.Term.Spelling {
  fileprivate func stands(in run: ArraySlice<Highlight.Word>) -> Bool {
    for (word, typed) in zip(run.dropLast(), words) where word.folded != typed { return false }
    guard let word = run.last, let typed = words.last else { return false }
    return isPrefix ? word.folded.hasPrefix(typed) : word.folded == typed
  }
}

extension SearchQuery.Term {
  /// Returns whether the words, which match without marks, match with their marks too.
  fileprivate func stands(in run: ArraySlice<Highlight.Word>) -> Bool {
    let marked = run.flatMap { searchWords($0.text) }.map(\.marked)
    guard marked.count == words.count else { return false }
    for (word, typed) in zip(marked, words).dropLast() where word != typed.marked { return false }
    guard isPrefix, let last = marked.last else { return marked == words.map(\.marked) }
    guard let ways = markedWays else { return true }
    return ways.contains { last.hasPrefix($0[$0.count - 1]) }
  }
}
