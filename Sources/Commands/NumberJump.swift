import CommandWords
import Office
import Wording

/// A last number on paper far beyond what the file knows. Every number between waits to be entered again, and that
/// cannot be taken back: so a number that was mistyped must not pass without a question.
package struct NumberJump: Refusal, Equatable {
  /// How many numbers may be missing without a question.
  private static let most = 30

  let book: String
  let last: Int
  let known: Int

  /// Returns the first jump among these books; `nil` if there is none, or the clerk is sure.
  @MainActor
  static func first(in last: [String: Int], _ session: Session, _ given: Given) throws -> NumberJump? {
    guard !given.has(NumberJump.sure) else { return nil }
    let known = Dictionary(uniqueKeysWithValues: try session.office.bookStates().map { ($0.book.id, $0.lastNumber) })
    return last.sorted { $0.key < $1.key }.map { NumberJump(book: $0, last: $1, known: known[$0] ?? 0) }
      .first { $0.last - $0.known > most }
  }

  package var words: Bilingual {
    Bilingual(
      "\(fact.vietnamese) Đúng là số trên giấy thì làm lại, thêm --sure.",
      "\(fact.english) If that is the number on paper, do it again with --sure.")
  }

  private var fact: Bilingual {
    Bilingual(
      "Sổ \(book) trong máy tới số \(known); ghi \(last) là \(last - known) số phải nhập lại, không rút lại được.",
      "Book \(book) has reached \(known) in the file; with \(last), \(last - known) numbers have to be entered again, "
        + "which cannot be taken back.")
  }

  /// The question on the screen.
  func question(_ given: Given) -> Question {
    Question(
      title: Bilingual(
        "Số cuối trên giấy của sổ \(book) là \(last)?", "Is \(last) the last number of \(book) on paper?"),
      sentence: fact, isDangerous: true,
      answers: [
        .init(words: Bilingual("sửa lại", "go back"), then: .leave),
        .init(
          words: Bilingual("đúng là \(last)", "it is \(last)"), then: .go(given.with(NumberJump.sure)),
          isDeliberate: true),
      ])
  }

  package static let sure = Typed<Bool>.flag(
    "sure", Bilingual("Chắc chắn", "Sure"),
    help: Bilingual("số ấy đúng là số trên giấy, dù cách xa số trong máy", "although it is far from that in the file"))
}
