import CommandWords
import Glibc
import Wording

extension Job {
  /// The code of the enrolment: from the line; or, where there is none or it is `-`, asked for, so that it stands neither among the
  /// processes nor in the history of the shell.
  ///
  /// - Throws: `UsageError` when nobody gives one.
  func code() throws -> String {
    if let typed = arguments["code"], typed != "-" { return typed }
    if isatty(STDIN_FILENO) == 1 { writeError(say("Mã: ", "Code: ")) }
    // A code is some dozens of letters; what is longer is none.
    guard let line = readLine(), !line.allSatisfy(\.isWhitespace), line.utf8.count < 1_000 else {
      let place = errand.name == .enrol ? "--hub" : "--from-hub"
      throw UsageError.missing(
        ["--code"],
        usage: Words("vanthu \(command) \(place) ĐỊA-CHỈ --code MÃ", "vanthu \(command) \(place) URL --code CODE"))
    }
    return line
  }
}
