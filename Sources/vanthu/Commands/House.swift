import CommandWords
import DurableFile
import Office
import Records
import Wording

/// Cơ quan: người dùng, sổ, nhóm nơi nhận, cơ quan khác, lịch nghỉ, số cuối sau phục hồi.
extension Command {
  static let clerk = Command(
    name: "clerk", aliases: ["nguoi-dung"], group: .house, summary: Words("người dùng: xem, thêm", "clerks: list, add"),
    parameters: [
      .argument("verb", .choice(["list", "add"]), Words("việc", "what")),
      .argument("name", .text, Words("tên", "name"), required: false),
    ],
    examples: [Example("vanthu clerk add \"Văn thư 2\"", "thêm người dùng", "add a clerk")],
    run: { session, arguments in
      if arguments["verb"] == "add" {
        let name = try arguments.required("name")
        try session.act { try $0.nameClerk(name) }
      }
      let clerks = try session.office.clerks()
      return Outcome(lines: clerks, json: .array(clerks.map(JSON.string)))
    })

  static let book = Command(
    name: "book", aliases: ["mo-so"], group: .house,
    summary: Words("sổ và dãy số: xem, mở sổ riêng cho một số loại", "books and series: list, open one for some types"),
    parameters: [
      .argument("verb", .choice(["list", "open", "void-days-to-come"]), Words("việc", "what")),
      .argument("book", .word, Words("mã sổ", "book"), required: false),
      .option("reason", .text, Words("Lý do", "Reason"), asked: false),
      .option(
        "today", .issuedDay, Words("Hôm nay", "Today"),
        help: Words("với void-days-to-come: đủ ngày, tháng, năm", "for void-days-to-come: day, month and year"),
        asked: false),
      .option("series", .word, Words("Mã sổ", "Series"), help: Words("di-qd", "di-qd")),
      .option("name", .text, Words("Tên sổ", "Name")),
      .option("direction", .choice(["incoming", "outgoing"]), Words("Đến hay đi", "Direction")),
      .option("type", .documentType, Words("Loại văn bản", "Types"), repeats: true),
      .option("first", .number, Words("Số đầu tiên", "First number")), .option("year", .year, Words("Năm", "Year")),
    ],
    examples: [
      Example(
        "vanthu book open --series di-qd --name \"Sổ quyết định\" --type qd", "sổ riêng cho quyết định",
        "a book of decisions"),
      Example(
        "vanthu book void-days-to-come den-2027 --today 01/12/2026 --reason \"Đồng hồ máy sai\"",
        "hủy số cấp khi đồng hồ máy chạy trước",
        "void what a clock ahead has numbered"),
    ],
    run: { session, arguments in
      if arguments["verb"] == "void-days-to-come" {
        return try mendClock(
          session, in: try arguments.required("book"), try arguments.required("today"),
          try arguments.required("reason"))
      }
      let year = try arguments.number("year") ?? session.today.year
      if arguments["verb"] == "open" {
        let book = Book(
          series: try arguments.required("series"),
          direction: arguments["direction"] == "incoming" ? .incoming : .outgoing,
          year: year, name: try arguments.required("name"),
          typeNames: arguments.all("type").map { DocumentType(named: $0).name },
          firstNumber: try arguments.number("first") ?? 1)
        try session.act { try $0.openBook(book) }
      }
      let waiting = try session.office.waitingBooks(today: session.today)
      let all = try session.office.shelves(year: arguments["year"] == nil && arguments["verb"] == "list" ? nil : year)
      // Those that wait for their year stand behind the others.
      let shelves = all.filter { waiting[$0.book.id] == nil } + all.filter { waiting[$0.book.id] != nil }
      return Outcome(
        rows: shelves.map { shelf in
          let types =
            shelf.book.typeNames.isEmpty
            ? session.say("mọi loại khác", "all other types") : shelf.book.typeNames.joined(separator: ", ")
          let last = "\(session.say("số cuối", "last")) \(shelf.lastNumber)"
          let waits = waiting[shelf.book.id]?.words[session.language]
          return .columns(shelf.book.id, shelf.book.name, types, last, waits)
        },
        json: .array(
          shelves.map {
            .object([
              ("id", .string($0.book.id)), ("name", .string($0.book.name)),
              ("direction", .string($0.book.direction.rawValue)),
              ("year", .number($0.book.year)), ("typeNames", .array($0.book.typeNames.map(JSON.string))),
              ("firstNumber", .number($0.book.firstNumber)), ("lastNumber", .number($0.lastNumber)),
              ("waits", .bool(waiting[$0.book.id] != nil)),
              ("voided", .array((waiting[$0.book.id]?.voided ?? []).map(JSON.number))),
            ])
          }))
    })

