import CommandWords
import Vietnamese
import Wording

/// Tìm kiếm đã lưu: lists saved searches, or runs one by its name (Decree 30/2020, Annex VI, III.6).
package extension Command {
  static let saved = Command(
    name: "saved", aliases: ["da-luu"], group: .reading,
    summary: Bilingual("tìm kiếm đã lưu: xem, dùng lại theo tên", "saved searches: list, use one by its name"),
    parameters: [SavedParameters.name],
    examples: [Example("vanthu saved \"đất đai\"", "dùng lại một tìm kiếm", "use a search again")],
    run: { session, given in
      guard let name = given(SavedParameters.name) else {
        let saved = try session.office.savedSearches()
        return Outcome(
          rows: saved.isEmpty
            ? [OutputLine(session.say("Chưa lưu tìm kiếm nào.", "No search is saved."))]
            : saved.map { .columns($0.name, $0.query) },
          json: .array(saved.map { .object([("name", .string($0.name)), ("query", .string($0.query))]) }))
      }
      let words = Given(Arguments(), today: session.today).with(SearchParameters.words, try query(session, name))
      return try search.run(session, words.arguments)
    },
    asks: { call in
      if let name = call.given(SavedParameters.name) { return .search(try query(call.session, name), order: .day) }
      guard try call.session.office.savedSearches().isEmpty else { return .prompt("saved ") }
      return .say(
        Bilingual("Chưa lưu tìm kiếm nào; nhấn s ở màn hình tìm.", "No search is saved; press s on the search screen."),
        .hint)
    })

  @MainActor
  private static func query(_ session: Session, _ name: String) throws -> String {
    let saved = try session.office.savedSearches()
    guard
      let found = saved.first(where: { toneKey($0.name) == toneKey(name) })
        ?? saved.first(where: { fold($0.name).hasPrefix(fold(name)) })
    else { throw SavedSearchRefusal.unknown(name, saved.map(\.name)) }
    return found.query
  }
}

package enum SavedParameters {
  package static let name = Typed<String>.argument("name", .savedSearch, Bilingual("tên", "name"), required: false)
}

package enum SavedSearchRefusal: Refusal, Equatable {
  case unknown(String, [String])

  package var words: Bilingual {
    switch self {
    case .unknown(let name, let known):
      Bilingual(
        "Chưa lưu tìm kiếm nào tên “\(name)” (đang có: \(known.joined(separator: ", "))).",
        "No search named “\(name)” is saved (known: \(known.joined(separator: ", "))).")
    }
  }
}
