import Vietnamese
import Wording

/// Number and symbol of a document, "số và ký hiệu": `05/QĐ-UBND` (Decree 30/2020, Annex I §II.3).
///
/// A code is kept as printed, together with its parts. Normative documents have the year in the middle
/// (`30/2020/NĐ-CP`), papers of the Party have a dash first (`12-CV/ĐU`), numbers may have letters (`15a`), and some
/// papers have a bare number. Stored as one string.
public struct DocumentCode: Hashable, Sendable {
  /// As typed, without the spaces around `/` and `-`.
  public let display: String
  /// Annex VI *CodeNumber*: digits in the form of the law (`05`) and what follows them (`15a`).
  public let codeNumber: String
  /// The number itself; `nil` when the code does not begin with digits (`A12/QĐ-X`).
  public let number: Int?
  /// The letters after the digits: `a`, `bis`.
  public let suffix: String
  /// Only in normative documents: `28/2018/QĐ-TTg`.
  public let year: Int?
  /// The symbol without number and year: `QĐ-UBND`, `CV/ĐU`; empty when there is none.
  public let notation: String

  /// The greatest length of *CodeNumber* and *CodeNotation* in characters (Decree 30/2020, Annex VI).
  public static let longestNumber = 11
  public static let longestNotation = 30

  /// Reads a code as it is printed on a paper. Refuses an empty text, a symbol without a number, and a code that is too
  /// long.
  public init(parsing text: String) throws {
    guard text.utf8.count <= 1_000 else { throw DocumentCodeRefusal.tooLong(typed: text) }
    let text = DocumentCode.tidied(cleaned(text))
    guard !text.isEmpty else { throw DocumentCodeRefusal.empty }

    let slash = text.firstIndex(of: "/")
    var head = text[..<(slash ?? text.endIndex)]
    var notation = slash.map { String(text[text.index(after: $0)...]) } ?? ""
    if let dash = head.firstIndex(of: "-") {
      // The Party's form, 12-CV/ĐU: the type is before the slash.
      let kind = head[head.index(after: dash)...]
      notation = slash == nil ? String(kind) : "\(kind)/\(notation)"
      head = head[..<dash]
    }
    let digits = head.prefix { $0.isASCII && $0.isNumber }
    guard head.contains(where: { $0.isASCII && $0.isNumber }) else {
      throw DocumentCodeRefusal.withoutNumber(typed: text)
    }

    let (year, symbol) = DocumentCode.splitYear(notation)
    let suffix = digits.isEmpty ? "" : String(head.dropFirst(digits.count))
    let number = digits.count <= DocumentCode.longestNumber ? Int(digits) : nil
    let codeNumber = number.map { DocumentCode.form($0, digits: digits.count) + suffix } ?? String(head)
    guard codeNumber.count <= DocumentCode.longestNumber, symbol.count <= DocumentCode.longestNotation else {
      throw DocumentCodeRefusal.tooLong(typed: text)
    }
    self.init(display: text, codeNumber: codeNumber, number: number, suffix: suffix, year: year, notation: symbol)
  }

  /// Returns a code for a number that this office gives: `numbered(5, notation: "QĐ-UBND")` is `05/QĐ-UBND`.
  public static func numbered(_ number: Int, suffix: String = "", year: Int? = nil, notation: String) -> DocumentCode {
    let codeNumber = form(number, digits: 1) + suffix
    let parts = [codeNumber, year.map(String.init), notation.isEmpty ? nil : notation].compactMap { $0 }
    return DocumentCode(
      display: parts.joined(separator: "/"), codeNumber: codeNumber, number: number, suffix: suffix, year: year,
      notation: notation)
  }

  /// Annex VI *CodeNotation*: everything after the number, including the year if there is one (`2018/QĐ-TTg`).
  public var codeNotation: String {
    guard let year else { return notation }
    return notation.isEmpty ? String(year) : "\(year)/\(notation)"
  }