  static let group = Command(
    name: "group", aliases: ["nhom"], group: .house,
    summary: Words("nhóm nơi nhận: xem, đặt", "groups of recipients: list, set"),
    parameters: [
      .argument("verb", .choice(["list", "set"]), Words("việc", "what")),
      .argument("name", .text, Words("tên nhóm", "name"), required: false),
      .option("member", .recipient, Words("Nơi nhận", "Member"), repeats: true),
    ],
    examples: [
      Example(
        "vanthu group set \"Các xóm\" --member \"Xóm Bản Gun\" --member \"Xóm Lũng Nọi\"", "đặt nhóm", "set a group")
    ],
    run: { session, arguments in
      if arguments["verb"] == "set" {
        let name = try arguments.required("name")
        let members = try arguments.all("member").map { typed in
          let (name, organID) = try agency(session, typed, on: session.today)
          return Recipient(name: name, organID: organID)
        }
        try session.act { try $0.nameGroup(name, members: members) }
      }
      let groups = try session.office.groups(on: session.today)
      return Outcome(
        rows: groups.map { .columns($0.name, $0.members.map(\.name).joined(separator: "; ")) },
        json: .array(
          groups.map {
            .object([("name", .string($0.name)), ("members", .array($0.members.map { .string($0.name) }))])
          }))
    })

  static let organ = Command(
    name: "organ", aliases: ["co-quan"], group: .house,
    summary: Words("cơ quan: tìm trong danh bạ, thêm", "agencies: look up, add"),
    parameters: [
      .argument("verb", .choice(["find", "add"]), Words("việc", "what")),
      .argument("name", .text, Words("tên", "name")),
      .option("code", .word, Words("Mã định danh", "Identifier")),
    ],
    examples: [Example("vanthu organ find \"ubnd dt\"", "tìm theo chữ đầu", "find by initials")],
    run: { session, arguments in
      let name = try arguments.required("name")
      if arguments["verb"] == "add" {
        try session.act { try $0.nameOrgan(name, code: arguments["code"]) }
        return Outcome(session.say("Đã thêm \(name).", "Added \(name)."), json: .object([("name", .string(name))]))
      }
      let found = try session.office.directory.matching(name, on: session.today, limit: 20)
      return Outcome(
        lines: found.map(\.label),
        json: .array(
          found.map { .object([("id", .string($0.id)), ("name", .string($0.name)), ("label", .string($0.label))]) }))
    })

  static let calendar = Command(
    name: "calendar", aliases: ["lich"], group: .house,
    summary: Words("lịch nghỉ của một năm: xem, đặt theo thông báo", "holidays of a year: show, set by the notice"),
    detail: Words(
      "Tệp có mỗi dòng một ngày: ngày, off hoặc working, tên, căn cứ, cách nhau bằng Tab. propose in ra lịch tính theo luật để sửa lại theo thông báo của năm.",
      "The file has a line a day: day, off or working, name, source, with tabs between. propose prints what the law gives, to be mended by the year's notice."
    ),
    parameters: [
      .argument("verb", .choice(["show", "propose", "set"]), Words("việc", "what")),
      .argument("year", .year, Words("năm", "year")),
      .option("file", .file, Words("Tệp", "File")),
    ],
    examples: [Example("vanthu calendar propose 2027 > lich-2027.tsv", "lịch theo luật", "the law's table")],
    run: { session, arguments in
      let year = try arguments.number("year")!
      if arguments["verb"] == "set" {
        let path = try arguments.required("file")
        let holidays = try Holiday.parse(try TextFile.read(path))
        guard !holidays.isEmpty else { throw TextFileRefusal.empty(path) }
        try session.act { try $0.setCalendar(year, holidays) }
        session.forgetCalendar()
      }
      let rows =
        arguments["verb"] == "propose"
        ? WorkingCalendar.proposedRows(for: year) ?? [] : try session.calendar.holidays.filter { $0.day.year == year }
      if rows.isEmpty {
        return Outcome(
          session.say(
            "Chưa có lịch nghỉ năm \(year); xem đề xuất bằng vanthu calendar propose \(year), rồi đặt bằng vanthu calendar set.",
            "There is no holiday table of \(year); see vanthu calendar propose \(year), then set it."), json: .array([])
        )
      }
      return Outcome(
        rows: rows.map { .columns("\($0.day)", $0.kind.rawValue, $0.name, $0.source) },
        json: .array(
          rows.map {
            .object([
              ("day", .string($0.day.description)), ("kind", .string($0.kind.rawValue)), ("name", .string($0.name)),
              ("source", .string($0.source)),
            ])
          }))
    })

