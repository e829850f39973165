import CommandWords
import Glibc
import Wording

extension HelperTask {
  /// Returns the code of the enrolment: from the command line; or, where it is missing or `-`, asks for it, so that it
  /// shows neither in the list of processes nor in the history of the shell.
  ///
  /// - Throws: `UsageError` when there is none.
  func code() throws -> String {
    if let typed = arguments["code"], typed != "-" { return typed }
    if isatty(STDIN_FILENO) == 1 { writeError(say("Mã: ", "Code: ")) }
    // A code has some dozens of characters; anything much longer is not one.
    guard let line = readLine(), !line.allSatisfy(\.isWhitespace), line.utf8.count < 1_000 else {
      let place = request.name == .enrol ? "--hub" : "--from-hub"
      throw UsageError.missing(
        ["--code"],
        usage: Bilingual("vanthu \(command) \(place) ĐỊA-CHỈ --code MÃ", "vanthu \(command) \(place) URL --code CODE"))
    }
    return line
  }
}
