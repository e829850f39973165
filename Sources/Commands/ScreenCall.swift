import CommandWords
import Office

/// A command that was typed, or whose key was pressed, on the screen.
@MainActor
package struct ScreenCall {
  package let session: Session
  /// The name of the command.
  package let command: String
  package let given: Given
  /// The screen that is shown, for the keys a sentence names.
  package let screen: String
  /// The documents that are marked, or the one under the cursor.
  package let selection: @MainActor () -> [DocumentLine]

  package init(
    session: Session, command: String, given: Given, screen: String,
    selection: @escaping @MainActor () -> [DocumentLine]
  ) {
    (self.session, self.command, self.given, self.screen) = (session, command, given, screen)
    self.selection = selection
  }
}
