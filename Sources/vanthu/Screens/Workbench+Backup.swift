import Commands
import Office

extension Workbench {
  /// Runs the daily backup while the clerk does not type; reloads the screen when it has ended, so that the inbox shows
  /// it.
  func rest(_ backup: DailyBackupRun) {
    guard !session.isLentOut else { return }
    do {
      if try backup.rest(session), screen?.place != .form { try screen?.reload() }
    } catch { report(error) }
  }
}
