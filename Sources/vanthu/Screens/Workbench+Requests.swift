import CommandWords
import Commands
import Office
import Records
import Terminal
import Wording

/// Shows the screens that commands request; no other code knows which screen belongs to which request.
extension Workbench {
  /// Whether there is no office yet, or none that can be opened.
  var isBeginning: Bool { screens.first?.place == .beginning }

  func obey(_ request: ScreenRequest) throws {
    switch request {
    case .inbox(let muted): show(try TriageScreen(session, showsMuted: muted))
    case .register(let direction, let year, let order):
      show(try RegisterScreen(session, .register(direction, year: year), order: order))
    case .search(let words, let order):
      let screen = try RegisterScreen(session, .search, order: order)
      if !words.isEmpty { screen.type(words) }
      show(screen)
    case .card(let line): show(try CardScreen(session, line))
    case .report(let year): show(try ReportScreen(session, year: year))
    case .exchange: try showExchange()
    case .custody: show(try CustodyScreen(session))
    case .backups: show(BackupsScreen(session))
    case .text(let title, let text): show(TextScreen(title, text))
    case .keys:
      show(TextScreen(Bilingual("Các phím", "Keys"), KeyHelp.text(keymap, on: screen?.name ?? "", session.language)))
    case .begin: begin(with: try TriageScreen(session))
    case .open, .related, .move, .mark, .turn, .filter, .jump, .sort, .allYears, .back, .reload: try obeyHere(request)
    case .form(let form): show(try FormScreen(session, self, form))
    case .prompt(let text): ask(.command, text)
    case .today(let words, let name, let given, let parameter):
      let command = try Command.named(name)
      askForToday(words) { typed in
        try self.run(command, given.with(parameter, typed).arguments)
      }
    case .restore(let backup?): try askRestore(backup, backup.content())
    case .restore(nil): if try !restoreChosen() { show(BackupsScreen(session)) }
    case .exchangeNow(let given): try beginExchange(given)
    case .stopExchange: stopExchange()
    case .flash(let opens): try answerFlash(opens: opens)
    case .openFile(let path): outside.append(.open(path))
    case .redraw: outside.append(.redraw)
    case .suspend: outside.append(.suspend)
    case .quit: isDone = true
    case .say(let words, let tone): say(words, tone.role)
    case .several(let requests): for request in requests { try obey(request) }
    }
  }

  /// Handles a request to the topmost screen.
  private func obeyHere(_ request: ScreenRequest) throws {
    switch request {
    case .open: if let line = screen?.selection.first { show(try CardScreen(session, line)) }
    case .related(let which):
      guard let lines = (screen as? any Relating)?.related else { return }
      guard let line = lines.dropFirst(max(1, which) - 1).first else {
        return say(Bilingual("Không có văn bản liên quan nào như vậy.", "There is no such related document."), .warning)
      }
      show(try CardScreen(session, line))
    case .move(let movement): try (screen as? any Movable)?.move(movement)
    case .mark(let marking): try (screen as? any Markable)?.mark(marking)
    case .turn(let step): try (screen as? any Turnable)?.turn(by: step)
    case .filter: if let list = screen as? any Filterable, !list.typeFilter() { ask(.filter) }
    case .jump: ask(.jump)
    case .sort(let order):
      guard let list = screen as? any Sortable else {
        return say(
          Bilingual("Chỉ sổ và kết quả tìm xếp lại được.", "Only a register or a search can be sorted."), .warning)
      }
      let words = try list.sort(order)
      say(Bilingual("Xếp \(words.vietnamese).", "Sorted: \(words.english)."))
    case .allYears: try (screen as? any Sortable)?.showAllYears()
    case .back: try back()
    case .reload: try screen?.reload()
    default: break
    }
  }
}
