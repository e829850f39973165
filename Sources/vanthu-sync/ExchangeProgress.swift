import CommandWords
import Sync
import Wording

/// Shows `gửi 41 kB, nhận 3 kB, 2 kB/giây, còn khoảng 3 phút` on a terminal during an exchange, twice a second.
final class ExchangeProgress {
  private let isShown: Bool
  private let language: Language
  private let began = ProcessEnvironment.milliseconds()
  private var last: Int64 = 0

  init(isShown: Bool, _ language: Language) {
    self.isShown = isShown
    self.language = language
  }

  func show(_ exchange: StationExchange) {
    let now = ProcessEnvironment.milliseconds()
    guard isShown, now - last >= 500 else { return }
    last = now
    // An error in reading is reported when the exchange ends.
    let left = (try? exchange.bytesLeft()) ?? 0
    writeError("\r\u{1B}[K\(ExchangeProgress.words(exchange.tally, left: left, milliseconds: now - began)[language])")
  }

  /// - Parameter left: bytes still to transfer, as far as known.
  static func words(_ tally: Tally, left: Int, milliseconds: Int64) -> Bilingual {
    let rate = (tally.sentBytes + tally.receivedBytes) * 1000 / max(1, Int(milliseconds))
    let words = Bilingual(
      "gửi \(amount(tally.sentBytes)), nhận \(amount(tally.receivedBytes)), \(amount(rate))/giây",
      "sent \(amount(tally.sentBytes)), received \(amount(tally.receivedBytes)), \(amount(rate))/s")
    // The first round trips say nothing about the rate.
    guard left > 0, tally.sentBytes + tally.receivedBytes >= 20_000, rate > 0 else { return words }
    let seconds = left / rate
    let (vietnamese, english) =
      seconds < 60
      ? ("\(max(1, seconds)) giây", "\(max(1, seconds)) s") : ("\(seconds / 60 + 1) phút", "\(seconds / 60 + 1) min")
    return Bilingual(
      "\(words.vietnamese), còn khoảng \(vietnamese)", "\(words.english), about \(english) left")
  }

  func finish() { if isShown, last > 0 { writeError("\r\u{1B}[K") } }
}

/// Formats an amount: `41 kB`, `2,3 MB`.
func amount(_ bytes: Int) -> String {
  switch bytes {
  case ..<1_000: "\(bytes) B"
  case ..<1_000_000: "\(bytes / 1_000) kB"
  default: "\(bytes / 1_000_000),\(bytes / 100_000 % 10) MB"
  }
}
