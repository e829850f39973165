import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  private static let names = Bilingual(
    """
    documents: văn bản một ngày; recipients: lượt nơi nhận một ngày; bytes: byte sổ và tệp một ngày; storage: byte tệp \
    giữ lại; changes: số lần sửa một văn bản một ngày. Số byte viết được như 500MB, 2GB.
    """,
    """
    documents a day; recipients, deliveries a day; bytes of entries and files a day; storage, bytes of files that \
    are kept; changes of one document a day. Bytes may be written as 500MB, 2GB.
    """)

  static let quotaShow = HubCommand(
    "quota show", aliases: ["han-muc"],
    Bilingual("mỗi cơ quan được gửi bao nhiêu, đã gửi bao nhiêu", "what each office may send, and has sent"),
    detail: Bilingual(
      "Hôm nay đã dùng / được dùng. Cơ quan vắng mấy ngày thì được dồn tối đa 7 ngày. Quá mức thì không mất gì: "
        + "phần còn lại nhận từ ngày mai, hoặc khi nâng mức (quota set).",
      "Used today / allowed. An office that was away may use up to 7 days' worth. "
        + "Anything over is not lost: it is accepted from tomorrow on, or when more is allowed (quota set)."
    ),
    parameters: [
      .argument(
        "organ", .text, Bilingual("cơ quan", "office"),
        help: Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name"),
        required: false)
    ],
    examples: [.init("vanthu-hub quota show xa-2025-01273/ubnd", "của một phường", "of a ward")]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let organ = try arguments["organ"].map { try resolve($0, hub) }
    let standings = try hub.quotas(of: organ?.id)
    let usual = try hub.usualQuota()
    let language = options.language
    var lines = standings.map { standing -> OutputLine in
      var things = Quota.counted.map { thing in
        let days = thing == .storage ? 1 : standing.days
        let own = standing.own.contains(thing) ? "*" : ""
        return
          "\(thing.words[language]) \(thing.shown(standing.spent[thing], language))/"
          + "\(thing.exactly(standing.quota[thing] * days, language))\(own)"
      }
      if standing.own.contains(.changes) {
        things.append(
          "\(Quota.Thing.changes.words[language]) \(Quota.Thing.changes.exactly(standing.quota.changes, language))*")
      }
      let over = standing.isOver ? Bilingual("quá mức", "over")[language] : nil
      let muted =
        standing.mutedBy.isEmpty
        ? nil
        : Bilingual("\(standing.mutedBy.count) nơi tắt tiếng", "muted by \(standing.mutedBy.count)")[language]
      return .columns(standing.organName, things.joined(separator: ", "), over, muted)
    }
    if organ == nil {
      lines.append(
        OutputLine(
          Bilingual("Mức chung: ", "Default: ")[language] + shown(usual, language) + ". "
            + Bilingual("Dấu * là mức riêng.", "A * marks an office's own limit.")[language]))
      lines.append(OutputLine(Allowance.triesWords[language]))
    }
    let offices = standings.map { standing in
      JSON.object([
        ("organ", .string(standing.organ)), ("organName", .string(standing.organName)),
        ("quota", json(standing.quota)), ("own", .array(standing.own.map { .string($0.rawValue) })),
        ("spent", json(standing.spent, Quota.counted)), ("days", .number(standing.days)),
        ("isOver", .bool(standing.isOver)),
        ("mutedBy", .array(standing.mutedBy.map(JSON.string))),
      ])
    }
    return Outcome(
      rows: lines, json: organ == nil ? .object([("usual", json(usual)), ("offices", .array(offices))]) : offices[0])
  }

  static let quotaSet = HubCommand(
    "quota set", aliases: ["dat-han-muc"],
    Bilingual("đặt mức gửi của một cơ quan, hoặc của tất cả", "set how much an office may send, or all"),
    detail: Bilingual(
      "\(names.vietnamese) Số 0: không nhận; dấu gạch (documents=-): trở lại mức chung.",
      "\(names.english) 0 means nothing; a dash (documents=-) means the default."),
    parameters: [
      .argument(
        "values", .text, Bilingual("cơ quan và mức", "office and values"),
        help: Bilingual("khóa cơ quan, rồi documents=… bytes=…", "the office, then documents=… bytes=…"),
        repeats: true),
      .flag("default", Bilingual("cho mọi cơ quan chưa có mức riêng", "for all without a setting of their own")),
    ],
    examples: [
      .init(
        "vanthu-hub quota set xa-2025-01273/ubnd documents=2000 storage=100GB", "nâng mức cho một phường",
        "more for a ward"),
      .init("vanthu-hub quota set --default recipients=10000", "mức chung", "for all"),
    ]
  ) { options, arguments in
    // The line is parsed completely before the data is opened.
    var words = arguments.all("values")
    var typed: String?
    if !arguments.flag("default") {
      guard let first = words.first, !first.contains("=") else { throw QuotaLineRefusal.noOffice }
      typed = words.removeFirst()
    }
    guard !words.isEmpty else { throw QuotaLineRefusal.noValue(typed ?? "--default") }
    var values: [Quota.Thing: Int?] = [:]
    for word in words {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let thing = Quota.Thing(rawValue: parts[0]), values[thing] == nil,
        let most = amount(parts[1], thing)
      else { throw QuotaLineRefusal.value(word) }
      if let most, most > 0, most < thing.least { throw QuotaLineRefusal.tooSmall(word, thing) }
      values.updateValue(most, forKey: thing)
    }
    let hub = try Hub.open(options.data)
    let organ = try typed.map { try resolve($0, hub) }
    try hub.setQuota(organ?.id, values)
    let quota = try organ.map { try hub.quotas(of: $0.id)[0].quota } ?? hub.usualQuota()
    let whose = organ?.name ?? Bilingual("Mức chung", "For all")[options.language]
    return Outcome(
      lines: ["\(whose): \(shown(quota, options.language))"],
      json: .object([("organ", JSON(organ?.id)), ("quota", json(quota))]))
  }

  private static func resolve(_ typed: String, _ hub: Hub) throws -> Organ {
    guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
    return organ
  }

  private static func shown(_ quota: Quota, _ language: Language) -> String {
    Quota.Thing.allCases.map { "\($0.words[language]) \($0.exactly(quota[$0], language))" }.joined(separator: ", ")
  }

  private static func json(_ quota: Quota, _ things: [Quota.Thing] = Quota.Thing.allCases) -> JSON {
    .object(things.map { ($0.rawValue, .number(quota[$0])) })
  }

  /// Parses an amount; `.some(nil)` for a dash, which means the default, and `nil` for anything else.
  private static func amount(_ typed: String, _ thing: Quota.Thing) -> Int?? {
    if typed == "-" { return .some(nil) }
    let units = thing.isSize ? [("KB", 10), ("MB", 20), ("GB", 30), ("TB", 40)] : []
    let unit = units.first { typed.uppercased().hasSuffix($0.0) }
    let digits = typed.dropLast(unit == nil ? 0 : 2)
    // More than any disk holds, and far from overflow.
    guard (1...12).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits), number <= (1 << 50) >> (unit?.1 ?? 0)
    else { return nil }
    return number << (unit?.1 ?? 0)
  }
}

