import CommandWords
import Office

/// A command that was typed, or whose key was pressed, on the screen.
@MainActor
struct ScreenCall {
  let session: Session
  let arguments: Arguments
  /// The documents that are marked, or the one under the cursor.
  let selection: @MainActor () -> [DocumentLine]
}
