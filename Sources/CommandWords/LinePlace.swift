/// The state of a line that is still being typed: what was given, and what may come next.
public struct LinePlace {
  public let command: Declaration
  /// The option whose value comes next.
  public private(set) var awaiting: Parameter?
  /// Whether `--` was typed: no later word is an option.
  public private(set) var isLiteral = false
  /// The repeating option that receives words for which no argument is left: `--to A B`.
  public private(set) var open: Parameter?
  private var position = 0
  private var given: Set<String> = []

  /// - Parameter words: the complete words after the command's name.
  public init(_ command: Declaration, _ words: ArraySlice<String>) {
    self.command = command
    for word in words {
      if awaiting != nil {
        awaiting = nil
      } else if isLiteral || !command.isOption(word) {
        position += 1
      } else if word == "--" {
        isLiteral = true
      } else {
        let (name, attached) = Declaration.split(word)
        guard let parameter = command.option(name) else { continue }
        if !parameter.repeats { given.insert(parameter.name) }
        if parameter.form == .option, attached == nil { awaiting = parameter }
        open = parameter.repeats && parameter.form == .option ? parameter : nil
      }
    }
  }

  public var nextArgument: Parameter? {
    let places = command.arguments
    return position < places.count ? places[position] : places.last(where: \.repeats)
  }

  /// The options that may still be given.
  public var freeOptions: [Parameter] { command.options.filter { !given.contains($0.name) } }
}
