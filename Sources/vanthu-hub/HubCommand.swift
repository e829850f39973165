import CommandWords
import Hub
import Wording

/// A verb of the administrator of a hub.
struct HubCommand: Sendable {
  let declaration: Declaration
  /// Whether it has to do with the hub's data.
  let usesData: Bool
  /// Whether cron runs it every few minutes: then it writes a line of the audit log only when there was something to do.
  let isRoutine: Bool
  private let body: @Sendable (HubOptions, Arguments) throws -> Outcome

  init(
    _ name: String, aliases: [String] = [], _ summary: Words, detail: Words = "", isHidden: Bool = false,
    usesData: Bool = true, isRoutine: Bool = false, parameters: [Parameter] = [], examples: [Declaration.Example] = [],
    body: @escaping @Sendable (HubOptions, Arguments) throws -> Outcome
  ) {
    declaration = Declaration(
      of: "vanthu-hub", name, aliases: aliases, summary, detail: detail, isHidden: isHidden, parameters: parameters,
      examples: examples)
    self.usesData = usesData
    self.isRoutine = isRoutine
    self.body = body
  }

  /// The one place where commands are run: whatever becomes of one is in the audit log, and what the machine refuses is said in words.
  func run(_ options: HubOptions, _ arguments: Arguments) throws -> Outcome {
    guard usesData else { return try body(options, arguments) }
    // Whoever puts an older copy in the place of the data after this is found out by the marks.
    defer { try? Hub.open(options.data, onlyToLook: true, mark: arguments["mark"]).finishMarks() }
    let trail = CommandTrail(
      command: declaration, arguments: arguments, data: options.data, isRoutine: isRoutine)
    return try trail.following(options.language) {
      try HubStorageRefusal.translating(options.data) { try body(options, arguments) }
    }
  }

  /// In the order of the help.
  static let all: [HubCommand] = [
    initialise, serve, officesImport, offices, issuersAdd, issuersRemove, issuersList, enrol, codes, codesCancel,
    quotaShow, quotaSet, revoke, stations, answer, axis, accountAdd, accountList, accountPassword,
    accountRole, accountReset, accountRemove, twoPeople, secondFactor, audit, verify, backup, compact, rollbackStatus,
    rollbackConfirm, rollbackFold, help, manual,
  ]

  /// The command a line begins with, and the words behind it: a command of two words goes before that of its first.
  static func named(_ words: [String]) throws -> (HubCommand, [String]) {
    for count in [2, 1] where words.count >= count {
      let name = words.prefix(count).joined(separator: " ")
      if let command = all.first(where: { $0.declaration.name == name || $0.declaration.aliases.contains(name) }) {
        return (command, Array(words.dropFirst(count)))
      }
    }
    let name = words.first ?? ""
    let known = all.map(\.declaration.name).filter { $0.hasPrefix(name + " ") }.map {
      String($0.dropFirst(name.count + 1))
    }
    if !known.isEmpty { throw UsageError.unknownSubcommand(words.count > 1 ? words[1] : "", of: name, known) }
    throw UsageError.unknownCommand(
      name, nearest: nearest(name, in: all.flatMap { [$0.declaration.name] + $0.declaration.aliases }))
  }

  static let help = HubCommand(
    "help", aliases: ["giup"], Words("trợ giúp, của một lệnh hoặc tất cả", "help on a command or on all"),
    usesData: false,
    parameters: [
      .argument("command", .text, Words("tên lệnh", "name of a command"), required: false, repeats: true)
    ],
    examples: [.init("vanthu-hub help enrol", "về một lệnh", "on one command")]
  ) { options, arguments in
    let words = arguments.all("command")
    let text =
      words.isEmpty
      ? Help.overview(.hub, options.language) : Help.page(try named(words).0.declaration, options.language)
    return Outcome(text: text)
  }

  /// What `make install` puts where man finds it.
  static let manual = HubCommand(
    "manual", aliases: ["huong-dan"], Words("in trang hướng dẫn cho lệnh man", "print the page for man"),
    isHidden: true, usesData: false
  ) { options, _ in
    let lines = ManualPage(.hub, options.language).lines()
    return Outcome(lines: lines, json: .string(lines.joined(separator: "\n")))
  }
}
