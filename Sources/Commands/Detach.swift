import CommandWords
import Wording

/// Gỡ tệp.
package extension Command {
  static let detach = Command(
    name: "detach", aliases: ["go-tep"], group: .documents,
    summary: Bilingual("gỡ một tệp khỏi văn bản", "remove a file from a document"),
    parameters: [DetachParameters.document, DetachParameters.file, DetachParameters.reason],
    examples: [Example("vanthu detach 57 --file ban-quet.pdf", "gỡ bản quét", "remove the scan")],
    run: { session, given in
      let line = try session.lines(given)[0]
      let changed = try session.act {
        try $0.detach(line, given.required(DetachParameters.file), reason: given(DetachParameters.reason))
      }
      return Outcome(
        session.say("Đã gỡ tệp khỏi \(changed.reference).", "Removed the file from \(changed.reference)."),
        json: changed.json)
    })
}

package enum DetachParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
  package static let file = Typed<String>.option(
    "file", .text, Bilingual("Tên tệp", "Name of the file"), required: true)
  package static let reason = Typed<String>.option("reason", .text, Bilingual("Lý do", "Reason"))
}
