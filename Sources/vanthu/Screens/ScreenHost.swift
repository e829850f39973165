import CommandWords
import Commands
import Office
import Terminal
import Wording

/// What a screen may ask of the workbench that holds it; used by forms.
@MainActor
protocol ScreenHost: AnyObject {
  /// Runs a command with these arguments, after its question if it has one.
  ///
  /// - Parameter done: called when the command has been run, before anything is shown again.
  func confirm(_ command: Command, _ arguments: Arguments, done: @escaping () throws -> Void) throws
  /// Shows a dialog, with an action for each answer.
  func put(_ dialog: Dialog, _ answers: [() throws -> Void])
  func obey(_ request: ScreenRequest) throws
  /// Shows the question of a command.
  func ask(_ question: Question, go: @escaping (Given) throws -> Void, leave: @escaping () -> Void)
  /// Removes a screen.
  func remove(_ screen: any Screen)
  /// Removes a screen, and reloads the one below.
  func close(_ screen: any Screen) throws
  /// Ends the command that runs in the background.
  func stopWork()
  /// How far the command in the background is; `nil` where it does not say so.
  var progressOfWork: String? { get }
  func report(_ error: any Error)
  /// Returns whether the refusal is a lasting state of the file, and shows it above the screen for as long as it lasts.
  func stands(_ refusal: any Refusal) -> Bool
}
