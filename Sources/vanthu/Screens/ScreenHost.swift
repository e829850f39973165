import CommandWords
import Commands
import Office
import Terminal
import Wording

/// What a screen may ask of whatever holds it: a form, a list in which something is chosen.
@MainActor
protocol ScreenHost: AnyObject {
  /// Does a command with these arguments, after the question it asks.
  ///
  /// - Parameter done: what is done when it has been done, before anything is shown anew.
  func confirm(_ command: Command, _ arguments: Arguments, done: @escaping () throws -> Void) throws
  /// Asks, with an action for each answer.
  func put(_ dialog: Dialog, _ answers: [() throws -> Void])
  func obey(_ request: ScreenRequest) throws
  /// Asks a question of a command.
  func ask(_ question: Question, go: @escaping (Given) throws -> Void, leave: @escaping () -> Void)
  /// Takes a screen away.
  func remove(_ screen: any Screen)
  /// The same, and shows the one below anew.
  func close(_ screen: any Screen) throws
  func report(_ error: any Error)
  /// Whether it is what stands above the screen for as long as it is so.
  func stands(_ refusal: any Refusal) -> Bool
}
