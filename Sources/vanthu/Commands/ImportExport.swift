import CommandWords
import Glibc
import Office
import Records
import Vietnamese
import Wording

/// Nhập sổ cũ, xuất sổ.
extension Command {
  static let importRegister = Command(
    name: "import", aliases: ["nhap"], group: .file,
    summary: Words("nhập một sổ cũ từ CSV, giữ nguyên số", "take over an old register from CSV, with its numbers"),
    detail: Words(
      "Đọc CSV của Excel (dấu ; hoặc , , BOM, dd/mm/yyyy), cả bằng bảng mã cũ (ABC, VNI …). Nhập tất cả hoặc không dòng nào; mọi dòng sai được nêu với số dòng, cột, lý do. Số bị nhảy trong sổ cũ phải có lý do bằng --with-gaps; các số ấy đứng trong sổ như số đã hủy.",
      "Reads Excel's CSV (; or , , BOM, dd/mm/yyyy), in old code pages too (ABC, VNI …). All rows or none; every wrong row is named with line, column and reason. Numbers missing in the old book want --with-gaps REASON and stand as voided."
    ),
    parameters: [
      .argument("file", .file, Words("Tệp CSV", "CSV file")),
      .flag(
        "dry-run", Words("Chỉ xem thử", "Only look"),
        help: Words("xem thử, không ghi gì", "look at everything, write nothing")),
      .option(
        "book", .choice(["incoming", "outgoing"]), Words("Sổ đến hay đi", "Book"),
        help: Words("mặc định: đoán theo cột", "usually told from the columns")),
      .flag(
        "partly", Words("Nhập phần đúng", "Partly"),
        help: Words("ghi những dòng đúng dù có dòng sai", "write the good rows although others are wrong")),
      .option("with-gaps", .text, Words("Lý do nhảy số", "Reason for gaps")),
      .option(
        "encoding", .text, Words("Bảng mã", "Code page"),
        help: Words("abc, vni, utf-8 …; mặc định: tự nhận", "abc, vni, utf-8 …; usually found out"), asked: false),
    ],
    examples: [Example("vanthu import so-den-2025.csv --dry-run", "xem thử trước khi nhập", "look before importing")],
    run: { session, arguments in
      let path = FileNames.expanded(try arguments.required("file"))
      let options = ImportOptions(
        direction: arguments["book"].flatMap(Book.Direction.init), isDryRun: arguments.flag("dry-run"),
        partly: arguments.flag("partly"), gapReason: arguments["with-gaps"],
        encoding: try arguments.encoding("encoding"))
      let bytes = try ImportFile.size(path)
      let progress = session.progress(total: max(1, bytes / 200))
      let report = try session.office.importRegister(path: path, options: options, acting: try session.acting) {
        progress.at($0)
      }
      progress.finish()
      session.hasActed = report.isWritten
      let language = session.language
      var lines = report.refused.map { $0.sentence[language] } + report.warnings.map { $0.sentence[language] }
      if report.encoding != TextEncoding(.utf8) {
        lines.append(
          session.say("Bảng mã của tệp: ", "Code page of the file: ") + report.encoding.words[language] + ".")
      }
      if !report.leftOut.isEmpty {
        lines.append(
          session.say("Không nhập các cột: ", "Columns left out: ") + report.leftOut.joined(separator: ", ") + ".")
      }
      if let refusal = report.refusal { lines.append(refusal[language]) }
      lines.append(
        report.isWritten
          ? session.say("Đã nhập \(report.lines) dòng.", "\(report.lines) lines were taken over.")
          : options.isDryRun
            ? session.say(
              "Xem thử: \(report.lines) dòng nhập được, \(report.refused.count) chỗ sai.",
              "Only looked: \(report.lines) lines are good, \(report.refused.count) things are wrong.")
            : session.say("Chưa nhập dòng nào.", "Nothing was taken over."))
      return Outcome(
        lines: lines, json: report.json(language),
        status: report.isWritten || (options.isDryRun && report.refused.isEmpty) ? .done : .refused)
    })

