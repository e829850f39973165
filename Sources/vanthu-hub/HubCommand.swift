import CommandWords
import Hub
import Wording

/// A verb of the administrator of a hub.
struct HubCommand: Sendable {
  let declaration: Declaration
  /// Whether it has to do with the hub's data.
  let usesData: Bool
  let run: @Sendable (HubOptions, Arguments) throws -> Outcome

  init(
    _ name: String, aliases: [String] = [], _ summary: Words, detail: Words = "", isHidden: Bool = false,
    usesData: Bool = true, parameters: [Parameter] = [], examples: [Declaration.Example] = [],
    run: @escaping @Sendable (HubOptions, Arguments) throws -> Outcome
  ) {
    declaration = Declaration(
      of: "vanthu-hub", name, aliases: aliases, summary, detail: detail, isHidden: isHidden, parameters: parameters,
      examples: examples)
    self.usesData = usesData
    self.run = run
  }

  /// In the order of the help.
  static let all: [HubCommand] = [
    initialise, serve, officesImport, offices, issuersAdd, issuersRemove, issuersList, enrol, codes, codesCancel,
    quotaShow, quotaSet, revoke, stations, answer, axis, accountAdd, accountList, accountPassword,
    accountRole, accountReset, accountRemove, twoPeople, secondFactor, audit, verify, backup, rollbackStatus,
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
