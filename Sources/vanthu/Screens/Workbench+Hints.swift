import Office
import Terminal
import Wording

/// The foot of the screen.
extension Workbench {
  /// The keys that matter here, as the key file has them.
  var hints: [(key: String, words: String)] {
    if let form = screen as? FormScreen { return form.hints }
    if let search = screen as? RegisterScreen, search.field != nil { return search.typingHints }
    let name = screen?.name ?? ""
    // Nothing can be done where the file is only looked at, and such keys are not offered.
    let isViewOnly = session.viewOnly != nil
    let place = isViewOnly ? name + " view" : name
    let hints = knownHints[place] ?? boundHints(Hints.on(name), on: name, withoutActs: isViewOnly)
    knownHints[place] = hints
    let line = screen?.underCursor
    let isDelivered = (screen as? CardScreen)?.card.deliveries.contains { $0.way == .hub } ?? false
    let here = boundHints(
      Hints.of(line, on: name, isDelivered: isDelivered), on: name, withoutActs: isViewOnly)
    let useless = screen?.useless ?? []
    let useful = hints.filter { !useless.contains($0.hint.command) && !Hints.isUseless($0.hint.command, on: line) }
    return (here + useful).map {
      ($0.key, $0.hint.words[session.language])
    }
  }

  private func boundHints(
    _ hints: [Hints.Hint], on screen: String, withoutActs: Bool
  ) -> [(key: String, hint: Hints.Hint)] {
    hints.compactMap { hint in
      let name = hint.command.prefix { $0 != " " }
      // An exchange writes into the file; how the last ones went is only looked at.
      if withoutActs, hint.command == Command.sync.name { return nil }
      if withoutActs, let command = try? Command.named(String(name)), command.isAct { return nil }
      return keymap.keys(for: hint.command, on: screen).first.map { ($0.hint, hint) }
    }
  }
}
