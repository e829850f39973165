/// Where a line stands that is still being typed: what was given, and what may come next.
struct LinePlace {
  let command: Command
  /// The option whose value comes next.
  private(set) var awaiting: Parameter?
  /// Behind `--`: nothing is an option any more.
  private(set) var isLiteral = false
  private var position = 0
  private var given: Set<String> = []

  /// - Parameter words: the whole words behind the command's name.
  init(_ command: Command, _ words: ArraySlice<String>) {
    self.command = command
    for word in words {
      if awaiting != nil {
        awaiting = nil
      } else if isLiteral || !command.isOption(word) {
        position += 1
      } else if word == "--" {
        isLiteral = true
      } else {
        let (name, attached) = Command.split(word)
        guard let parameter = command.option(name) else { continue }
        if !parameter.repeats { given.insert(parameter.name) }
        if parameter.form == .option, attached == nil { awaiting = parameter }
      }
    }
  }

  var nextArgument: Parameter? {
    let places = command.arguments
    return position < places.count ? places[position] : places.last(where: \.repeats)
  }

  /// The options that can still be given.
  var freeOptions: [Parameter] { command.options.filter { !given.contains($0.name) } }
}