  /// Equal for two spellings of one code: `05/qd-ubnd` and `5/QĐ-UBND`. Folding also makes HĐ equal to HD and ĐA to DA:
  /// codes with equal keys are probably the same, codes with an equal `exactKey` are.
  public var key: String { key(fold) }

  /// Like `key`, ignoring case, leading zeros, spaces and separators, but keeping marks and distinguishing đ from d.
  public var exactKey: String { key { composed($0).lowercased() } }

  private func key(_ written: (String) -> String) -> String {
    let head = number.map { "\($0)\(written(suffix))" } ?? written(codeNumber)
    let symbol = written(notation).split { $0 == "/" || $0 == "-" }.joined(separator: "-")
    return [head, year.map(String.init), symbol.isEmpty ? nil : symbol].compactMap { $0 }.joined(separator: "/")
  }
}

extension DocumentCode: CustomStringConvertible {
  public var description: String { display }
}

extension DocumentCode: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(parsing: text)
    } catch let refusal as DocumentCodeRefusal {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: refusal.words.english)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(display)
  }
}

extension DocumentCode {
  private init(display: String, codeNumber: String, number: Int?, suffix: String, year: Int?, notation: String) {
    self.display = display
    self.codeNumber = codeNumber
    self.number = number
    self.suffix = suffix
    self.year = year
    self.notation = notation
  }

  /// Returns the number with one zero before it if it is below ten; more zeros that are printed on the paper are kept.
  private static func form(_ number: Int, digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, max(2, digits) - text.utf8.count)) + text
  }

  /// Splits off a leading year: `2020/NĐ-CP` has one, `QĐ-UBND` has none.
  private static func splitYear(_ notation: String) -> (year: Int?, symbol: String) {
    let head = notation.prefix { $0 != "/" }
    guard head.utf8.count == 4, let year = Int(head), Day.years.contains(year) else { return (nil, notation) }
    return (year, String(notation.dropFirst(head.count + 1)))
  }

  /// Returns the text without `Số:`, without spaces around separators, with plain dashes and no separator at the end.
  private static func tidied(_ text: String) -> String {
    var text = text
    while let prefix = ["số:", "số ", "so:", "so "].first(where: { text.prefix(3).lowercased() == $0 }) {
      text = String(text.dropFirst(prefix.count))
      while text.first == " " { text.removeFirst() }
    }
    var tidy = ""
    var owesSpace = false
    for character in text {
      switch character {
      case " ": owesSpace = true
      case "/", "-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}":
        owesSpace = false
        tidy.append(character == "/" ? "/" : "-")
      default:
        if owesSpace, let last = tidy.last, last != "/", last != "-" { tidy.append(" ") }
        owesSpace = false
        tidy.append(character)
      }
    }
    while tidy.last == "/" || tidy.last == "-" { tidy.removeLast() }
    return tidy
  }
}

/// The reason why a text is not a number and symbol.
public enum DocumentCodeRefusal: Refusal, Equatable {
  case empty
  case withoutNumber(typed: String)
  case tooLong(typed: String)

  public var words: Bilingual {
    switch self {
    case .empty:
      Bilingual(
        "Chưa có số và ký hiệu; hãy gõ như 118/UBND-VX.", "Number and symbol are missing; type them like 118/UBND-VX.")
    case .withoutNumber(let typed):
      Bilingual(
        "“\(quoted(typed))” không có số; hãy gõ số trước ký hiệu, như 118/UBND-VX.",
        "“\(quoted(typed))” has no number; type the number before the symbol, like 118/UBND-VX.")
    case .tooLong(let typed):
      Bilingual(
        "“\(quoted(typed))” quá dài; số tối đa \(DocumentCode.longestNumber) ký tự, "
          + "ký hiệu tối đa \(DocumentCode.longestNotation) ký tự (Phụ lục VI Nghị định 30/2020/NĐ-CP).",
        "“\(quoted(typed))” is too long; a number has at most \(DocumentCode.longestNumber) characters, "
          + "a symbol \(DocumentCode.longestNotation) (Annex VI of Decree 30/2020/NĐ-CP)."
      )
    }
  }
}
