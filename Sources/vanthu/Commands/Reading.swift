import CommandWords
import Office
import Records
import Wording

/// Xem và tìm.
extension Command {
  private static let limit = Parameter.option(
    "limit", .number, Words("nhiều nhất", "at most"), help: Words("số dòng nhiều nhất", "at most so many lines"))

  private static let sort = Parameter.option(
    "sort", .order, Words("cách xếp", "order"),
    help: Words(
      "ngay (mặc định), so, co-quan, loai, trich-yeu, nguoi-ky",
      "day (usually), number, organ, type, subject, signer"), asked: false)

  static let inbox = Command(
    name: "inbox", aliases: ["hop-viec"], group: .reading,
    summary: Words("những việc đang chờ, gấp nhất trước", "what needs a hand, the most pressing first"),
    parameters: [
      limit,
      .flag("muted", Words("đã tắt tiếng", "muted"), help: Words("cả nơi gửi đã tắt tiếng", "muted senders too")),
    ],
    examples: [Example("vanthu inbox --limit 10", "mười việc gấp nhất", "the ten most pressing")],
    run: { session, arguments in
      let all = try session.office.inbox(
        today: session.today, calendar: try session.calendar,
        limit: try arguments.number("limit", in: 0...1_000_000_000) ?? 1000)
      // They are the last.
      let lines = arguments.flag("muted") ? all : all.filter { $0.need != .muted }
      let muted = try session.office.inboxCounts(today: session.today, calendar: try session.calendar)[.muted] ?? 0
      let urgent = all.count { $0.need == .muted && $0.line.document.urgency != .routine }
      let hidden =
        muted == 0 || arguments.flag("muted")
        ? []
        : [
          session.say(
            "Đã tắt tiếng (\(muted)\(urgent > 0 ? ", \(urgent) khẩn" : "")): xem bằng vanthu inbox --muted.",
            "Muted (\(muted)\(urgent > 0 ? ", \(urgent) urgent" : "")): see vanthu inbox --muted.")
        ]
      let rows = lines.map {
        OutputLine.columns([$0.words[session.language]] + Listing.values($0.line, session.language))
      }
      return Outcome(
        rows: (rows.isEmpty ? [OutputLine(session.say("Không còn việc nào đang chờ.", "Nothing waits."))] : rows)
          + hidden.map(OutputLine.init),
        json: .array(
          lines.map { line in
            guard case .object(let members) = line.line.json else { return line.line.json }
            return .object([("need", .string("\(line.need)"))] + members)
          }))
    },
    act: { workbench, arguments in
      try workbench.show(TriageScreen(workbench.session, showsMuted: arguments.flag("muted")))
    })

  static let overdue = Command(
    name: "overdue", aliases: ["qua-han"], group: .reading,
    summary: Words("văn bản quá hạn, lâu nhất trước", "documents past their day, the longest first"),
    parameters: [limit],
    examples: [Example("vanthu overdue --json", "cho một chương trình khác", "for another program")],
    run: { session, arguments in
      let lines = try session.office.overdue(
        today: session.today, limit: try arguments.number("limit", in: 0...1_000_000_000) ?? 1000)
      return Listing.outcome(lines, session, none: Words("Không có văn bản nào quá hạn.", "Nothing is overdue."))
    },
    act: { workbench, _ in try workbench.search("han:qua ") })

  static let list = Command(
    name: "list", aliases: ["so"], group: .reading,
    summary: Words("sổ đăng ký văn bản đến hoặc đi, mới nhất trước", "a register, newest first"),
    detail: Words(
      "--sort xếp theo tên cơ quan (văn bản đi: nơi nhận), loại, trích yếu theo thứ tự từ điển tiếng Việt, người ký theo tên; cùng tên thì mới nhất trước.",
      "--sort puts agencies (of outgoing documents: addressees), types and subjects in the order of a Vietnamese dictionary, signers by given name; the newest first of each."
    ),
    parameters: [
      .argument("book", .choice(["incoming", "outgoing"]), Words("sổ", "register")),
      .option("year", .year, Words("năm", "year"), help: Words("mặc định: năm nay", "usually this year")),
      .flag("all", Words("mọi năm", "all years"), help: Words("mọi năm", "all years")), sort, limit,
    ],
    examples: [
      Example("vanthu list incoming --year 2026 --limit 20", "20 dòng cuối của sổ đến", "the last 20 lines"),
      Example("vanthu list incoming --sort co-quan", "xếp theo tên cơ quan", "sorted by agency"),
    ],
    run: { session, arguments in
      let direction: Book.Direction = arguments["book"] == "outgoing" ? .outgoing : .incoming
      let year = try arguments.flag("all") ? nil : arguments.number("year") ?? session.today.year
      let lines = try session.office.lines(
        .register(direction, year: year, order: arguments.order()),
        limit: try arguments.number("limit", in: 0...1_000_000_000) ?? Int.max,
        today: session.today)
      return Listing.outcome(lines, session, none: Words("Sổ chưa có dòng nào.", "The register is empty."))
    },
    act: { workbench, arguments in
      let direction: Book.Direction = arguments["book"] == "outgoing" ? .outgoing : .incoming
      let year = try arguments.flag("all") ? nil : arguments.number("year") ?? workbench.session.today.year
      try workbench.show(
        RegisterScreen(workbench.session, .register(direction, year: year), order: arguments.order()))
    })

