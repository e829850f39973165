import CommandWords
import Wording

/// The command's part in filling in its form: what it can derive, warn about and ask. The screen only carries it out.
package struct Advice: Sendable {
  /// Returns the line above the fields, such as the number to be assigned. If it is `nil`, the line names the documents
  /// that the command is about.
  package var heading: (@MainActor @Sendable (Filling) -> Bilingual?)?
  /// Returns the values of other fields that follow from the one that was just changed.
  package var follows: @MainActor @Sendable (_ changed: String, Filling) -> [String: [String]] = { _, _ in [:] }
  /// Returns a warning and the field to show it at, after the field `looked` was checked.
  package var warning: @MainActor @Sendable (_ looked: String, Filling) -> (field: String, words: Bilingual)? = {
    _, _ in
    nil
  }
  /// Whether the command has begun what the form asked for, and needs the same form once more to finish it: what was
  /// typed is then kept, without secrets.
  package var isUnfinished: @MainActor @Sendable (Session) -> Bool = { _ in false }
  /// Returns the question to ask before the form is saved; `nil` if none is needed.
  package var question: @MainActor @Sendable (Filling) throws -> Question? = { _ in nil }
}

/// The present state of a form.
@MainActor
package struct Filling {
  package let session: Session
  /// The values of the fields, and those that were given before the form was opened.
  package let given: Given

  package init(session: Session, given: Given) { (self.session, self.given) = (session, given) }
}
