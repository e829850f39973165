import Commands
import Terminal
import Wording

extension Question {
  /// Enter does it, F2 where it wants a thought; Escape leaves it; F3 looks.
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
