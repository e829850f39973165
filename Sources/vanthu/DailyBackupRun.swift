import ChildProcess
import Commands
import Office
import Records

/// The backup of the day beside the screen: this program again, in a session of its own and behind everybody else, so that neither a
/// key nor the end of the terminal breaks it off. What it comes to is remembered beside the office's file.
@MainActor
final class DailyBackupRun {
  private var process: ChildProcess?
  private var lookedAt: Int64 = 0

  /// Milliseconds between two looks at whether a stick was put in.
  private static let pause: Int64 = 60_000

  /// Called when nobody types. Begins a run where one is due, and takes the end of one that is over.
  /// - Returns: whether one has just ended.
  func rest(_ session: Session) throws -> Bool {
    if let process {
      guard process.hasEnded else { return false }
      self.process = nil
      return true
    }
    // A day that somebody typed is not the day of a backup.
    guard session.options.day == nil, session.clock() - lookedAt > DailyBackupRun.pause else { return false }
    lookedAt = session.clock()
    // Nothing goes on by itself where the file is only looked at.
    guard session.viewOnly == nil else { return false }
    guard try session.office.isBackupDue(today: session.today) else { return false }
    // Where it cannot be started, the box says some days later that there is no backup.
    process = ChildProcess(["/proc/self/exe", "--office", session.paths.office, "backup"], session: .own)
    return false
  }
}
