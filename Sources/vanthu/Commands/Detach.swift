import CommandWords
import Wording

/// Gỡ tệp.
extension Command {
  static let detach = Command(
    name: "detach", aliases: ["go-tep"], group: .documents,
    summary: Words("gỡ một tệp khỏi văn bản", "take a file off a document"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option("file", .text, Words("Tên tệp", "Name of the file"), required: true),
      .option("reason", .text, Words("Lý do", "Reason")),
    ],
    examples: [Example("vanthu detach 57 --file ban-quet.pdf", "gỡ bản quét", "take the scan off")],
    run: { session, arguments in
      let line = try session.lines(arguments)[0]
      let changed = try session.act { try $0.detach(line, arguments.required("file"), reason: arguments["reason"]) }
      return Outcome(
        session.say("Đã gỡ tệp khỏi \(changed.reference).", "Took the file off \(changed.reference)."),
        json: changed.json)
    })
}
