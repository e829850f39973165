import CommandWords
import Wording

/// Mở tệp.
extension Command {
  static let openFile = Command(
    name: "open-file", aliases: ["mo-tep"], group: .documents,
    summary: Words("mở tệp của văn bản bằng chương trình của máy", "open a document's file with the desktop's program"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option(
        "file", .text, Words("Tên tệp", "Name of the file"), help: Words("mặc định: tệp đầu tiên", "usually the first")),
    ],
    examples: [Example("vanthu open-file 57", "mở bản quét", "open the scan")],
    isAct: false,
    run: { session, arguments in
      let path = try copy(session, arguments)
      try Opener.open(path)
      return Outcome(path, json: .object([("path", .string(path))]))
    },
    asks: { call in .openFile(try copy(call.session, call.arguments)) })
}
