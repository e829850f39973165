import CommandWords
import Hub
import Wording

/// A command of the hub's administrator.
struct HubCommand: Sendable {
  let declaration: Declaration
  /// Whether it uses the hub's data.
  let usesData: Bool
  /// Whether it is run by cron every few minutes: then it is logged only if there was something to do.
  let isRoutine: Bool
  private let body: @Sendable (HubOptions, Arguments) throws -> Outcome

  init(
    _ name: String, aliases: [String] = [], _ summary: Bilingual, detail: Bilingual = "", isHidden: Bool = false,
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

  /// Runs the command. All commands go through here, so that each is in the audit log and every error of the storage
  /// becomes a refusal.
  func run(_ options: HubOptions, _ arguments: Arguments) throws -> Outcome {
    guard usesData else { return try body(options, arguments) }
    // The marks reveal an older copy that is put in the place of the data after this.
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
    quotaShow, quotaSet, revoke, stations, custodyList, custodyRelease, answer, axis, accountAdd, accountList,
    accountPassword,
    accountRole, accountReset, accountRemove, twoPeople, secondFactor, audit, verify, backup, compact, rollbackStatus,
    rollbackConfirm, rollbackFold, help, completion, completeValue, manual,
  ]

  /// The command a line begins with, and the remaining words: a command of two words is tried before one of one word.
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
    "help", aliases: ["giup"], Bilingual("trợ giúp, của một lệnh hoặc tất cả", "help on one command or all"),
    usesData: false,
    parameters: [
      .argument("command", .text, Bilingual("tên lệnh", "name of a command"), required: false, repeats: true)
    ],
    examples: [.init("vanthu-hub help enrol", "về một lệnh", "on one command")]
  ) { options, arguments in
    let words = arguments.all("command")
    let text =
      words.isEmpty
      ? Help.overview(.hub, options.language) : Help.page(try named(words).0.declaration, options.language)
    return Outcome(text: text)
  }

  /// `make install` installs its output as the man page.
  static let manual = HubCommand(
    "manual", aliases: ["huong-dan"], Bilingual("in trang hướng dẫn cho lệnh man", "print the manual page"),
    isHidden: true, usesData: false
  ) { options, _ in
    let lines = ManualPage(.hub, options.language).lines()
    return Outcome(lines: lines, json: .string(lines.joined(separator: "\n")))
  }
}
