import ChildProcess
import CommandWords
import Commands
import DurableFile

/// An exchange running in the background: `vanthu-sync` in a session of its own, so that neither a key nor the end of
/// the terminal ends it. Its messages go into a file; its results are in the office's file.
@MainActor
final class ExchangeRun {
  /// The path of the file with its messages, such as why it could not begin.
  private let said: String
  private let process: ChildProcess
  /// When the newest exchange known before this one was started, in milliseconds since 1970.
  let before: Int64?

  /// Whether the screen has begun it by itself.
  var isQuiet: Bool
  /// Whether of the files only those of urgent documents go.
  let isUrgentOnly: Bool

  /// - Throws: `SiblingRefusal` when the program is missing, or its messages cannot be written.
  init(_ program: String, _ request: HelperRequest, saying said: String, before: Int64?) throws {
    isQuiet = request.isQuiet == true
    isUrgentOnly = request.values[SyncParameters.urgent.name] != nil
    self.said = said
    self.before = before
    makeFolders(above: said)
    guard let log = try? ExchangeRun.begin(said) else { throw SiblingRefusal.noPlaceToSay(said) }
    guard let process = ChildProcess([program, try request.text], error: log.descriptor, session: .own)
    else { throw SiblingRefusal.missing(program) }
    self.process = process
  }

  private static func begin(_ path: String) throws -> StandingFile {
    try NewFile.write([], to: path, isSafe: false)
    return try StandingFile(path)
  }

  /// Whether the exchange has ended. Never waits.
  var hasEnded: Bool { process.hasEnded }

  /// How it ended; to be asked for once it has ended.
  var status: Int32 { process.wait() }

  /// How far it is, in words, and in how many seconds it will be done, if that is known; `nil` before it has said so.
  var progress: (words: String, seconds: Int?)? {
    guard let last = lines.last, last.hasPrefix(HelperRequest.progress) else { return nil }
    let parts = last.dropFirst(HelperRequest.progress.count).split(separator: "\t")
    return (parts.first.map { String($0) } ?? "", parts.dropFirst().first.flatMap { Int($0) })
  }

  private var lines: [Substring] { (OwnFile.read(said, atMost: 8 << 20) ?? "").split { $0.isNewline } }

  /// Ends it. What was acknowledged until then stays, and the next one continues from there.
  func stop() {
    isStopped = true
    process.endAll()
  }

  /// Whether the clerk has ended it.
  private(set) var isStopped = false

  /// The last message of the exchange; `nil` where there is none.
  var lastSentence: String? {
    let lines = lines.filter { !$0.hasPrefix(HelperRequest.progress) }
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    return last.hasPrefix("vanthu: ") ? String(last.dropFirst("vanthu: ".count)) : String(last)
  }
}
