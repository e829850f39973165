import Commands
import Office
import Terminal
import Vietnamese
import Wording

/// The exchange in the hint bar: at its right end on every list and document, with a mark between key and word when
/// something waits to be sent or fetched.
extension Workbench {
  /// The function key, which also works while letters go into a field; otherwise the first key.
  private var keyOfExchange: Key? {
    let name = screen?.name ?? ""
    if let known = exchangeKeys[name] { return known }
    let keys = keymap.keys(for: "sync status", on: name)
    let key = keys.first { if case .function = $0 { true } else { false } } ?? keys.first
    exchangeKeys[name] = .some(key)
    return key
  }

  private var exchangeWords: String { session.say("gửi nhận", "exchange") }

  /// How many columns it takes, with one before it; 0 where it is not shown.
  var exchangeHintWidth: Int {
    guard let screen, [.home, .list, .detail].contains(screen.place), !screen.isAnswer(to: .exchange),
      let key = keyOfExchange
    else { return 0 }
    return 1 + displayWidth(key.hint) + 1 + displayWidth(exchangeWords)
  }

  func drawExchangeHint(on canvas: inout Canvas, row: Int, column: Int) {
    guard exchangeHintWidth > 0, let key = keyOfExchange else { return }
    canvas.fill(row: row, column: column, width: exchangeHintWidth, .hint)
    canvas.write(key.hint + (hasSomethingToExchange ? "•" : ""), row: row, column: column + 1, .hintKey)
    canvas.write(exchangeWords, row: row, column: column + 2 + displayWidth(key.hint), .hint)
  }

  private var hasSomethingToExchange: Bool {
    if let waitsForExchange { return waitsForExchange }
    // What keeps the file from being read is said elsewhere.
    let waits = fileTrouble == nil && (try? session.office.waitsForExchange()) == true
    waitsForExchange = waits
    return waits
  }
}
