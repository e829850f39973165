import CommandWords
import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// The completions of a word of a command line.
@MainActor
struct PromptCompleter {
  let session: Session

  /// Returns the candidates for the word that ends at the cursor, quoted as the line needs them.
  func candidates(_ text: String, _ cursor: Int) -> [Completion] {
    let scan = LineWords.scan(String(text.prefix(cursor)))
    let current = scan.isInWord ? scan.words.last : nil
    let before = scan.words.dropLast(current == nil ? 0 : 1).map(\.text)
    let behind = text.dropFirst(cursor).unicodeScalars.first
    return proposals(before, current?.text ?? "").map { one in
      var written = one.text
      // The closing quote is there already.
      if case .inQuote(let quote) = scan.end, quote == behind, written.unicodeScalars.last == quote {
        written.unicodeScalars.removeLast()
      }
      return Completion(written, note: one.note, start: current?.start ?? cursor)
    }
  }

  private func proposals(_ before: [String], _ typed: String) -> [Completion] {
    guard let name = before.first else { return commands(typed) }
    guard let command = try? Command.named(name), command.surfaces.contains(.screen) else { return [] }
    let place = LinePlace(command.declaration, before.dropFirst())
    func written(_ parameter: Parameter, _ typed: String, behind sign: String = "") -> [Completion] {
      if parameter.kind == .text, command.name == Command.help.name { return commands(typed) }
      return ValueCompleter(session: session).values(parameter.kind, typed, of: command, parameter: parameter.name).map
      {
        Completion(sign + LineWords.quoted($0.text), note: $0.note)
      }
    }
    if let parameter = place.awaiting { return written(parameter, typed) }
    if !place.isLiteral, typed.hasPrefix("-") {
      let (name, value) = Declaration.split(typed)
      if let value {
        guard let parameter = command.declaration.option(name), parameter.form == .option else { return [] }
        return written(parameter, value, behind: name + "=")
      }
      return place.freeOptions.filter { "--\($0.name)".hasPrefix(typed) }.map {
        Completion("--\($0.name)", note: $0.label[session.language])
      }
    }
    return place.nextArgument.map { written($0, typed) } ?? []
  }

  private func commands(_ typed: String) -> [Completion] {
    Command.all.filter { $0.surfaces.contains(.screen) && !$0.isHidden && $0.name.hasPrefix(typed) }
      .map { Completion($0.name, note: $0.summary[session.language]) }
  }
}
