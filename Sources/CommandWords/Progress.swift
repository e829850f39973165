import Glibc
import Wording

/// Shows the progress of long work on stderr: one line that is updated on a terminal; otherwise a line for every tenth,
/// once the work has taken two seconds.
public final class Progress {
  private let total: Int
  private let clock: () -> Int64
  private let start: Int64
  private let isTerminal = isatty(2) == 1
  private let isQuiet: Bool
  private let words: Bilingual
  private let language: Language
  private var shownAt: Int64 = 0
  private var tenths = 0

  /// - Parameters:
  ///   - words: what is being done; empty if the unit counted is documents.
  ///   - clock: returns milliseconds.
  ///   - isForScript: whether to show nothing unless stderr is a terminal.
  public init(
    total: Int, _ words: Bilingual = "", _ language: Language, isForScript: Bool, clock: @escaping () -> Int64
  ) {
    self.language = language
    self.total = max(1, total)
    self.clock = clock
    start = clock()
    isQuiet = isForScript && isatty(2) != 1
    self.words = words
  }

  public func at(_ done: Int) {
    guard !isQuiet else { return }
    let now = clock()
    if isTerminal {
      guard now - shownAt >= 100 else { return }
      shownAt = now
      writeError("\r\(line(done, now))\u{1b}[K")
    } else if done * 10 / total > tenths, now - start >= 2000 {
      tenths = done * 10 / total
      writeError(line(done, now) + "\n")
    }
  }

  public func finish() {
    if isTerminal, !isQuiet { writeError("\r\u{1b}[K") }
  }

  /// `43 % · 21.500/s · còn 26 giây`
  private func line(_ done: Int, _ now: Int64) -> String {
    let elapsed = max(1, now - start)
    let rate = Int64(done) * 1000 / elapsed
    let left = rate > 0 ? Int64(total - done) / rate : 0
    let percent = done * 100 / total
    let label = words[language]
    // Named work is measured as a share of the total; work without a name counts documents, so its rate is informative.
    if !label.isEmpty {
      return label + say(" \(percent) % · còn \(left) giây", " \(percent) % · \(left) s left")
    }
    return say("\(percent) % · \(rate)/giây · còn \(left) giây", "\(percent) % · \(rate)/s · \(left) s left")
  }
  private func say(_ vietnamese: String, _ english: String) -> String { Bilingual(vietnamese, english)[language] }
}
