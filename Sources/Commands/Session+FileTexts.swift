import CommandWords
import Office
import Records

package extension Session {
  /// Extracts the text of the files of a document, for the search: in the shell before the command ends; on the screen
  /// in another process, so that the clerk can go on typing.
  func readFileTexts(beside line: DocumentLine) throws {
    guard !isOnScreen else { return beginFileTexts() }
    do { try office.readFileTexts(beside: line) } catch is StorageRefusal {
      // The act is stored: it must not be reported as refused because of what follows it.
      printError(
        "vanthu",
        say(
          "Đã ghi văn bản và tệp; chữ trong tệp chưa đọc được để tìm vì ổ đĩa đầy hoặc không ghi được, "
            + "lần kèm tệp sau sẽ đọc lại.",
          "Document and file are stored; the file's text could not be indexed for search (disk full or read-only), "
            + "the next attachment will try again."
        ))
    }
  }

  /// Extracts the text of all files in another process.
  func beginFileTexts() {
    if let program = try? ownProgram() { fileTexts.want(program, office: paths.office) }
  }

  /// Starts the next run if needed. Called while no key is pressed.
  func tendFileTexts() {
    if let program = try? ownProgram() { _ = fileTexts.isDone(program, office: paths.office) }
  }
}
