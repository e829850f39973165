import CommandWords
import Records
import Wording

/// Lưu tìm kiếm dưới một tên.
package extension Command {
  static let saveSearch = Command(
    name: "save-search", aliases: ["luu-tim"], group: .reading,
    summary: Bilingual("lưu một tìm kiếm dưới một tên", "save a search under a name"),
    parameters: [SaveSearchParameters.name, SaveSearchParameters.query],
    examples: [
      Example(
        "vanthu save-search --name \"đất đai\" --query \"dat dai trangthai:dang\"", "lưu tìm kiếm", "save a search")
    ],
    isAct: true,
    run: { session, given in
      let (name, query) = (try given.required(SaveSearchParameters.name), given(SaveSearchParameters.query) ?? "")
      _ = try SearchQuery(query + " ", today: session.today)
      try session.office.saveSearch(name, query)
      session.hasActed = true
      return Outcome(
        query.isEmpty
          ? session.say("Đã bỏ tìm kiếm \(name).", "Removed the search \(name).")
          : session.say("Đã lưu tìm kiếm \(name).", "Saved the search \(name)."),
        json: .object([("name", .string(name)), ("query", .string(query))]))
    })
}

package enum SaveSearchParameters {
  package static let name = Typed<String>.option("name", .text, Bilingual("Tên", "Name"), required: true)
  package static let query = Typed<String>.option(
    "query", .text, Bilingual("Tìm kiếm", "Search"), help: Bilingual("để trống là bỏ tên ấy", "empty removes the name"))
}
