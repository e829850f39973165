import CommandWords
import DurableFile
import Office
import Records
import Wording

/// Kiểm tra tệp sổ.
package extension Command {
  static let verify = Command(
    name: "verify", aliases: ["kiem-tra"], group: .file,
    summary: Bilingual(
      "kiểm tra tệp sổ: nhật ký, sổ, số, tệp kèm", "check the file: journal, registers, numbers, contents"),
    detail: Bilingual(
      "Đọc lại toàn bộ nhật ký, dựng lại các sổ trong một tệp trống rồi so từng dòng; "
        + "mỗi chỗ sai được nêu tên. Kết thúc bằng mã 3 nếu có chỗ sai, mã 1 nếu chỉ chỉ mục tìm kiếm sai. "
        + "--rebuild-search dựng lại chỉ mục tìm kiếm.",
      "Reads the entire journal, rebuilds the registers in an empty file and compares line by line; "
        + "reports what is wrong and exits with 3 if anything is, with 1 if only the search index is. "
        + "--rebuild-search rebuilds the search index."
    ),
    parameters: [VerifyParameters.rebuildSearch],
    examples: [Example("vanthu verify --json", "kết quả cho chương trình khác", "for a script")],
    isLong: { _ in true },
    run: { session, given in
      guard Folder.leadsSomewhere(session.paths.office) else { throw OpenRefusal.noFile(session.paths.office) }
      let progress = session.progress(Bilingual("Kiểm tra", "Verifying"))
      if given(VerifyParameters.rebuildSearch) { try session.office.rebuildSearch { progress.at(Int($0 * 1000)) } }
      let report = try Office.verify(session.paths.office) { progress.at(Int($0 * 1000)) }
      progress.finish()
      session.noteViewOnly(report.viewOnly)
      let summary =
        report.isSound
        ? session.say(
          "Tệp nguyên vẹn: \(report.entries) việc, \(report.documents) văn bản, \(report.contents) tệp kèm.",
          "The file is sound: \(report.entries) entries, \(report.documents) documents, \(report.contents) contents.")
        : session.say(
          "Có \(report.findings.count) chỗ sai; hãy sao chép tệp này để giữ lại, "
            + "rồi phục hồi từ bản sao lưu bằng vanthu restore.",
          "\(report.findings.count) problems found; keep a copy of this file, "
            + "then restore a backup with vanthu restore."
        )
      let findings = report.findings.map { OutputLine.columns($0.kind.rawValue, $0.place, $0.words[session.language]) }
      let remarks = report.remarks.map { $0[session.language] }
      let places =
        report.places.map { $0.words[session.language] + "." } + [report.key].compactMap { $0?.words[session.language] }
      return Outcome(
        rows: findings
          + (remarks + [summary] + places).map(OutputLine.init),
        json: .object([
          ("sound", .bool(report.isSound)), ("entries", .number(report.entries)),
          ("documents", .number(report.documents)),
          ("contents", .number(report.contents)), ("head", JSON(report.head)),
          ("findings", .array(report.findings.map { $0.json(session.language) })),
          ("remarks", .array(remarks.map { .string($0) })),
          ("places", .array(report.places.map { .string($0.words[session.language]) })),
          ("key", JSON(report.key?.words[session.language])),
          ("viewOnly", JSON(report.viewOnly?.words[session.language])),
        ]),
        status: report.isSound
          ? .done : report.findings.allSatisfy { $0.kind == .search } ? .refused : .storage)
    })
}

package enum VerifyParameters {
  package static let rebuildSearch = Typed<Bool>.flag(
    "rebuild-search", Bilingual("Dựng lại chỉ mục", "Rebuild search"),
    help: Bilingual("dựng lại chỉ mục tìm kiếm", "rebuild the search index"))
}
