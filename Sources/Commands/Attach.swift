import CommandWords
import DurableFile
import Office
import Wording

/// Đính kèm tệp.
package extension Command {
  static let attach = Command(
    name: "attach", aliases: ["kem"], group: .documents,
    summary: Bilingual(
      "đính kèm tệp; nội dung nằm trong tệp sổ", "attach files; their content is stored in the office's file"),
    detail: Bilingual(
      "--scan lấy tệp mới nhất trong thư mục máy quét (VANTHU_SCANS, mặc định ~/Scans).",
      "--scan uses the newest file of the scanner's folder (VANTHU_SCANS, default ~/Scans)."),
    parameters: [AttachParameters.document, AttachParameters.file, AttachParameters.scan],
    examples: [Example("vanthu attach 57 --file ban-quet.pdf", "đính kèm bản quét", "attach a scan")],
    asking: .whenBare,
    run: { session, given in
      var paths = try given.all(AttachParameters.file).map(FileNames.found)
      if given(AttachParameters.scan) {
        guard let newest = try ScanFolder.newest(in: session.paths.scans) else {
          throw AttachRefusal.noScan(session.paths.scans)
        }
        paths.append(newest)
      }
      guard !paths.isEmpty else {
        throw UsageError.missing(
          ["--file"], usage: Bilingual("vanthu attach VĂN-BẢN --file TỆP…", "vanthu attach DOCUMENT --file FILE…"))
      }
      let line = try session.lines(given)[0]
      let changed = try session.act(together: paths.count > 1) { transaction in
        try paths.reduce(line) { try transaction.attach($0, file: $1) }
      }
      try session.readFileTexts(beside: changed)
      let names = paths.map { Folder.name(of: $0) }.joined(separator: ", ")
      return Outcome(
        lines: [session.say("Đã kèm \(names) vào \(changed.reference).", "Attached \(names) to \(changed.reference).")]
          + (try unreached(by: changed, session)), json: changed.json)
    })

  /// Says that a file which is added now does not help those who have sent the document back: they cannot take it up
  /// again.
  @MainActor
  private static func unreached(by line: DocumentLine, _ session: Session) throws -> [String] {
    guard line.direction == .outgoing else { return [] }
    let card = try session.office.card(line)
    let names = zip(card.recipients, card.deliveries).filter { $1.status == .refused }.map(\.0.name)
    guard !names.isEmpty else { return [] }
    let (those, number) = (names.joined(separator: "; "), line.reference)
    return [
      session.say(
        "\(those) đã trả lại văn bản này, tệp kèm thêm không tới đó nữa: phát hành lại bản đủ tệp, thay \(number) "
          + "(vanthu issue --replaces \(number)).",
        "\(those) sent this document back, and no file that is added reaches it there: issue it again with all its "
          + "files in place of \(number) (vanthu issue --replaces \(number)).")
    ]
  }
}

package enum AttachParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
  package static let file = Typed<String>.option("file", .file, Bilingual("Tệp", "File"), repeats: true)
  package static let scan = Typed<Bool>.flag(
    "scan", Bilingual("Tệp quét mới nhất", "Newest scan"),
    help: Bilingual("lấy tệp mới nhất trong thư mục máy quét", "use the newest file of the scanner's folder"),
    asked: true)
}
