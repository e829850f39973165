import ChildProcess
import CommandWords

package extension Session {
  /// Has the program do it that links what this one does not, with the line as it was understood.
  ///
  /// In the shell this process becomes that program, and comes back only to say that there is none. On the screen its answer is
  /// waited for.
  ///
  /// - Parameter clerk: who acts, where the command acts at the clerk's desk.
  func send(_ name: ErrandName, _ given: Given, as clerk: String? = nil) throws -> Outcome {
    let errand = try errand(name, given, as: clerk)
    let program = try networkProgram()
    makeFolders(above: paths.state + "/sync.log")
    if isOnScreen {
      return try SiblingProgram.answer(program, try errand.text)
    }
    ChildProcess.become([program, try errand.text])
    throw SiblingRefusal.missing(program)
  }

  /// The line as the other program takes it.
  ///
  /// - Throws: `FileRefusal.sameNames`.
  func errand(_ name: ErrandName, _ given: Given, as clerk: String? = nil) throws -> Errand {
    let arguments = given.arguments
    var values = arguments.values
    for parameter in arguments.command?.parameters ?? [] where parameter.kind.isPath {
      // Empty is what a flag without a value has.
      values[parameter.name] = try values[parameter.name]?.map { $0.isEmpty ? $0 : try FileNames.found($0) }
    }
    return Errand(
      name, values: values, office: paths.office, state: paths.state,
      language: language.rawValue, asJSON: options.json && !isOnScreen, version: Release.version, clerk: clerk,
      day: today.description, leavesTexts: isOnScreen, isDayStated: options.day != nil)
  }
}
