import CommandWords
import Office
import Records
import Wording

package extension Command {
  /// Applies a verb to every document of the line, all or none, to be undone together.
  @MainActor
  static func together(
    _ session: Session, _ given: Given, _ done: Bilingual, _ after: Bilingual = "",
    for direction: Book.Direction? = nil, _ verb: (OfficeTransaction, DocumentLine) throws -> DocumentLine
  ) throws -> Outcome {
    let lines = try session.lines(given, for: direction)
    let changed = try session.act(together: lines.count > 1) { transaction in
      try lines.map { try verb(transaction, try transaction.current($0)) }
    }
    let names = changed.map(\.reference)
    let shown =
      names.count <= 6
      ? names.joined(separator: ", ") : session.say("\(names.count) văn bản", "\(names.count) documents")
    return Outcome(
      lines: ["\(done[session.language]) \(shown)\(after[session.language])."],
      json: changed.count == 1 ? changed[0].json : .array(changed.map(\.json)))
  }
}
