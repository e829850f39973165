import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// The welcome screen of the very first run. Leads to the form for a new office, or, with one key, to a sample commune
/// to try things on.
@MainActor
final class WelcomeScreen: Screen {
  let session: Session
  let name = "welcome"
  let place = ScreenPlace.beginning
  let title = Bilingual("Chào mừng", "Welcome")
  let hints = [
    Hint("init", Bilingual("lập sổ", "begin")), Hint("open-sample", Bilingual("xã mẫu", "sample commune")),
    Hint("language", Bilingual("English", "tiếng Việt")), Hint("quit", Bilingual("ra", "quit")),
  ]

  /// What is in the place of the office's file; `nil` when there is nothing.
  private let reason: Bilingual?

  init(_ session: Session, because reason: Bilingual? = nil) { (self.session, self.reason) = (session, reason) }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    let lines = [
      Bilingual("vanthu — sổ văn bản của văn thư", "vanthu — the document clerk's registers"),
      "",
      reason
        ?? Bilingual(
          "Chưa có sổ của cơ quan ở \(session.paths.office).", "There is no office file at \(session.paths.office) yet."
        ),
      "",
      Bilingual("Enter   lập sổ của cơ quan: vài câu hỏi", "Enter   create the office's file: a few questions"),
      Bilingual(
        "t       mở một xã mẫu có sẵn một năm văn bản để dùng thử",
        "t       open a sample commune with a year of documents to try things out"),
      Bilingual("q       ra", "q       quit"),
      "",
      Bilingual("l       English", "l       tiếng Việt"),
    ]
    var row = rows.lowerBound + 1
    for line in lines {
      for part in wrapped(line[session.language], to: canvas.width - 8) {
        canvas.write(part, row: row, column: 4, row == rows.lowerBound + 1 ? .accent : .normal)
        row += 1
      }
      if line[session.language].isEmpty { row += 1 }
    }
    canvas.cursor = (rows.lowerBound + 5, 4)
  }
}
