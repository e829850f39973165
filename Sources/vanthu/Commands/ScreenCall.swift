import CommandWords
import Office

/// A command that was typed, or whose key was pressed, on the screen.
@MainActor
struct ScreenCall {
  let session: Session
  /// The name of the command.
  let command: String
  let given: Given
  /// The screen that is shown, for the keys a sentence names.
  let screen: String
  /// The documents that are marked, or the one under the cursor.
  let selection: @MainActor () -> [DocumentLine]
}
