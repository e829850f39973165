import CommandWords
import Hub
import Records
import Wording

/// Ban hành thay: for which bodies an office's stations may issue documents besides itself.
extension HubCommand {
  private static let keyOrName = Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name")
  private static let office = Parameter.argument("office", .text, Bilingual("cơ quan", "office"), help: keyOrName)
  private static let body = Parameter.argument(
    "body", .text, Bilingual("cơ quan được ban hành thay", "body it issues for"), help: keyOrName)

  static let issuersAdd = HubCommand(
    "issuers add", aliases: ["them-ban-hanh-thay"],
    Bilingual("cho một cơ quan ban hành văn bản của cơ quan khác", "let an office issue for another body"),
    detail: Bilingual(
      "Trạm chỉ gửi được văn bản mang tên cơ quan của trạm. UBND xã, phường, tỉnh gửi được cả văn bản của HĐND cùng "
        + "cấp mà không cần lệnh này; ban chỉ đạo, hội đồng tư vấn thì thêm ở đây.",
      "A station sends documents only in the name of its own office. A People's Committee also issues for the People's "
        + "Council of the same place, without this command; advisory bodies are added here."
    ),
    parameters: [office, body],
    examples: [
      .init("vanthu-hub issuers add ubnd-tinh ban-an-toan-giao-thong", "ban của tỉnh", "a board of the province")
    ]
  ) { options, arguments in
    let hub = try Hub.open(options.data)
    let (office, body) = try named(arguments, hub)
    try hub.letIssue(office, for: body)
    return outcome(
      Bilingual(
        "\(office.name) được ban hành văn bản của \(body.name).", "\(office.name) now issues documents of \(body.name)."
      ),
      office, body, options)
  }

  static let issuersRemove = HubCommand(
    "issuers remove", aliases: ["bo-ban-hanh-thay"],
    Bilingual("thôi cho ban hành thay", "stop an office issuing for another body"), parameters: [office, body],
    examples: [.init("vanthu-hub issuers remove ubnd-tinh hdnd-tinh", "HĐND có trạm riêng", "it has its own station")]
  ) { options, arguments in
    let hub = try Hub.open(options.data)
    let (office, body) = try named(arguments, hub)
    try hub.stopIssuing(office, for: body)
    return outcome(
      Bilingual(
        "\(office.name) không ban hành văn bản của \(body.name) nữa.",
        "\(office.name) no longer issues documents of \(body.name)."),
      office, body, options)
  }

  static let issuersList = HubCommand(
    "issuers list", aliases: ["ban-hanh-thay"],
    Bilingual("cơ quan nào ban hành thay cơ quan nào", "which office issues for which body"),
    detail: Bilingual(
      "Chỉ những cơ quan đang có hiệu lực. Cặp nào thêm bằng issuers add thì kể ra; "
        + "UBND ban hành thay HĐND cùng cấp thì gộp thành một dòng, --all kể cả.",
      "Of the agencies that exist now. Entries made with issuers add are listed; "
        + "People's Committees that issue for the Council of the same place are one line, and all of them with --all."
    ),
    parameters: [.flag("all", Bilingual("kể cả UBND ban hành thay HĐND cùng cấp", "the Committees' too, one by one"))]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let directory = try hub.directory
    let today = hub.today
    let pairs = directory.organs.filter { $0.exists(on: today) }
      .flatMap { office in directory.bodies(of: office).map { (office: office, body: $0) } }
    // What follows from the tree does so too where something else was added, and that names all bodies of the office.
    func isImplied(_ pair: (office: Organ, body: Organ)) -> Bool {
      directory.bodies(of: pair.office.issuing(for: nil)).contains { $0.id == pair.body.id }
    }
    // What was stated explicitly is listed before what follows from the tree.
    let (named, implied) = (pairs.filter { !isImplied($0) }, pairs.filter(isImplied))
    let shown = arguments.flag("all") ? named + implied : named
    var rows = shown.map { OutputLine.columns($0.office.id, $0.office.name, $0.body.id, $0.body.name) }
    if shown.count < pairs.count {
      rows.append(
        OutputLine(
          Bilingual(
            "\(implied.count) UBND ban hành thay HĐND cùng cấp; kể ra bằng vanthu-hub issuers list --all.",
            "\(implied.count) People's Committees issue for the Council of the same place; "
              + "list them with vanthu-hub issuers list --all."
          )[options.language]))
    }
    return Outcome(
      rows: rows,
      json: .array(
        pairs.map {
          .object([
            ("office", .string($0.office.id)), ("officeName", .string($0.office.name)), ("body", .string($0.body.id)),
            ("bodyName", .string($0.body.name)), ("named", .bool(!isImplied($0))),
          ])
        }))
  }

  private static func named(_ arguments: Arguments, _ hub: Hub) throws -> (office: Organ, body: Organ) {
    func organ(_ name: String) throws -> Organ {
      let typed = try arguments.required(name)
      guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
      return organ
    }
    return (try organ("office"), try organ("body"))
  }

  private static func outcome(_ words: Bilingual, _ office: Organ, _ body: Organ, _ options: HubOptions) -> Outcome {
    Outcome(
      words[options.language], json: .object([("office", .string(office.id)), ("body", .string(body.id))]))
  }
}
