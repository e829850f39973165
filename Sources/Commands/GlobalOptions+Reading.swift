import CommandWords
import Records
import Wording

package extension GlobalOptions {
  /// Removes the global options from the words; the rest is the command.
  static func read(
    _ words: [String], environment: [String: String], today: () -> Day
  ) throws -> (GlobalOptions, [String]) {
    var options = GlobalOptions()
    options.language = Language(of: words, environment)
    options.noColour = !(environment["NO_COLOR"] ?? "").isEmpty
    let rest = try readProgramOptions(
      parameters, spellings: ["-h": "--help", "--colors": "--colours", "--no-colour": "--no-color"], of: words,
      command: { (try? Command.named($0))?.declaration }
    ) { parameter, value in
      if let value { try options.set(parameter, value, today) } else { options.set(parameter.name) }
    }
    return (options, rest)
  }

  private mutating func set(_ flag: String) {
    switch flag {
    case "json": json = true
    case "help": help = true
    case "version": version = true
    default: noColour = true
    }
  }

  private mutating func set(_ parameter: Parameter, _ value: String, _ today: () -> Day) throws {
    switch parameter.name {
    case "office": office = value
    case "as": clerk = value
    case "on":
      let read = try Day.reading(value, today: today())
      guard read.isSensible, read.year >= 1970 else { throw UsageError.farDay(value) }
      day = read
    // The language was determined from the complete line before.
    case "lang": try parameter.check(value)
    // Not checked against the list: the user's own themes and key sets have other names.
    case "colours": colours = value
    default: keys = value
    }
  }
}
