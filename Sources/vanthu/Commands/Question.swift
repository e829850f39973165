import CommandWords
import Wording

/// A question before a command is done, as a value.
struct Question: Sendable {
  var title: Words
  var sentence: Words
  /// What cannot be undone looks like it.
  var isDangerous = false
  var answers: [Answer]

  struct Answer: Sendable {
    var words: Words
    var then: Then
    /// It is not the key that is pressed without thinking.
    var isDeliberate = false
  }

  enum Then: Sendable {
    case leave
    /// It is done, with these arguments.
    case go(Given)
    case look(ScreenRequest)
  }
}
