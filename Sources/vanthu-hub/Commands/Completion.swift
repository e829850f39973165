import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  /// Prints the script that `make install` puts where the shells look for it.
  static let completion = HubCommand(
    "completion", aliases: ["goi-y"],
    Bilingual("in tệp gợi ý lệnh cho shell", "print the completion script for a shell"),
    detail: Bilingual(
      "Với tệp ấy, phím Tab điền tên lệnh, tùy chọn, cơ quan, trạm, tài khoản.",
      "With it, Tab completes commands, options, offices, stations and accounts."),
    usesData: false,
    parameters: [
      .argument(
        "shell", .choice(ShellCompletion.Shell.allCases.map(\.rawValue)), Bilingual("shell đang dùng", "the shell"))
    ],
    examples: [
      .init(
        "vanthu-hub completion bash > vanthu-hub", "cho bash, chép vào /etc/bash_completion.d",
        "for bash, to be copied to /etc/bash_completion.d")
    ]
  ) { options, arguments in
    let shell = ShellCompletion.Shell(rawValue: try arguments.required("shell"))!
    let lines = ShellCompletion(.hub, options.language).lines(for: shell)
    return Outcome(lines: lines, json: .string(lines.joined(separator: "\n")))
  }

  /// The command that the completion scripts call: one value on each line, then a tab and a note. Whoever may not read
  /// the data is told the offices of the program.
  static let completeValue = HubCommand(
    "complete-value", Bilingual("gợi ý giá trị cho shell", "propose values to a shell"), isHidden: true,
    usesData: false,
    parameters: [
      .argument("command", .text, Bilingual("lệnh", "command")),
      .argument("parameter", .text, Bilingual("tên tham số", "name of a parameter")),
      .argument("beginning", .text, Bilingual("phần đã gõ", "what is typed"), required: false),
      .argument("given", .text, Bilingual("những chữ đã có", "the words before it"), required: false, repeats: true),
    ]
  ) { options, arguments in
    let place = "\(try arguments.required("command")) \(try arguments.required("parameter"))"
    let hub = try? Hub.open(options.data, onlyToLook: true)
    let values = try HubValues.all[place].map { try $0.proposals(arguments["beginning"] ?? "", hub) } ?? []
    return Outcome(
      rows: values.map { .columns($0.value, $0.note.isEmpty ? nil : $0.note) },
      json: .array(values.map { .object([("value", .string($0.value)), ("note", .string($0.note))]) }))
  }
}

/// What a shell is told of the values of a parameter.
enum HubValues {
  case organ, station, account

  /// By the command and its parameter.
  static let all: [String: HubValues] = [
    "enrol organ": .organ, "codes cancel organ": .organ, "quota show organ": .organ, "quota set values": .organ,
    "issuers add office": .organ, "issuers add body": .organ, "issuers remove office": .organ,
    "issuers remove body": .organ, "custody list office": .organ, "custody release office": .organ,
    "account add office": .organ, "account role office": .organ, "revoke station": .station,
    "custody release to": .station, "account password name": .account, "account role name": .account,
    "account reset name": .account, "account remove name": .account,
  ]

  func proposals(_ typed: String, _ hub: Hub?) throws -> [(value: String, note: String)] {
    switch self {
    case .organ:
      let directory = try hub?.directory ?? .shipped
      let today = hub?.today ?? Day(unixSeconds: System.real.now() / 1_000)
      let byKey = directory.organs.filter { $0.id.hasPrefix(typed) }
      return (typed.isEmpty ? byKey : byKey + directory.matching(typed, on: today, limit: 20))
        .filter { $0.validTo.map { $0 >= today } != false }.prefix(40).map { ($0.id, $0.name) }
    case .station:
      return try hub?.figures().stations.filter { $0.station.hasPrefix(typed) }.map { ($0.station, $0.organName) } ?? []
    case .account:
      return try hub?.accounts().filter { $0.name.hasPrefix(typed) }.map { ($0.name, "") } ?? []
    }
  }
}
