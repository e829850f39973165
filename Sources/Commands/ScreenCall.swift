import CommandWords
import Office

/// A command called on the screen, by typing it or by its key.
@MainActor
package struct ScreenCall {
  package let session: Session
  /// The name of the command.
  package let command: String
  package let given: Given
  /// The name of the screen that is shown, for sentences that mention its keys.
  package let screen: String
  /// Returns the documents that are marked, or the one under the cursor.
  package let selection: @MainActor () -> [DocumentLine]

  package init(
    session: Session, command: String, given: Given, screen: String,
    selection: @escaping @MainActor () -> [DocumentLine]
  ) {
    (self.session, self.command, self.given, self.screen) = (session, command, given, screen)
    self.selection = selection
  }
}
