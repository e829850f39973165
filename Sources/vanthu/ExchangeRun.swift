import ChildProcess
import CommandWords
import Commands
import DurableFile

/// An exchange that goes on beside the screen: the other program in a session of its own, so that neither a key nor the
/// end of the terminal breaks it off. What it says goes into a file.
@MainActor
final class ExchangeRun {
  /// Where it says what keeps it from beginning: its results are kept in the office's file.
  private let said: String
  private let process: ChildProcess
  /// The newest exchange that was known before it began.
  let before: Int64?

  /// - Throws: `SiblingRefusal` when the program is not there, or there is nowhere to write what it says.
  init(_ program: String, _ errand: Errand, saying said: String, before: Int64?) throws {
    self.said = said
    self.before = before
    makeFolders(above: said)
    guard let log = try? ExchangeRun.begin(said) else { throw SiblingRefusal.noPlaceToSay(said) }
    guard let process = ChildProcess([program, try errand.text], error: log.descriptor, session: .own)
    else { throw SiblingRefusal.missing(program) }
    self.process = process
  }

  private static func begin(_ path: String) throws -> StandingFile {
    try NewFile.write([], to: path, isSafe: false)
    return try StandingFile(path)
  }

  /// Whether it is over. Never waits.
  var hasEnded: Bool { process.hasEnded }

  /// The last sentence it said of itself; nil when it said nothing.
  var lastSentence: String? {
    let lines = (OwnFile.read(said) ?? "").split { $0.isNewline }
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    return last.hasPrefix("vanthu: ") ? String(last.dropFirst("vanthu: ".count)) : String(last)
  }
}
