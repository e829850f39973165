import CommandWords
import Office
import Records

package extension Session {
  /// Has the text of the files beside a document taken, so that the search finds it: in the shell before the command ends; on the screen
  /// beside it, and what is typed next does not wait.
  func readFileTexts(beside line: DocumentLine) throws {
    guard !isOnScreen else { return beginFileTexts() }
    do { try office.readFileTexts(beside: line) } catch is StorageRefusal {
      // What was done is done: it must not be refused for what comes behind it.
      complain(
        "vanthu",
        say(
          "Đã ghi văn bản và tệp; chữ trong tệp chưa đọc được để tìm vì ổ đĩa đầy hoặc không ghi được, "
            + "lần kèm tệp sau sẽ đọc lại.",
          "Document and file are written; the file's text could not be taken for the search (disk full or read-only), "
            + "the next attachment tries again."
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
