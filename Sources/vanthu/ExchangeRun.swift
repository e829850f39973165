import CommandWords
import DurableFile
import Glibc

/// An exchange that goes on beside the screen: the other program in a session of its own, so that neither a key nor the end of the
/// terminal breaks it off. What it says goes into a file.
@MainActor
final class ExchangeRun {
  /// Where it says what keeps it from beginning: its results are kept in the office's file.
  private let said: String
  private let process: pid_t
  private var status: Int32?
  /// The newest exchange that was known before it began.
  let before: Int64?

  /// POSIX_SPAWN_SETSID, which glibc shows only to GNU sources.
  private static let ownSession: Int16 = 0x80

  /// - Throws: `SiblingRefusal` when the program is not there.
  init(_ program: String, _ errand: Errand, saying said: String, before: Int64?) throws {
    self.said = said
    self.before = before
    makeFolders(above: said)
    guard let log = try? ExchangeRun.begin(said) else { throw SiblingRefusal.missing(said) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, log.descriptor, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, ExchangeRun.ownSession)
    let words: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(try errand.text), nil]
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
      words.forEach { free($0) }
    }
    var process: pid_t = 0
    guard posix_spawn(&process, program, &actions, &attributes, words, environ) == 0 else {
      throw SiblingRefusal.missing(program)
    }
    self.process = process
  }

  private static func begin(_ path: String) throws -> StandingFile {
    try NewFile.write([], to: path, isSafe: false)
    return try StandingFile(path)
  }

  /// Whether it is over. Never waits.
  var hasEnded: Bool {
    var status: Int32 = 0
    if self.status == nil, waitpid(process, &status, WNOHANG) != 0 { self.status = status }
    return self.status != nil
  }

  /// The last sentence it said of itself; nil when it said nothing.
  var lastSentence: String? {
    let lines = (UserFiles.read(said) ?? "").split { $0.isNewline }
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    return last.hasPrefix("vanthu: ") ? String(last.dropFirst("vanthu: ".count)) : String(last)
  }
}
