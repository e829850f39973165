import CommandWords

package extension Command {
  /// All commands of the program: the one table from which shell, prompt, keys, help, manual and completion are made.
  static let all: [Command] =
    incoming + outgoing + documents + reading + exchange + house + file + screen + program

  private static let incoming = [
    register, accept, merge, submit, route, progress, settle, sendBack, agree, disagree,
  ]
  private static let outgoing = [draft, issue, recall, receipt, seen, discard]
  private static let documents = [correct, void, renumber, attach, detach, openFile, saveFile, undo]
  private static let reading = [inbox, returned, overdue, list, show, trail, search, saved, saveSearch, report]
  private static let exchange = [sync, enrol, join, schedule, poll, relay, custody, mute, unmute]
  private static let house = [initialise, clerk, book, group, organ, calendar, numbers, today, mendClock]
  private static let file = [importRegister, export, verify, backup, backups, restore, sample, openSample]
  private static let screen = ScreenCommands.all
  private static let program = [
    screenCommand, convert, typing, type, help, completion, manual, completeValue, readTexts,
  ]

  static func named(_ name: String) throws -> Command {
    guard let command = byName[name] else {
      throw UsageError.unknownCommand(
        name, nearest: nearest(name, in: all.filter { !$0.isHidden }.flatMap { [$0.name] + $0.aliases }))
    }
    return command
  }

  /// The commands that the shell offers, for help, manual and completion.
  static let shell = all.filter { $0.surfaces.contains(.shell) && !$0.isHidden }

  private static let byName: [String: Command] = {
    var byName: [String: Command] = [:]
    for command in all {
      for name in [command.name] + command.aliases { byName[name] = command }
    }
    return byName
  }()
}
