import CommandWords
import Hub
import Records
import Wording

/// Giữ sổ: which station of an office gives the numbers of a book, and the way out when that one is lost.
extension HubCommand {
  private static let office = Parameter.argument(
    "office", .text, Bilingual("cơ quan", "office"),
    help: Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name"))
  private static let anyOffice = Parameter.argument(
    "office", .text, Bilingual("cơ quan", "office"),
    help: Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name"), required: false)

  static let custodyList = HubCommand(
    "custody list", aliases: ["giu-so"],
    Bilingual("trạm nào giữ sổ nào, số nào còn bị giữ lại", "which station holds which book, and what waits for that"),
    parameters: [anyOffice],
    examples: [.init("vanthu-hub custody list so-noi-vu", "sổ của một cơ quan", "the books of one office")]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let organ = try arguments["office"].map { try named($0, hub).id }
    let (directory, today) = (try hub.directory, hub.today)
    let books = try hub.heldBooks(of: organ)
    let rows = books.map { line($0, directory.fullName(of: $0.organ, on: today), options.language) }
    let none = Bilingual("Chưa có sổ nào.", "There are no books yet.")[options.language]
    return Outcome(
      rows: rows.isEmpty ? [OutputLine(none)] : rows,
      json: .array(books.map { json($0, directory.fullName(of: $0.organ, on: today)) }))
  }

  private static func line(_ book: HeldBook, _ office: String, _ language: Language) -> OutputLine {
    var remarks: [String] = []
    if book.isRevoked { remarks.append(Bilingual("đã thu hồi", "revoked")[language]) }
    if let station = book.released {
      remarks.append(Bilingual("nhận số của \(station)", "numbers of \(station) count")[language])
    }
    if let until = book.doubts.map(\.until).max() {
      let day = Day(unixSeconds: Int(until / 1_000)).display
      let others = book.doubts.map { doubt in
        doubt.kind == .replaced
          ? Bilingual("máy trước của \(doubt.station)", "the former PC of \(doubt.station)")[language]
          : doubt.station.description
      }.joined(separator: ", ")
      remarks.append(
        Bilingual("chờ \(others) tới \(day)", "waits for \(others) until \(day)")[language])
    }
    let waits = book.unowned + book.doubled
    if waits > 0 { remarks.append(Bilingual("\(waits) số bị giữ lại", "\(waits) numbers held back")[language]) }
    let station = [book.stationName, book.station].compactMap(\.self).joined(separator: " ")
    return .columns(office, book.book, "\(book.last ?? 0)", station, remarks.joined(separator: ", "))
  }

  private static func json(_ book: HeldBook, _ office: String) -> JSON {
    .object([
      ("organ", .string(book.organ)), ("organName", .string(office)), ("book", .string(book.book)),
      ("station", .string(book.station)), ("stationName", JSON(book.stationName)),
      ("revoked", .bool(book.isRevoked)), ("generation", .number(book.generation)), ("released", JSON(book.released)),
      (
        "waitsFor",
        .array(
          book.doubts.map {
            .object([
              ("station", .string($0.station.description)), ("revoked", .bool($0.kind == .revoked)),
              ("replaced", .bool($0.kind == .replaced)),
              ("until", .string(Day(unixSeconds: Int($0.until / 1_000)).description)),
            ])
          })
      ),
      ("last", JSON(book.last)), ("unowned", .number(book.unowned)), ("doubled", .number(book.doubled)),
    ])
  }

  static let custodyRelease = HubCommand(
    "custody release", aliases: ["giai-phong-so"],
    Bilingual(
      "nhận số của trạm khác khi trạm giữ sổ không còn", "accept numbers of another station: the holder is lost"),
    detail: Bilingual(
      """
      Sổ do một trạm giữ mà trạm ấy đã mất, hay đã đăng ký nhầm cơ quan, thì không ai bàn giao được, và văn bản máy \
      đúng bị giữ lại mãi. Lệnh này nhận số của máy ấy, và chuyển đi những gì đã bị giữ lại. Chỉ làm khi cơ quan \
      nói chắc là trạm cũ không cấp số nữa: nếu nó còn cấp, hai văn bản sẽ mang một số. Máy đã nhận sổ (vanthu custody \
      recover) mà còn phải chờ trạm cũ thì sau lệnh này cấp số ngay ở lần gửi nhận tới. Ở máy của cơ quan, sổ đang \
      ghi là ở máy khác thì gõ thêm vanthu custody recover.
      """,
      """
      A book whose holder is lost, or was enrolled for the wrong office, cannot be handed over, and the documents of \
      the right PC wait for ever. This lets its numbers count and delivers what waited. Only when the office is sure \
      that the old station gives no more numbers: otherwise two documents get one. A PC that has taken the book over \
      (vanthu custody recover) and waits for the old station may number it from its next exchange on. Where the PC \
      says that another one holds the book, vanthu custody recover is needed there too.
      """),
    parameters: [
      office, .argument("book", .text, Bilingual("sổ", "book")),
      .option(
        "to", .text, Bilingual("trạm", "station"),
        help: Bilingual("mặc định: trạm duy nhất còn lại", "default: the only one left")),
    ],
    examples: [
      .init("vanthu-hub custody release so-noi-vu di-2026", "nhận số của máy còn lại", "to the PC that is left")
    ]
  ) { options, arguments in
    let hub = try Hub.open(options.data)
    let organ = try named(try arguments.required("office"), hub)
    let book = try arguments.required("book")
    let (station, delivered) = try hub.releaseBook(book, of: organ.id, to: arguments["to"]?.lowercased())
    return Outcome(
      Bilingual(
        "Từ nay nhận số sổ \(book) của trạm \(station); đã chuyển \(delivered) việc bị giữ lại.",
        "Numbers of book \(book) from station \(station) count from now on; \(delivered) entries were delivered.")[
          options.language],
      json: .object([
        ("organ", .string(organ.id)), ("book", .string(book)), ("station", .string(station)),
        ("delivered", .number(delivered)),
      ]))
  }

  private static func named(_ typed: String, _ hub: Hub) throws -> Organ {
    guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
    return organ
  }
}