/// What is wrong about the values on the line.
enum QuotaLineRefusal: UsageRefusal, Equatable {
  case noOffice
  /// Names the office without a value.
  case noValue(String)
  case value(String)
  /// So small that a unit must have been forgotten.
  case tooSmall(String, Quota.Thing)

  var words: Bilingual {
    switch self {
    case .noOffice:
      Bilingual(
        "Chưa nêu cơ quan; ghi như vanthu-hub quota set xa-2025-01273/ubnd documents=1000, hoặc --default cho tất cả.",
        "No office is named; write vanthu-hub quota set xa-2025-01273/ubnd documents=1000, or --default for all.")
    case .noValue(let whom):
      Bilingual(
        "Chưa nêu mức; ghi như vanthu-hub quota set \(whom) documents=1000, "
          + "hoặc xem mức đang có bằng vanthu-hub quota show.",
        "No value is named; write vanthu-hub quota set \(whom) documents=1000, "
          + "or see the settings with vanthu-hub quota show."
      )
    case .tooSmall(let typed, let thing):
      Bilingual(
        "“\(typed)” ít quá, không văn bản nào qua được; ghi đơn vị như \(thing.rawValue)=2GB, ít nhất 1MB, "
          + "hoặc \(thing.rawValue)=0 để không nhận gì.",
        "“\(typed)” is so small that no document gets through; write a unit as in \(thing.rawValue)=2GB, "
          + "at least 1MB, or \(thing.rawValue)=0 to accept nothing."
      )
    case .value(let typed):
      Bilingual(
        "“\(typed)” không phải mức; ghi như documents=1000, recipients=20000, bytes=2GB, "
          + "storage=50GB hoặc changes=500, mỗi mức một lần.",
        "“\(typed)” is not a value; write documents=1000, recipients=20000, bytes=2GB, "
          + "storage=50GB or changes=500, each once."
      )
    }
  }
}
