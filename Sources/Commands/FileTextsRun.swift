import ChildProcess

/// Extracts the text of files while the screen is in use: in another process of this program, which is not waited for.
/// A PDF may keep its reader busy up to the time limit.
@MainActor
package final class FileTextsRun {
  private var child: ChildProcess?
  private var isWantedAgain = false

  /// Starts a run, or another one after the running one has ended: that one may have looked before the newest file was
  /// stored.
  ///
  /// A run that cannot be started is left for the next time: every run reads all files that have no text yet.
  package func want(_ program: String, office: String) {
    guard child == nil else { return isWantedAgain = true }
    child = ChildProcess([program, "--office", office, "read-texts"], session: .own)
  }

  /// Whether all requested runs are done. Starts the next one if needed; never waits.
  package func isDone(_ program: String, office: String) -> Bool {
    guard let child else { return true }
    guard child.hasEnded else { return false }
    self.child = nil
    guard isWantedAgain else { return true }
    isWantedAgain = false
    want(program, office: office)
    return false
  }
}
