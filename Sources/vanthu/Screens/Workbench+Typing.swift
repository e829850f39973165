import Terminal
import Vietnamese

/// Where letters go on the screen, and how keys make them there.
extension Workbench {
  /// How keys make letters where one is typing now: `V Telex`, `đ`, `E`; empty where there is no field.
  var typingSign: String {
    do {
      if prompt != nil { return try promptTyping.method.sign }
      if let form = screen as? FormScreen { return try form.typing?.method.sign ?? "" }
      if let search = screen as? RegisterScreen, search.field != nil {
        return try session.typing.options(for: .words).method.sign
      }
    } catch { report(error) }
    return ""
  }

  /// A number has only đ; of a command, the name and the options are as they are typed.
  var promptTyping: TypingOptions {
    get throws {
      guard let prompt else { return TypingOptions(.off) }
      switch prompt.purpose {
      case .filter: return try session.typing.options(for: .words)
      case .jump: return try session.typing.options(for: .code)
      case .answer: return try session.typing.options(for: .plain)
      case .command:
        let before = prompt.line.field.beforeCursor
        let word = before[(before.lastIndex(of: " ").map(before.index(after:)) ?? before.startIndex)...]
        let isName = !before.drop { $0 == " " }.contains(" ")
        return try session.typing.options(for: isName || word.hasPrefix("-") ? .plain : .words)
      }
    }
  }
}