  static let export = Command(
    name: "export", aliases: ["xuat"], group: .file,
    summary: Words("xuất sổ đến hoặc sổ đi", "export a register"),
    detail: Words(
      "CSV có mười cột của Phụ lục IV theo đúng thứ tự, rồi các phần khác.",
      "CSV has the ten columns of Annex IV in their order, then the rest."),
    parameters: [
      .argument("book", .choice(["incoming", "outgoing"]), Words("sổ", "register")),
      .option("year", .year, Words("Năm", "Year"), help: Words("mặc định: mọi năm", "usually all years")),
      .option(
        "format", .choice(ExportFormat.allCases.map(\.rawValue)), Words("Dạng", "Format"),
        help: Words("mặc định: csv", "usually csv")),
      .option("to", .file, Words("Tệp", "File"), help: Words("mặc định: in ra màn hình", "usually standard output")),
      .flag(
        "guard-formulas", Words("Chặn công thức", "Guard formulas"),
        help: Words("thêm ' trước ô bắt đầu bằng = + - @", "put ' before cells that begin with = + - @")),
    ],
    examples: [
      Example(
        "vanthu export incoming --year 2026 --format csv > so-den-2026.csv", "xuất sổ đến",
        "export the incoming register")
    ],
    run: { session, arguments in
      let direction: Book.Direction = arguments["book"] == "outgoing" ? .outgoing : .incoming
      let path = arguments["to"].map(FileNames.expanded)
      let file = try path.map { try OutputFile($0) } ?? .standard
      let count = try session.office.export(
        direction, year: try arguments.number("year"), format: arguments["format"].flatMap(ExportFormat.init) ?? .csv,
        guardsFormulas: arguments.flag("guard-formulas")
      ) { try file.write($0) }
      try file.close()
      guard let path else { return Outcome() }
      return Outcome(
        session.say("Đã xuất \(count) dòng vào \(path).", "\(count) lines were exported to \(path)."),
        json: .object([("file", .string(path)), ("lines", .number(count))]))
    })
}

extension ImportReport {
  func json(_ language: Language) -> JSON {
    func remarks(_ remarks: [ImportRemark]) -> JSON {
      .array(
        remarks.map {
          .object([("line", .number($0.line)), ("column", JSON($0.column)), ("words", .string($0.words[language]))])
        })
    }
    return .object([
      ("written", .bool(isWritten)), ("encoding", .string(encoding.name)), ("rows", .number(rows)),
      ("lines", .number(lines)), ("refused", remarks(refused)),
      ("warnings", remarks(warnings)), ("leftOut", .array(leftOut.map(JSON.string))),
      ("gaps", .array(gaps.map { .object([("book", .string($0.book)), ("numbers", .string($0.display))]) })),
      ("openedBooks", .array(openedBooks.map(JSON.string))), ("refusal", JSON(refusal?[language])),
    ])
  }
}

/// The size of a file to be imported, for a guess at its rows.
enum ImportFile {
  static func size(_ path: String) throws -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw ImportRefusal.unreadable(path) }
    return Int(status.st_size)
  }
}

/// Where an export goes: standard output, or a new file that is whole or not there.
final class OutputFile {
  private let descriptor: Int32
  private let path: String?

  static var standard: OutputFile { OutputFile() }

  private init() {
    descriptor = 1
    path = nil
  }

  /// - Throws: `FileRefusal.exists`: nothing is written over, unless asked for.
  init(_ path: String, overwriting: Bool = false) throws {
    guard overwriting || access(path, F_OK) != 0 else { throw FileRefusal.exists(path) }
    descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileRefusal.unwritable(path) }
    self.path = path
  }

  func write(_ bytes: [UInt8]) throws {
    var at = 0
    while at < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + at, bytes.count - at) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        guard path != nil else { throw OutputFailure(code: errno) }
        throw give(up: errno)
      }
      at += count
    }
  }

  func close() throws {
    guard let path else { return }
    guard fsync(descriptor) == 0, Glibc.close(descriptor) == 0, rename(path + ".part", path) == 0 else {
      throw give(up: errno)
    }
  }

  private func give(up error: Int32) -> FileRefusal {
    if let path { unlink(path + ".part") }
    let name = path ?? "stdout"
    return error == ENOSPC ? .full(name) : .unwritable(name)
  }
}
