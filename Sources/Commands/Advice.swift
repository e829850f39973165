import CommandWords
import Wording

/// What is known of one command while its form is filled in: a part of the command. A screen only carries it out.
package struct Advice: Sendable {
  /// The line above the fields: which number it will be. Nil: the documents it is about.
  package var heading: (@MainActor @Sendable (Filling) -> Words?)?
  /// Values of other fields that follow from the one that was just changed.
  package var follows: @MainActor @Sendable (_ changed: String, Filling) -> [String: [String]] = { _, _ in [:] }
  /// What is to be noticed at a field, once this one was looked at.
  package var warning: @MainActor @Sendable (_ looked: String, Filling) -> (field: String, words: Words)? = { _, _ in
    nil
  }
  /// What is asked before the form is saved.
  package var question: @MainActor @Sendable (Filling) throws -> Question? = { _ in nil }
}

/// A form as it is filled in now.
@MainActor
package struct Filling {
  package let session: Session
  /// What the fields hold, and what was given before the form was opened.
  package let given: Given

  package init(session: Session, given: Given) { (self.session, self.given) = (session, given) }
}
