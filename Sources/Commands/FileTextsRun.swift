import ChildProcess

/// Takes the text of files beside the screen: another run of this program, which is not waited for, for a PDF may keep its reader busy
/// for as long as it is let.
@MainActor
package final class FileTextsRun {
  private var child: ChildProcess?
  private var isWantedAgain = false

  /// Begins, or begins again when the one that goes on has ended: it may have looked before the newest file was there.
  ///
  /// What cannot be begun is left for the next time: every run takes all files that have no text.
  package func want(_ program: String, office: String) {
    guard child == nil else { return isWantedAgain = true }
    child = ChildProcess([program, "--office", office, "read-texts"], session: .own)
  }

  /// Whether all that was wanted is done. Never waits.
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
