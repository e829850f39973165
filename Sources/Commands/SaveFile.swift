import CommandWords
import Wording

/// Lưu tệp ra ngoài.
package extension Command {
  static let saveFile = Command(
    name: "save-file", aliases: ["luu-tep"], group: .documents,
    summary: Bilingual("lưu tệp của văn bản ra ngoài", "save a document's file"),
    parameters: [
      SaveFileParameters.document, SaveFileParameters.to, SaveFileParameters.file, SaveFileParameters.overwrite,
    ],
    examples: [Example("vanthu save-file 57 --to ~/ban-quet.pdf", "lưu bản quét", "save the scan")],
    isAct: false,
    run: { session, given in
      let file = try chosen(session, given)
      let path = try FileNames.found(try given.required(SaveFileParameters.to))
      try session.office.save(file, to: path, overwriting: given(SaveFileParameters.overwrite))
      session.hasActed = true
      return Outcome(session.say("Đã lưu \(file.name) vào \(path).", "Saved \(file.name) to \(path)."), json: file.json)
    })
}

package enum SaveFileParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
  package static let to = Typed<String>.option("to", .file, Bilingual("Lưu vào", "To"), required: true)
  package static let file = Typed<String>.option("file", .text, Bilingual("Tên tệp", "Name of the file"))
  package static let overwrite = Typed<Bool>.flag(
    "overwrite", Bilingual("Ghi đè", "Overwrite"), help: Bilingual("ghi đè tệp đang có", "overwrite an existing file"))
}
