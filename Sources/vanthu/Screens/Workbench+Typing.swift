import CommandWords
import Commands
import Terminal
import Vietnamese

/// Where letters go on the screen, and how keys make them there.
extension Workbench {
  /// How keys make letters where one is typing now: `V Telex`, `đ`, `E`; empty where there is no field.
  var typingSign: String {
    do {
      if prompt != nil { return try promptTyping.method.sign }
      return try screen?.typing?.method.sign ?? ""
    } catch { report(error) }
    return ""
  }

  /// A number has only đ; of a command, only what is text is Vietnamese.
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
  /// What the word at the end of a command line holds, as the command has declared it.
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
