import CommandWords
import Wording

/// Lưu tệp ra ngoài.
extension Command {
  static let saveFile = Command(
    name: "save-file", aliases: ["luu-tep"], group: .documents,
    summary: Words("lưu tệp của văn bản ra ngoài", "save a document's file"),
    parameters: [
      .argument("document", .document, Words("văn bản", "document")),
      .option("to", .file, Words("Lưu vào", "To"), required: true),
      .option("file", .text, Words("Tên tệp", "Name of the file")),
      .flag(
        "overwrite", Words("Ghi đè", "Write over"), help: Words("ghi đè tệp đang có", "write over a file that exists")),
    ],
    examples: [Example("vanthu save-file 57 --to ~/ban-quet.pdf", "lưu bản quét", "save the scan")],
    isAct: false,
    run: { session, arguments in
      let file = try chosen(session, arguments)
      let path = try FileNames.found(try arguments.required("to"))
      try session.office.save(file, to: path, overwriting: arguments.flag("overwrite"))
      session.hasActed = true
      return Outcome(session.say("Đã lưu \(file.name) vào \(path).", "Saved \(file.name) to \(path)."), json: file.json)
    })
}
