import Commands
import Terminal
import Wording

extension Question {
  /// Returns the dialog: Enter goes on, or F2 where the answer must be deliberate; Escape leaves; F3 opens what can be
  /// looked at.
  func dialog(_ language: Language) -> Dialog {
    Dialog(
      title[language], sentence: sentence[language], answers: answers.map { .init($0.key, $0.words[language]) },
      dangerous: isDangerous)
  }
}

extension Question.Answer {
  fileprivate var key: Key {
    switch then {
    case .leave: .named(.escape)
    case .go: isDeliberate ? .function(2) : .named(.enter)
    case .look: .function(3)
    }
  }
}
