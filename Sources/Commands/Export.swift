import CommandWords
import Office
import Records
import Wording

/// Xuất sổ, văn bản liên thông.
package extension Command {
  static let export: Command = Command(
    name: "export", aliases: ["xuat"], group: .file,
    summary: Bilingual("xuất sổ đến, sổ đi, hoặc một văn bản (.edxml)", "export a register, or one document as edXML"),
    detail: Bilingual(
      """
      CSV có mười cột của Phụ lục IV theo đúng thứ tự, rồi các phần khác. Ô bắt đầu bằng = + - @ có dấu ' đứng trước, \
      để bảng tính không chạy lời người gửi như công thức; vanthu import bỏ dấu ấy đi. --unguarded: để nguyên, cho \
      chương trình khác đọc.

      Nêu một văn bản đi đã phát hành thì được một tệp .edxml (QCVN 102:2016) cho trục liên thông; văn bản đã thu hồi \
      thành yêu cầu thu hồi. Với --status, văn bản đến thành tệp báo trạng thái cho nơi gửi: 01 đã đến, 02 từ chối, 03 \
      đã tiếp nhận, 04 đã chuyển, 05 đang xử lý, 06 hoàn thành, 15 đồng ý và 16 từ chối lấy lại, cập nhật.
      """,
      """
      CSV has the ten columns of Annex IV in their order, then the rest. A cell that begins with = + - @ is preceded \
      by ', so that a spreadsheet does not run a sender's text as a formula; vanthu import removes it. --unguarded \
      leaves it out, for programs.

      An issued document becomes an .edxml file (QCVN 102:2016) for the national axis; a recalled one becomes a recall \
      request. With --status an incoming document becomes a report to its sender: 01 arrived, 02 refused, 03 accepted, \
      04 assigned, 05 in progress, 06 completed, 15 agreed and 16 refused to recall or update.
      """),
    parameters: [
      ExportParameters.book, ExportParameters.year, ExportParameters.format, ExportParameters.to,
      ExportParameters.guardFormulas,
      ExportParameters.unguarded, ExportParameters.status, ExportParameters.reason, ExportParameters.overwrite,
    ],
    examples: [
      Example(
        "vanthu export incoming --year 2026 --format csv > so-den-2026.csv", "xuất sổ đến",
        "export the incoming register"),
      Example("vanthu export 15/UBND-VX --format edxml", "một văn bản cho trục liên thông", "a document for the axis"),
      Example("vanthu export 57 --status 03", "báo đã tiếp nhận", "report to the sender that it is accepted"),
    ],
    goesByClock: true,
    isLong: { given in
      given(ExportParameters.to) != nil
        && given(ExportParameters.book).flatMap(Book.Direction.init) != nil
    }, names: .registers,
    run: { session, given in
      let book = try given.required(ExportParameters.book)
      guard let direction = Book.Direction(rawValue: book) else {
        return try MessageFormat.make(session, given)
      }
      try given.refuse(
        [ExportParameters.status, ExportParameters.reason, ExportParameters.overwrite],
        unless: Bilingual("xuất một văn bản", "one document is exported"))
      guard given(ExportParameters.format) != MessageFormat.name else {
        throw UsageError.misplaced("--format edxml", Bilingual("xuất một văn bản", "one document is exported"))
      }
      let path = try given(ExportParameters.to).map(FileNames.found)
      let file = try path.map { try OutputFile($0) } ?? .standard(session)
      let count = try session.office.export(
        direction, year: try given(ExportParameters.year),
        format: given(ExportParameters.format).flatMap(ExportFormat.init) ?? .csv,
        guardsFormulas: !given(ExportParameters.unguarded)
      ) { try file.write($0) }
      try file.close()
      guard let path else { return Outcome() }
      return Outcome(
        session.say("Đã xuất \(count) dòng vào \(path).", "Exported \(count) lines to \(path)."),
        json: .object([("file", .string(path)), ("lines", .number(count))]))
    },
    asks: { call in
      // For a document the name of the file is known; for a register it must be given.
      guard let book = call.given(ExportParameters.book) else { throw ScreenRefusal.nothingSelected }
      guard Book.Direction(rawValue: book) != nil, call.given(ExportParameters.to) == nil else { return nil }
      return .form(FormRequest(command: call.command, given: call.given.arguments))
    })
}

package enum ExportParameters {
  package static let book = Typed<String>.argument(
    "book", .document, Bilingual("sổ, văn bản", "register, document"),
    help: Bilingual("incoming, outgoing; hoặc 15/QĐ-UBND", "incoming, outgoing; or 15/QĐ-UBND"))
  package static let year = Typed<Int>.option(
    "year", .year, Bilingual("Năm", "Year"), help: Bilingual("mặc định: mọi năm", "default: all years"))
  package static let format = Typed<String>.option(
    "format", .choice(ExportFormat.allCases.map(\.rawValue) + [MessageFormat.name]), Bilingual("Dạng", "Format"),
    help: Bilingual("mặc định: csv; văn bản: edxml", "default: csv; for a document: edxml"))
  package static let to = Typed<String>.option(
    "to", .file, Bilingual("Tệp", "File"),
    help: Bilingual(
      "mặc định: in ra màn hình; văn bản: tên theo số, ký hiệu",
      "default: standard output; for a document: named by its code"))
  package static let guardFormulas = Typed<Bool>.flag(
    "guard-formulas", Bilingual("Chặn công thức", "Guard formulas"),
    help: Bilingual("không cần nữa: luôn chặn từ bản 0.2.0", "no longer needed: always on since 0.2.0"))
  package static let unguarded = Typed<Bool>.flag(
    "unguarded", Bilingual("Không chặn công thức", "Formulas unguarded"),
    help: Bilingual("không thêm ' trước ô bắt đầu bằng = + - @", "no ' before cells that begin with = + - @"))
  package static let status = Typed<String>.option(
    "status", .choice(["01", "02", "03", "04", "05", "06", "15", "16"]), Bilingual("Trạng thái", "Status"),
    help: Bilingual("báo nơi gửi của một văn bản đến", "report to the sender of an incoming document"), asked: false)
  package static let reason = Typed<String>.option(
    "reason", .text, Bilingual("Lý do", "Reason"), help: Bilingual("với --status 02, 16", "with --status 02, 16"),
    asked: false)
  package static let overwrite = Typed<Bool>.flag(
    "overwrite", Bilingual("Ghi đè", "Overwrite"),
    help: Bilingual("ghi đè tệp .edxml đang có", "overwrite an .edxml file"))
}
