import CommandWords
import DurableFile
import Office
import Records
import Vietnamese
import Wording

/// Nhập sổ cũ, văn bản liên thông.
package extension Command {
  static let importRegister = Command(
    name: "import", aliases: ["nhap"], group: .file,
    summary: Bilingual(
      "nhập một sổ cũ từ CSV, hoặc một văn bản liên thông (.edxml)",
      "import an old register from CSV, or a document from an edXML file"),
    detail: Bilingual(
      """
      Đọc CSV của Excel (dấu ; hoặc , , BOM, dd/mm/yyyy), cả bằng bảng mã cũ (ABC, VNI …). Nhập tất cả hoặc không dòng \
      nào; mọi dòng sai được nêu với số dòng, cột, lý do. Số bị nhảy trong sổ cũ phải có lý do bằng --with-gaps; các \
      số ấy đứng trong sổ như số đã hủy.

      Tệp .edxml (QCVN 102:2016) là một văn bản của trục liên thông: được đăng ký đến với các tệp kèm. Thu hồi và báo \
      trạng thái chỉ được nêu ra, không đổi sổ.
      """,
      """
      Reads Excel's CSV (; or , , BOM, dd/mm/yyyy), in old code pages too (ABC, VNI …). All rows or none; every wrong \
      row is reported with line, column and reason. Numbers missing in the old book need --with-gaps REASON and are \
      recorded as voided.

      An .edxml file (QCVN 102:2016) is a document from the national axis: it is registered with its files. A recall \
      or a status is only shown and changes no register.
      """),
    parameters: [
      ImportParameters.file, ImportParameters.dryRun, ImportParameters.book, ImportParameters.partly,
      ImportParameters.withGaps, ImportParameters.encoding,
      ImportParameters.into, ImportParameters.anyway, ImportParameters.reason,
    ],
    examples: [
      Example("vanthu import so-den-2025.csv --dry-run", "xem thử trước khi nhập", "look before importing"),
      Example("vanthu import 118_UBND-VX.edxml", "đăng ký văn bản liên thông", "register a document from the axis"),
    ],
    isAct: true, goesByClock: true,
    isLong: { given in
      given(ImportParameters.file).flatMap { try? FileNames.found($0) }.map { !MessageFormat.isMessage($0) } ?? false
    },
    run: { session, given in
      let path = try FileNames.found(try given.required(ImportParameters.file))
      if MessageFormat.isMessage(path) { return try MessageFormat.importMessage(path, session, given) }
      try given.refuse(
        [ImportParameters.into, ImportParameters.anyway, ImportParameters.reason],
        unless: Bilingual("nhập tệp .edxml", "an .edxml file is imported"))
      let options = ImportOptions(
        direction: try given(ImportParameters.book), isDryRun: given(ImportParameters.dryRun),
        partly: given(ImportParameters.partly), gapReason: given(ImportParameters.withGaps),
        encoding: try given(ImportParameters.encoding) ?? nil)
      let bytes = try ImportFile.size(path)
      let progress = session.progress(total: max(1, bytes / 200))
      let report = try session.office.importRegister(path: path, options: options, context: try session.context) {
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
          ? session.say("Đã nhập \(report.lines) dòng.", "\(report.lines) lines were imported.")
          : options.isDryRun
            ? session.say(
              "Xem thử: \(report.lines) dòng nhập được, \(report.refused.count) chỗ sai.",
              "Dry run: \(report.lines) lines are good, \(report.refused.count) problems found.")
            : session.say("Chưa nhập dòng nào.", "Nothing was imported."))
      return Outcome(
        lines: lines, json: report.json(language),
        status: report.isWritten || (options.isDryRun && report.refused.isEmpty) ? .done : .refused)
    })
}

package enum ImportParameters {
  package static let file = Typed<String>.argument(
    "file", .file, Bilingual("Tệp CSV hoặc .edxml", "CSV or .edxml file"))
  package static let dryRun = Typed<Bool>.flag(
    "dry-run", Bilingual("Chỉ xem thử", "Dry run"),
    help: Bilingual("xem thử, không ghi gì", "check everything, write nothing"))
  package static let book = Typed<Book.Direction>.option(
    "book", Bilingual("Sổ đến hay đi", "Book"),
    help: Bilingual("mặc định: đoán theo cột", "default: inferred from the columns"))
  package static let partly = Typed<Bool>.flag(
    "partly", Bilingual("Nhập phần đúng", "Partly"),
    help: Bilingual("ghi những dòng đúng dù có dòng sai", "import the good rows even if others are wrong"))
  package static let withGaps = Typed<String>.option("with-gaps", .text, Bilingual("Lý do nhảy số", "Reason for gaps"))
  package static let encoding = CodePageParameter.encoding(
    .option(
      "encoding", .word, Bilingual("Bảng mã", "Code page"),
      help: Bilingual("abc, vni, utf-8 …; mặc định: tự nhận", "abc, vni, utf-8 …; default: detected"), asked: false))
  package static let into = Typed<String>.option(
    "into", .document, Bilingual("Vào số đến", "Into"),
    help: Bilingual("tệp .edxml là bản điện tử của số ấy", "the .edxml is the electronic copy of that arrival"),
    asked: false)
  package static let anyway = Typed<String>.option(
    "anyway", .text, Bilingual("Lý do đăng ký lại", "Reason for a duplicate"),
    help: Bilingual("tệp .edxml giống văn bản đã có", "import an .edxml despite a duplicate"), asked: false)
  package static let reason = Typed<String>.option(
    "reason", .text, Bilingual("Lý do ngày sớm hơn", "Reason for an earlier day"),
    help: Bilingual("tệp .edxml, khi ngày đến sớm hơn số cuối", "an .edxml dated before the last number"), asked: false)
}

package extension ImportReport {
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

/// The size of a file to be imported, to estimate its number of rows for the progress.
package enum ImportFile {
  package static func size(_ path: String) throws -> Int {
    guard let facts = Folder.facts(path) else { throw ImportRefusal.unreadable(path) }
    return Int(facts.st_size)
  }
}
