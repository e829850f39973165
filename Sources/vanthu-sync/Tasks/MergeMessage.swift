import EdXML
import Office
import Records
import Wording

extension MessageReceiving {
  /// Takes a message as the electronic copy of a document that is registered already, mostly from paper: its files and
  /// its identifier go to that line, and no number is given.
  mutating func merge(
    _ document: Document, _ message: EdXMLDocument, into line: DocumentLine
  ) throws -> MessageReport {
    let files = try unpack(message)
    let differing = Acts.Merged.Difference.between(line.document, document).map(\.words)
    remarks += differing.map { Bilingual("Tệp ghi \($0.vietnamese).", "The file states \($0.english).") }
    let cites = message.citations(of: document, in: try office.directory)
    var merged = line
    do {
      try office.act(context, together: true) { transaction in
        var copy = try transaction.recordCopy(document, reason: mark, cites: cites)
        for file in files.files { copy = try attach(file, to: copy, transaction) }
        merged = try transaction.merge(copy, into: line, anyway: arguments["anyway"])
        if arguments.flag("dry-run") { throw OnlyLooked() }
      }
    } catch is OnlyLooked {
      return MessageReport(
        kind: .document,
        sentence: Bilingual(
          "Xem thử: nhập được \(document.code) vào số đến \(line.numberText); chưa ghi gì.",
          "Dry run: \(document.code) can be merged into arrival \(line.numberText); nothing was written."),
        about: line, members: [("dryRun", .bool(true))])
    }
    if merged.files > 0, !leavesTexts { try office.readFileTexts(beside: merged) }
    return MessageReport(
      kind: .document,
      sentence: Bilingual(
        "Đã nhập \(document.code) vào số đến \(merged.numberText), \(merged.files) tệp.",
        "Merged \(document.code) into arrival \(merged.numberText), \(merged.files) files."), about: merged)
  }
}
