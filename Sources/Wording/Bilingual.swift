/// A text for people, in the two languages of the program.
///
/// Vietnamese is written in full, with marks; English is shown by choice (`--lang en`).
public struct Bilingual: Equatable, Hashable, Sendable, ExpressibleByStringInterpolation {
  public let vietnamese: String
  public let english: String

  public init(_ vietnamese: String, _ english: String) {
    self.vietnamese = vietnamese
    self.english = english
  }

  /// A text that is the same in both languages: a name, a number, a code.
  public init(stringLiteral text: String) { self.init(text, text) }

  public subscript(_ language: Language) -> String {
    switch language {
    case .vietnamese: vietnamese
    case .english: english
    }
  }
}
