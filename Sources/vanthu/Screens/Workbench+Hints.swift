import Commands
import Office
import Terminal
import Wording

/// The hint bar, the last row of the screen.
extension Workbench {
  /// The keys that matter here, as in the key file.
  var hints: [(key: String, words: String)] {
    guard let screen else { return [] }
    if let typed = screen.typingHints { return typed }
    // Where the file is only viewed, acts are impossible and their keys are not shown.
    let isViewOnly = session.viewOnly != nil
    let place = isViewOnly ? screen.name + " view" : screen.name
    let hints = knownHints[place] ?? bound(screen.hints, on: screen.name, withoutActs: isViewOnly)
    knownHints[place] = hints
    let here = bound(screen.documentHints, on: screen.name, withoutActs: isViewOnly)
    let useless = screen.useless
    return (here + hints.filter { !useless.contains($0.hint.command) }).map {
      ($0.key, $0.hint.words[session.language])
    }
  }

  private func bound(
    _ hints: [Hint], on screen: String, withoutActs: Bool
  ) -> [(key: String, hint: Hint)] {
    hints.compactMap { hint in
      let name = hint.command.prefix { $0 != " " }
      // An exchange writes into the file; the results of the last ones can be viewed.
      if withoutActs, [Command.sync.name, "sync --urgent"].contains(hint.command) { return nil }
      if withoutActs, let command = try? Command.named(String(name)), command.isAct { return nil }
      return keymap.keys(for: hint.command, on: screen).first.map { ($0.hint, hint) }
    }
  }
}