  static let show = Command(
    name: "show", aliases: ["xem"], group: .reading,
    summary: Words("một văn bản với tất cả những gì thuộc về nó", "one document with everything that belongs to it"),
    parameters: [.argument("document", .document, Words("văn bản", "document"))],
    examples: [Example("vanthu show 57@2025", "số đến 57 của năm 2025", "arrival 57 of 2025")],
    run: { session, arguments in
      let card = try session.office.card(try session.lines(arguments)[0])
      return Outcome(rows: try Listing.card(card, session), json: card.json)
    },
    act: { workbench, arguments in
      try workbench.show(CardScreen(workbench.session, try workbench.session.lines(arguments)[0]))
    })

  static let trail = Command(
    name: "trail", aliases: ["qua-trinh"], group: .reading,
    summary: Words("ai đã làm gì với một văn bản, khi nào", "who did what to a document, and when"),
    parameters: [.argument("document", .document, Words("văn bản", "document"))],
    examples: [Example("vanthu trail 15/QĐ-UBND", "của một văn bản đi", "of an outgoing document")],
    run: { session, arguments in
      let card = try session.office.card(try session.lines(arguments)[0])
      return Outcome(
        rows: card.trail.map { .columns(Listing.step($0, of: card, session)) }, json: .array(card.trail.map(\.json)))
    },
    act: { workbench, arguments in
      try workbench.show(CardScreen(workbench.session, try workbench.session.lines(arguments)[0]))
    })

  static let search = Command(
    name: "search", aliases: ["tim"], group: .reading,
    summary: Words("tìm trong mọi phần, có dấu hay không dấu", "search every field, with marks or without"),
    detail: Words(
      "Gõ không dấu thì dấu nào cũng tìm ra; gõ có dấu thì văn bản đúng dấu đứng trước; “trong nháy kép” thì đúng từng dấu, các từ liền nhau. 15/qd-ubnd là số ký hiệu, -từ để loại bớt. Lọc: "
        + SearchFilter.all.map { "\($0.names[0]): (\($0.summary.vietnamese))" }.joined(separator: ", ") + ".",
      "Without marks, words are found whatever their marks; with marks, those with the same marks come first; “in quotes” marks and order must be the same. 15/qd-ubnd is a code, -word leaves out. Filters: "
        + SearchFilter.all.map { "\($0.names.last!): (\($0.summary.english))" }.joined(separator: ", ") + "."),
    parameters: [.argument("words", .text, Words("từ cần tìm", "words"), required: false, repeats: true), sort, limit],
    examples: [
      Example("vanthu search \"quyet dinh duong bo\"", "không cần dấu", "marks are not needed"),
      Example("vanthu search 'tu:\"sở nội vụ\"'", "đúng từng dấu", "with these very marks"),
      Example("vanthu search tu:snv han:qua", "của Sở Nội vụ, đã quá hạn", "from a department, overdue"),
    ],
    run: { session, arguments in
      // What a shell has taken apart stands together again; a closing blank ends the last word.
      let typed = arguments.all("words").joined(separator: " ")
      let query = ListQuery(try SearchQuery(typed + " ", today: session.today), order: arguments.order())
      guard !query.search.isEmpty else {
        throw UsageError.missing(
          [Words("từ cần tìm", "words")],
          usage: Words("vanthu search TỪ-CẦN-TÌM…", "vanthu search WORDS…"))
      }
      let lines = try session.office.lines(
        query, limit: try arguments.number("limit", in: 0...1_000_000_000) ?? 50, today: session.today)
      return Listing.outcome(
        lines, session,
        none: query.search.nothingFound(typed))
    },
    act: { workbench, arguments in
      try workbench.search(arguments.all("words").joined(separator: " "), order: arguments.order())
    })
}
