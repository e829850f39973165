import CommandWords
import Sync
import Wording

/// Shows `gửi 41 kB, nhận 3 kB, 2 kB/giây, còn khoảng 3 phút` during an exchange: on a terminal in one line, twice a
/// second; to the screen of `vanthu` line by line (`HelperRequest.progress`), every two seconds.
final class ExchangeProgress {
  enum Way { case terminal, screen, none }

  private let way: Way
  private let language: Language
  private let began = ProcessEnvironment.milliseconds()
  private var last: Int64 = 0

  init(_ way: Way, _ language: Language) {
    self.way = way
    self.language = language
  }

  func show(_ exchange: StationExchange) {
    let now = ProcessEnvironment.milliseconds()
    guard way != .none, now - last >= (way == .terminal ? 500 : 2_000) else { return }
    last = now
    // An error in reading is reported when the exchange ends.
    let left = (try? exchange.bytesLeft()) ?? 0
    let (tally, passed) = (exchange.tally, now - began)
    write(
      ExchangeProgress.words(tally, left: left, milliseconds: passed),
      ExchangeProgress.seconds(tally, left: left, milliseconds: passed))
  }

  /// Says at once that the connection failed, and when it is tried again.
  func waits(_ seconds: Double) {
    last = ProcessEnvironment.milliseconds()
    let rounded = max(1, Int(seconds.rounded()))
    write(
      Bilingual(
        "Chưa nối được với tỉnh; thử lại sau \(rounded) giây…",
        "No connection to the hub; trying again in \(rounded) s…"))
  }

  private func write(_ words: Bilingual, _ seconds: Int? = nil) {
    switch way {
    case .terminal: writeError("\r\u{1B}[K\(words[language])")
    case .screen: writeError("\(HelperRequest.progress)\(words[language])\(seconds.map { "\t\($0)" } ?? "")\n")
    case .none: break
    }
  }

  /// - Parameter left: bytes still to transfer, as far as known.
  static func words(_ tally: Tally, left: Int, milliseconds: Int64) -> Bilingual {
    let rate = (tally.sentBytes + tally.receivedBytes) * 1000 / max(1, Int(milliseconds))
    let words = Bilingual(
      "gửi \(amount(tally.sentBytes)), nhận \(amount(tally.receivedBytes)), \(amount(rate))/giây",
      "sent \(amount(tally.sentBytes)), received \(amount(tally.receivedBytes)), \(amount(rate))/s")
    guard let seconds = seconds(tally, left: left, milliseconds: milliseconds) else { return words }
    let (vietnamese, english) =
      seconds < 60
      ? ("\(max(1, seconds)) giây", "\(max(1, seconds)) s") : ("\(seconds / 60 + 1) phút", "\(seconds / 60 + 1) min")
    return Bilingual(
      "\(words.vietnamese), còn khoảng \(vietnamese)", "\(words.english), about \(english) left")
  }

  /// How many seconds it will go on; `nil` where that is not known: the first round trips say nothing about the rate.
  static func seconds(_ tally: Tally, left: Int, milliseconds: Int64) -> Int? {
    let bytes = tally.sentBytes + tally.receivedBytes
    let rate = bytes * 1000 / max(1, Int(milliseconds))
    return left > 0 && bytes >= 20_000 && rate > 0 ? left / rate : nil
  }

  func finish() { if way == .terminal, last > 0 { writeError("\r\u{1B}[K") } }
}

/// Formats an amount: `41 kB`, `2,3 MB`.
func amount(_ bytes: Int) -> String {
  switch bytes {
  case ..<1_000: "\(bytes) B"
  case ..<1_000_000: "\(bytes / 1_000) kB"
  default: "\(bytes / 1_000_000),\(bytes / 100_000 % 10) MB"
  }
}