  static let numbers: Command = Command(
    name: "numbers", aliases: ["so-cuoi"], group: .house,
    summary: Words(
      "sau phục hồi: cho biết số cuối đã ghi trên giấy", "after a restore: say the last numbers used on paper"),
    parameters: [
      .option(
        "last", .word, Words("Sổ=số", "Book=number"),
        help: Words("den-2026=57; mỗi sổ một lần", "den-2026=57, once for each book"), repeats: true)
    ],
    examples: [
      Example(
        "vanthu numbers --last den-2026=57 --last di-2026=15 --last di-sao-2026=0", "xác nhận số cuối",
        "confirm the numbers")
    ],
    run: { session, arguments in
      let asked = try session.office.numbersToConfirm(today: session.today)
      let given = arguments.all("last")
      if given.isEmpty {
        return Outcome(
          rows: asked.isEmpty
            ? [OutputLine(session.say("Không có câu hỏi nào về số trên giấy.", "No question about paper is open."))]
            : asked.map {
              .columns($0.book.id, $0.book.name, "\(session.say("trong máy là", "the file knows")) \($0.lastNumber)")
            },
          json: .array(asked.map { .object([("book", .string($0.book.id)), ("lastNumber", .number($0.lastNumber))]) }))
      }
      var last: [String: Int] = [:]
      for text in given {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let number = WholeNumber.reading(parts[1]) else {
          throw UsageError.number(name: "--last", typed: text)
        }
        last[parts[0]] = number
      }
      return try confirmed(last, session)
    },
    act: { workbench, arguments in
      let asked = try workbench.session.office.numbersToConfirm(today: workbench.session.today)
      guard arguments.all("last").isEmpty, !asked.isEmpty else { return try workbench.confirm(.numbers, arguments) }
      workbench.show(
        try FormScreen(
          workbench.session, paperNumbers(asked), Arguments(),
          prefilled: Dictionary(uniqueKeysWithValues: asked.map { ($0.book.id, ["\($0.lastNumber)"]) })))
    })

  /// The same as a form of the screen: a field for each book in question, which holds what the file knows.
  private static func paperNumbers(_ asked: [Shelf]) -> Command {
    Command(
      name: numbers.name, group: .house, summary: numbers.summary,
      parameters: asked.map { shelf in
        .option(
          shelf.book.id, .number, Words(shelf.book.id, shelf.book.id),
          help: Words(
            "\(shelf.book.name) \(shelf.book.year): trong máy tới số \(shelf.lastNumber); ghi số cuối trên giấy",
            "\(shelf.book.name) \(shelf.book.year): the file has reached \(shelf.lastNumber); the last one on paper"),
          required: true)
      },
      run: { session, arguments in
        var last: [String: Int] = [:]
        for shelf in asked { last[shelf.book.id] = try arguments.number(shelf.book.id) }
        return try confirmed(last, session)
      })
  }

  @MainActor
  private static func confirmed(_ last: [String: Int], _ session: Session) throws -> Outcome {
    try session.act { try $0.confirmNumbers(last) }
    return Outcome(
      session.say("Đã xác nhận; số tiếp theo nối theo số trên giấy.", "Confirmed; numbers go on from paper."),
      json: .object(last.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) }))
  }
}

/// A small text file as it is.
enum TextFile {
  static func read(_ path: String) throws -> String {
    let place = try FileNames.found(path)
    guard let bytes = try? OpenFile.all(place, atMost: 1 << 20) else {
      throw TextFileRefusal.unreadable(path)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

enum TextFileRefusal: Refusal, Equatable {
  case unreadable(String)
  case empty(String)

  var words: Words {
    switch self {
    case .unreadable(let path):
      Words(
        "Không đọc được \(path); xem lại tên tệp và quyền đọc.", "\(path) cannot be read; look at its name and rights.")
    case .empty(let path):
      Words(
        "Tệp \(path) không có dòng nào; lịch nghỉ giữ nguyên.", "\(path) has no line; the holidays stay as they are.")
    }
  }
}
