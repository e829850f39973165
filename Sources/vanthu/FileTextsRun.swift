import ChildProcess
import CommandWords
import Office
import Records

/// Takes the text of files beside the screen: another run of this program, which is not waited for, for a PDF may keep its reader busy
/// for as long as it is let.
@MainActor
final class FileTextsRun {
  private var child: ChildProcess?
  private var isWantedAgain = false

  /// Begins, or begins again when the one that goes on has ended: it may have looked before the newest file was there.
  ///
  /// What cannot be begun is left for the next time: every run takes all files that have no text.
  func want(_ program: String, office: String) {
    guard child == nil else { return isWantedAgain = true }
    child = ChildProcess([program, "--office", office, "read-texts"], session: .own)
  }

  /// Whether all that was wanted is done. Never waits.
  func isDone(_ program: String, office: String) -> Bool {
    guard let child else { return true }
    guard child.hasEnded else { return false }
    self.child = nil
    guard isWantedAgain else { return true }
    isWantedAgain = false
    want(program, office: office)
    return false
  }
}

extension Session {
  /// Has the text of the files beside a document taken, so that the search finds it: in the shell before the command ends; on the screen
  /// beside it, and what is typed next does not wait.
  func readFileTexts(beside line: DocumentLine) throws {
    guard !isOnScreen else { return beginFileTexts() }
    do { try office.readFileTexts(beside: line) } catch is StorageRefusal {
      // What was done is done: it must not be refused for what comes behind it.
      complain(
        "vanthu",
        say(
          "Đã ghi văn bản và tệp; chữ trong tệp chưa đọc được để tìm vì ổ đĩa đầy hoặc không ghi được, lần kèm tệp sau sẽ đọc lại.",
          "Document and file are written; the file's text could not be taken for the search (disk full or read-only), the next attachment tries again."
        ))
    }
  }

  /// The same for all files, beside the screen.
  func beginFileTexts() {
    if let program = try? ownProgram() { fileTexts.want(program, office: paths.office) }
  }

  /// Looks after what was begun, when nobody types.
  func tendFileTexts() {
    if let program = try? ownProgram() { _ = fileTexts.isDone(program, office: paths.office) }
  }
}
