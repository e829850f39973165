import ChildProcess
import CommandWords

package extension Session {
  /// Has the helper program carry out a command, with the command line as it was parsed: it links libraries that this
  /// program does not.
  ///
  /// In the shell this process becomes that program, and returns only if there is no such program. On the screen it
  /// waits for the answer.
  ///
  /// - Parameter clerk: who acts, if the command writes acts.
  func send(_ name: HelperCommand, _ given: Given, as clerk: String? = nil) throws -> Outcome {
    let request = try request(name, given, as: clerk)
    let program = try networkProgram()
    makeFolders(above: paths.state + "/sync.log")
    if isOnScreen {
      return try SiblingProgram.answer(program, try request.text)
    }
    ChildProcess.become([program, try request.text])
    throw SiblingRefusal.missing(program)
  }

  /// Returns the request for the helper program, with all paths as they are on the disk.
  ///
  /// - Throws: `FileRefusal.sameNames`.
  func request(_ name: HelperCommand, _ given: Given, as clerk: String? = nil) throws -> HelperRequest {
    let arguments = given.arguments
    var values = arguments.values
    for parameter in arguments.command?.parameters ?? [] where parameter.kind.isPath {
      // A flag has an empty value.
      values[parameter.name] = try values[parameter.name]?.map { $0.isEmpty ? $0 : try FileNames.found($0) }
    }
    var request = HelperRequest(
      name, values: values, office: paths.office, state: paths.state,
      language: language.rawValue, asJSON: options.json && !isOnScreen, version: Release.version, clerk: clerk,
      day: today.description, leavesTexts: isOnScreen, isDayStated: options.day != nil)
    request.configuration = paths.configuration
    return request
  }
}
