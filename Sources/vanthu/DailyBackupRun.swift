import ChildProcess
import Commands
import Office
import Records

/// The daily backup, running in the background: this program again, in a session of its own, so that neither a key nor
/// the end of the terminal ends it. Its result is recorded beside the office's file.
@MainActor
final class DailyBackupRun {
  private var process: ChildProcess?
  private var lookedAt: Int64 = 0

  /// Milliseconds between two checks whether a backup is due, for example because a stick was put in.
  private static let pause: Int64 = 60_000

  /// Starts a backup where one is due, and notices the end of a running one. Called when the clerk does not type.
  ///
  /// - Returns: whether a backup has just ended.
  func rest(_ session: Session) throws -> Bool {
    if let process {
      guard process.hasEnded else { return false }
      self.process = nil
      return true
    }
    // A day given on the command line is not the day of a backup.
    guard session.options.day == nil, session.clock() - lookedAt > DailyBackupRun.pause else { return false }
    lookedAt = session.clock()
    // Where the file is only viewed, nothing starts by itself.
    guard session.viewOnly == nil else { return false }
    guard try session.office.isBackupDue(today: session.today) else { return false }
    // Where it cannot be started, the inbox reports some days later that there is no backup.
    process = ChildProcess(["/proc/self/exe", "--office", session.paths.office, "backup"], session: .own)
    return false
  }
}
