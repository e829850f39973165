import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  static let audit = HubCommand(
    "audit", aliases: ["nhat-ky"],
    Bilingual("nhật ký truy cập: ai làm gì, từ đâu, lúc nào", "the audit log: who did what, from where, when"),
    detail: Bilingual(
      """
      Mỗi dòng nối với dòng trước bằng mã băm; vanthu-hub verify kiểm tra cả chuỗi. Dòng cũ hơn 90 ngày được cất vào \
      audit/0001.jsonl… trong thư mục dữ liệu, không mất dòng nào. --export in từng dòng kèm mã băm, để giữ ở máy \
      khác. --rotate chỉ cất, không in dòng nào. Việc xem nhật ký cũng được ghi.
      """,
      """
      Every line is chained to the one before it by a hash; vanthu-hub verify checks the chain. Lines older than 90 \
      days are moved to audit/0001.jsonl… in the folder of the data; none is lost. --export prints the lines with \
      their hashes, to be kept on another machine. --rotate only moves them, and prints none. Reading the log is \
      logged too.
      """),
    parameters: [
      .option(
        "since", .text, Bilingual("ngày", "day"),
        help: Bilingual("từ ngày nào, ví dụ 20/11/2026", "from this date on")),
      .flag("csv", Bilingual("bảng CSV, mở bằng bảng tính", "a table for spreadsheets, CSV")),
      .flag("export", Bilingual("mỗi dòng một JSON, kèm mã băm", "one line of JSON each, with its hash")),
      .flag("rotate", Bilingual("cất ngay các dòng cũ hơn 90 ngày", "move the lines older than 90 days now")),
    ],
    examples: [
      .init("vanthu-hub audit --since 20/11/2026", "từ một ngày", "since a date"),
      .init("vanthu-hub audit --csv > nhat-ky.csv", "ra tệp cho bảng tính", "a file for a spreadsheet"),
    ]
  ) { options, arguments in
    if arguments.flag("rotate") { return try rotated(options, arguments) }
    let hub = try Hub.open(options.data, onlyToLook: true)
    let since = try arguments["since"].map { try start(of: day($0, today: hub.today)) } ?? 0
    let entries = try hub.auditEntries(since: since)
    let shape = arguments.flag("csv") ? "csv" : arguments.flag("export") ? "jsonl" : options.json ? "json" : "text"
    // Looking at a backup changes nothing in it.
    if try hub.keepsLog { try hub.record(.auditExported, on: arguments["since"].map { "\(shape) \($0)" } ?? shape) }
    let language = options.language
    if arguments.flag("csv") {
      try writeOutput(AuditCSV.text(of: entries, language))
      return Outcome(lines: [], json: nil)
    }
    if arguments.flag("export") {
      return Outcome(rows: entries.map { .json($0.chained) }, json: nil)
    }
    let none = Bilingual("Nhật ký không có dòng nào từ ngày ấy.", "The log has no lines since that date.")[language]
    let rows = entries.map { entry in
      OutputLine.columns(
        shown(entry.time), entry.who, entry.origin[language], entry.kind?.words[language] ?? entry.what,
        entry.subject[language])
    }
    return Outcome(
      rows: rows.isEmpty ? [OutputLine(none)] : rows,
      json: .array(
        entries.map {
          .object([
            ("time", .string($0.timeText)), ("who", .string($0.who)), ("from", .string($0.place)),
            ("what", .string($0.what)), ("whom", .string($0.whom)),
          ])
        }))
  }

  /// Moves old lines to files, without showing any: showing is logged differently.
  private static func rotated(_ options: HubOptions, _ arguments: Arguments) throws -> Outcome {
    for other in ["csv", "export"] where arguments.flag(other) {
      throw UsageError.misplaced(
        "--\(other)", Bilingual("xem nhật ký, không phải --rotate", "the log is read, not --rotate"))
    }
    if arguments["since"] != nil {
      throw UsageError.misplaced(
        "--since", Bilingual("xem nhật ký, không phải --rotate", "the log is read, not --rotate"))
    }
    let moved = try Hub.open(options.data, onlyToLook: true).rotateAudit()
    return Outcome(
      Bilingual("Đã cất \(moved) dòng.", "\(moved) lines were moved.")[options.language],
      json: .object([("moved", .number(moved))]))
  }

  private static func day(_ typed: String, today: Day) throws -> Day {
    do { return try Day.reading(typed, today: today) } catch let refusal as DayRefusal {
      throw UsageError.value(refusal.words)
    }
  }

  /// Midnight in Vietnam (UTC+7), in milliseconds.
  private static func start(of day: Day) -> Int { (day.ordinal * 86_400 - 7 * 3_600) * 1_000 }

  /// `20/11/2026 08:00:05`
  private static func shown(_ time: Int) -> String {
    "\(Day(unixSeconds: time / 1_000).display) \(AuditEntry.clock(of: time))"
  }
}
