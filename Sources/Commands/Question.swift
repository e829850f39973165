import CommandWords
import Wording

/// A question before a command is done, as a value.
package struct Question: Sendable {
  package var title: Words
  package var sentence: Words
  /// What cannot be undone looks like it.
  package var isDangerous = false
  package var answers: [Answer]

  package struct Answer: Sendable {
    package var words: Words
    package var then: Then
    /// It is not the key that is pressed without thinking.
    package var isDeliberate = false
  }

  package enum Then: Sendable {
    case leave
    /// It is done, with these arguments.
    case go(Given)
    case look(ScreenRequest)
  }
}
