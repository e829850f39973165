import CommandWords
import Wording

/// Mở tệp.
package extension Command {
  static let openFile = Command(
    name: "open-file", aliases: ["mo-tep"], group: .documents,
    summary: Bilingual(
      "mở tệp của văn bản bằng chương trình của máy", "open a document's file with the desktop's program"),
    parameters: [OpenFileParameters.document, OpenFileParameters.file],
    examples: [Example("vanthu open-file 57", "mở bản quét", "open the scan")],
    isAct: false,
    run: { session, given in
      let path = try copy(session, given)
      try Opener.open(path)
      return Outcome(path, json: .object([("path", .string(path))]))
    },
    asks: { call in .openFile(try copy(call.session, call.given)) })
}

package enum OpenFileParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
  package static let file = Typed<String>.option(
    "file", .text, Bilingual("Tên tệp", "Name of the file"),
    help: Bilingual("mặc định: tệp đầu tiên", "default: the first"))
}
