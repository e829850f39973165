import Vietnamese
import Wording

/// A search: words, "phrases", prefixes and filters, parsed once and then run on the index.
///
/// `quyet dinh duong bo`, `"đường bộ"`, `15/qd-ubnd`, `-mời`, `tu:"sở nội vụ"`, `nam:2026`, `han:qua`. The last word is
/// a prefix while it is being typed. Every filter has an English name too. Words are searched at three levels (`Term`).
public struct SearchQuery: Equatable, Sendable {
  public var terms: [Term] = []
  public var filters: [Filter] = []

  public init() {}

  /// The part of a document in which a term is searched.
  public enum Column: String, CaseIterable, Sendable {
    case code, organ, subject, people, note, content
  }

  public enum Filter: Equatable, Sendable {
    case direction(Book.Direction)
    case year(Int)
    case state([Processing])
    case type(String)
    case urgency(Urgency)
    case number(Int)
    case due(DueFilter)
    case day(from: Day?, through: Day?)
    case hasFile
    case noFile
    /// Where an outgoing document is on its way to a recipient.
    case place(DeliveryPlace)
    /// A recipient sent it back.
    case cameBack
    /// Something came back of it: what `vanthu returned` lists, all or only what no clerk has marked as seen.
    case returned(includingSeen: Bool)
  }

  public enum DueFilter: Equatable, Sendable {
    /// Open, with a due date in the past.
    case overdue
    /// Open, without a due date.
    case none
    case range(from: Day?, through: Day?)
  }

  public var isEmpty: Bool { terms.isEmpty && filters.isEmpty }

  /// The terms to highlight in what was found.
  public var highlights: [Term] { terms.filter { !$0.isExcluded } }
}

extension SearchQuery {
  /// Parses the typed text.
  ///
  /// - Throws: `SearchRefusal` with the filter that is not understood.
  public init(_ typed: String, today: Day) throws {
    for piece in SearchQuery.pieces(composed(typed)) {
      if let name = piece.filter, let meaning = SearchFilter.named(name) {
        try meaning.read(piece, name, today, into: &self)
      } else {
        let text = piece.filter.map { $0 + " " + piece.text } ?? piece.text
        add(text, nil, piece)
      }
    }
  }

  mutating func add(_ text: String, _ column: Column?, _ piece: Piece) {
    let words = searchWords(text)
    guard !words.isEmpty else { return }
    let (isExcluded, isExact) = (piece.isExcluded, piece.isQuoted)
    if isExact || words.count > 1, column == nil || isExact {
      // A phrase, or a code such as 15/QĐ-UBND: its parts must be adjacent.
      terms.append(
        Term(words: words, column: column, isPrefix: piece.isTyping, isExcluded: isExcluded, isExact: isExact))
    } else {
      for (index, word) in words.enumerated() {
        let isLast = index == words.count - 1
        terms.append(
          Term(
            words: [word], column: column, isPrefix: piece.isTyping && isLast, isExcluded: isExcluded, isExact: false))
      }
    }
  }

  /// One part between spaces, or between quotation marks.
  struct Piece {
    var filter: String?
    var text: String
    var isQuoted = false
    var isExcluded = false
    /// The last one, with nothing after it: it may go on.
    var isTyping = false
  }

  static func pieces(_ typed: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = Substring(typed)
    while true {
      rest = rest.drop { $0.isWhitespace }
      guard let first = rest.first else { return pieces }
      var piece = Piece(text: "")
      if first == "-", rest.dropFirst().first.map({ !$0.isWhitespace }) ?? false {
        piece.isExcluded = true
        rest = rest.dropFirst()
      }
      let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
      if let colon = word.firstIndex(of: ":"), colon > word.startIndex {
        piece.filter = fold(String(word[..<colon]))
        rest = rest[word.index(after: colon)...]
      }
      if rest.first == "\"" {
        rest = rest.dropFirst()
        let phrase = rest.prefix { $0 != "\"" }
        piece.text = String(phrase)
        rest = rest[phrase.endIndex...]
        // Not closed yet: the phrase goes on, and so does its last word unless a space has ended it.
        piece.isTyping = rest.isEmpty && phrase.last.map { !$0.isWhitespace } ?? false
        rest = rest.dropFirst()
        piece.isQuoted = true
      } else {
        let word = rest.prefix { !$0.isWhitespace && $0 != "\"" }
        piece.text = String(word)
        rest = rest[word.endIndex...]
        piece.isTyping = rest.isEmpty
      }
      pieces.append(piece)
    }
  }
}

public enum SearchRefusal: Refusal, Equatable {
  case filter(name: String, typed: String, example: String)
  case excluded(String)

  public var words: Bilingual {
    switch self {
    case .excluded(let name):
      Bilingual(
        "Không loại bớt được bằng \(name):; dấu - chỉ đặt trước một từ hoặc tu:, den:, trichyeu:.",
        "\(name): cannot be excluded; put - before a word, or before from:, to:, subject:.")
    case .filter(let name, let typed, let example):
      Bilingual(
        "Không hiểu “\(typed)” sau \(name):; ví dụ \(example).",
        "“\(typed)” after \(name): is not understood; for example \(example).")
    }
  }
}
