import CommandWords
import Commands
import Terminal
import Vietnamese

/// How keys make letters in the field or prompt that has the focus.
extension Workbench {
  /// The sign of the typing method in the focused field: `V Telex`, `đ`, `E`; empty where there is no field.
  var typingSign: String {
    do {
      if prompt != nil { return try promptTyping.method.sign }
      return try screen?.typing?.method.sign ?? ""
    } catch { report(error) }
    return ""
  }

  /// The typing options of the prompt: a number has only đ; in a command line, only words that are text are Vietnamese.
  var promptTyping: TypingOptions {
    get throws {
      guard let prompt else { return TypingOptions(.off) }
      switch prompt.purpose {
      case .filter: return try session.typing.options(for: .words)
      case .jump: return try session.typing.options(for: .code)
      case .answer: return try session.typing.options(for: .plain)
      case .command:
        return try session.typing.options(for: Typing.Content(before: prompt.line.field.beforeCursor))
      }
    }
  }
}

extension Typing.Content {
  /// The kind of content of the word at the end of a command line, as the command declares it.
  fileprivate init(before cursor: String) {
    let scan = LineWords.scan(cursor)
    let current = scan.isInWord ? scan.words.last?.text ?? "" : ""
    let whole = scan.words.dropLast(scan.isInWord ? 1 : 0).map(\.text)
    guard let name = whole.first, let command = try? Command.named(name), command.name != Command.help.name else {
      self = .plain
      return
    }
    let place = LinePlace(command.declaration, whole.dropFirst())
    if place.awaiting == nil, !place.isLiteral, command.declaration.isOption(current) {
      let (option, value) = Declaration.split(current)
      self = value == nil ? .plain : command.declaration.option(option)?.kind.content ?? .plain
      return
    }
    self = (place.awaiting ?? place.nextArgument ?? place.open)?.kind.content ?? .words
  }
}
