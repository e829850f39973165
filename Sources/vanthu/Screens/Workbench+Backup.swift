import Commands
import Office

extension Workbench {
  /// The daily backup, when nobody types: where it has ended the box says so.
  func rest(_ backup: DailyBackupRun) {
    do {
      if try backup.rest(session), screen?.place != .form { try screen?.reload() }
    } catch { report(error) }
  }
}
