import CommandWords
import Sync
import Wording

/// `gửi 41 kB · nhận 3 kB` while an exchange goes on, on a terminal, twice a second.
final class ExchangeProgress {
  private let isShown: Bool
  private let language: Language
  private let began = Surroundings.milliseconds()
  private var last: Int64 = 0

  init(isShown: Bool, _ language: Language) {
    self.isShown = isShown
    self.language = language
  }

  func show(_ tally: Tally) {
    let now = Surroundings.milliseconds()
    guard isShown, now - last >= 500 else { return }
    last = now
    let rate = (tally.sentBytes + tally.receivedBytes) * 1000 / max(1, Int(now - began))
    let words = Words(
      "gửi \(amount(tally.sentBytes)), nhận \(amount(tally.receivedBytes)), \(amount(rate))/giây",
      "sent \(amount(tally.sentBytes)), received \(amount(tally.receivedBytes)), \(amount(rate))/s")
    writeError("\r\u{1B}[K\(words[language])")
  }

  func finish() { if isShown, last > 0 { writeError("\r\u{1B}[K") } }
}

/// `41 kB`, `2,3 MB`.
func amount(_ bytes: Int) -> String {
  switch bytes {
  case ..<1_000: "\(bytes) B"
  case ..<1_000_000: "\(bytes / 1_000) kB"
  default: "\(bytes / 1_000_000),\(bytes / 100_000 % 10) MB"
  }
}
