import CommandWords

extension Session {
  /// Returns the command line by which a long command runs in another process.
  package func lineBeside(_ command: Command, _ given: Given) throws -> [String] {
    guard let helper = command.helper else { return try line(command, given) }
    var open = given
    for parameter in command.parameters where parameter.isSecret { open.arguments.values[parameter.name] = nil }
    makeFolders(above: paths.state + "/sync.log")
    // On a new PC there is no folder for the file yet.
    if command.replacesFile { makeFolders(above: paths.office) }
    return [try networkProgram(), try request(helper, open, as: chosenClerk ?? options.clerk).text]
  }

  /// Returns the command line for another process of this program: with the same office, clerk, day and language. A
  /// secret value is not on it, for everybody can read the list of processes.
  package func line(_ command: Command, _ given: Given) throws -> [String] {
    var words = [try ownProgram(), "--office", paths.office, "--lang", language.rawValue]
    if let clerk = chosenClerk ?? options.clerk { words.append("--as=\(clerk)") }
    if let day = options.day { words += ["--on", day.description] }
    words.append(command.name)
    var free: [String] = []
    for parameter in command.parameters where !parameter.isSecret {
      for value in given.arguments.values[parameter.name] ?? [] {
        switch parameter.form {
        case .flag: words.append("--\(parameter.name)")
        case .option: words.append("--\(parameter.name)=\(value)")
        case .argument: free.append(value)
        }
      }
    }
    return words + (free.isEmpty ? [] : ["--"] + free)
  }

  /// Returns the secret value, which the other process reads from its standard input; `nil` where there is none.
  package func secret(of command: Command, _ given: Given) -> String? {
    command.parameters.first(where: \.isSecret).flatMap { given.arguments[$0.name] }
  }
}
