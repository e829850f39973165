import CommandWords
import Wording

/// A question before a command runs.
package struct Question: Sendable {
  package var title: Bilingual
  package var sentence: Bilingual
  /// Whether the command cannot be undone; the question then looks like it.
  package var isDangerous = false
  package var answers: [Answer]

  package struct Answer: Sendable {
    package var words: Bilingual
    package var then: Then
    /// Whether the answer has a key other than Enter, which is pressed without thinking.
    package var isDeliberate = false
  }

  package enum Then: Sendable {
    case leave
    /// Runs the command with these values.
    case go(Given)
    case look(ScreenRequest)
  }
}
