import Commands
import Office
import Records
import Terminal
import Vietnamese
import Wording

/// The welcome screen, where there is no office: the ways to one. A new PC may be the first of an office, one more, or
/// the successor of one that is lost; there is also a sample commune to try things on.
@MainActor
final class WelcomeScreen: Screen {
  let session: Session
  let name = "welcome"
  let place = ScreenPlace.beginning
  let title = Bilingual("Chào mừng", "Welcome")
  let hints = [
    Hint("init", Bilingual("lập sổ", "begin")), Hint("restore --from-hub", Bilingual("lấy từ tỉnh", "from the hub")),
    Hint("join", Bilingual("thêm máy", "join")), Hint("backups", Bilingual("bản sao lưu", "backups")),
    Hint("open-sample", Bilingual("xã mẫu", "sample")), Hint("quit", Bilingual("ra", "quit")),
  ]

  /// What is in the place of the office's file; `nil` when there is nothing.
  private let reason: Bilingual?
  /// Whether a new office may be begun: not where an earlier one is known to exist.
  private let letsBegin: Bool

  init(_ session: Session, because reason: Bilingual? = nil, letsBegin: Bool = true) {
    (self.session, self.reason, self.letsBegin) = (session, reason, letsBegin)
  }

  var useless: Set<String> { letsBegin ? [] : ["init", "backups", "open-sample"] }

  /// The ways, each with its command.
  private var ways: [(command: String, words: Bilingual)] {
    [
      ("init", Bilingual("lập sổ mới của cơ quan: vài câu hỏi", "create the office's file: a few questions")),
      (
        "restore --from-hub",
        Bilingual(
          "máy cũ mất hay hỏng: lấy lại sổ của cơ quan từ tỉnh",
          "the PC was lost or broke: get the office's registers back from the hub")
      ),
      (
        "join",
        Bilingual(
          "thêm máy này vào cơ quan đã có sổ ở máy khác", "add this PC to an office that has its registers elsewhere")
      ),
      ("backups", Bilingual("phục hồi từ bản sao lưu", "restore a backup")),
      (
        "open-sample",
        Bilingual(
          "mở một xã mẫu có sẵn một năm văn bản để dùng thử",
          "open a sample commune with a year of documents to try things out")
      ),
      ("quit", Bilingual("ra", "quit")),
    ].filter { !useless.contains($0.command) }
  }

  func draw(on canvas: inout Canvas, rows: Range<Int>) throws {
    var row = rows.lowerBound + 1
    func write(_ words: Bilingual, _ role: Role = .normal) {
      for part in wrapped(words[session.language], to: canvas.width - 8) {
        canvas.write(part, row: row, column: 4, role)
        row += 1
      }
      row += 1
    }
    write(Bilingual("vanthu — sổ văn bản của văn thư", "vanthu — the document clerk's registers"), .accent)
    write(
      reason
        ?? Bilingual(
          "Chưa có sổ của cơ quan ở \(session.paths.office).", "There is no office file at \(session.paths.office) yet."
        ))
    canvas.cursor = (row, 4)
    for (command, words) in ways {
      canvas.write(session.keyHint(command, name), row: row, column: 4, .accent)
      canvas.write(words[session.language], row: row, column: 12, width: canvas.width - 13)
      row += 1
    }
    canvas.write(session.keyHint("language", name), row: row + 1, column: 4, .accent)
    canvas.write(session.say("English", "tiếng Việt"), row: row + 1, column: 12)
  }
}
