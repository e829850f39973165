import CommandWords
import Glibc
import Office
import Records

/// The backup of the day beside the screen: this program again, in a session of its own and behind everybody else, so that neither a
/// key nor the end of the terminal breaks it off. What it comes to is remembered beside the office's file.
@MainActor
final class DailyBackupRun {
  private var process: pid_t?
  private var lookedAt: Int64 = 0

  /// Milliseconds between two looks at whether a stick was put in.
  private static let pause: Int64 = 60_000
  /// POSIX_SPAWN_SETSID, which glibc shows only to GNU sources.
  private static let ownSession: Int16 = 0x80

  /// Called when nobody types. Begins a run where one is due, and takes the end of one that is over.
  /// - Returns: whether one has just ended.
  func rest(_ session: Session) throws -> Bool {
    if let process {
      var status: Int32 = 0
      guard waitpid(process, &status, WNOHANG) != 0 else { return false }
      self.process = nil
      return true
    }
    // A day that somebody typed is not the day of a backup.
    guard session.options.day == nil, session.clock() - lookedAt > DailyBackupRun.pause else { return false }
    lookedAt = session.clock()
    guard try session.office.isBackupDue(today: session.today) else { return false }
    process = DailyBackupRun.begin(session.paths.office)
    return false
  }

  /// Nil when it cannot be started; the box says some days later that there is no backup.
  private static func begin(_ office: String) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, ownSession)
    let words: [UnsafeMutablePointer<CChar>?] =
      ["vanthu", "--office", office, "backup"].map { (word: String) in strdup(word) } + [nil]
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
      words.forEach { free($0) }
    }
    var process: pid_t = 0
    return posix_spawn(&process, "/proc/self/exe", &actions, &attributes, words, environ) == 0 ? process : nil
  }
}
