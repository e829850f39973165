extension Command {
  /// Every verb of the program: the one table behind the shell, the prompt, the keys, help, manual and completion.
  static let all: [Command] = incoming + outgoing + documents + reading + house + file + screen + program

  private static let incoming = [register, submit, route, progress, settle, sendBack]
  private static let outgoing = [draft, issue, discard]
  private static let documents = [correct, void, attach, detach, openFile, saveFile, undo]
  private static let reading = [inbox, overdue, list, show, trail, search, saved, saveSearch, report]
  private static let house = [initialise, clerk, book, group, organ, calendar, numbers]
  private static let file = [verify, backup, restore, sample, openSample]
  private static let screen = ScreenCommands.all
  private static let program = [screenCommand, help]

  static func named(_ name: String) throws -> Command {
    guard let command = byName[name] else {
      throw UsageError.unknownCommand(name, nearest: nearest(name, in: all.map(\.name)))
    }
    return command
  }

  private static let byName: [String: Command] = {
    var byName: [String: Command] = [:]
    for command in all {
      for name in [command.name] + command.aliases { byName[name] = command }
    }
    return byName
  }()
}
