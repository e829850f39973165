import CommandWords
import Office
import Records
import Wording

/// Tìm.
package extension Command {
  static let search = Command(
    name: "search", aliases: ["tim"], group: .reading,
    summary: Bilingual("tìm trong mọi phần, có dấu hay không dấu", "search every field, with marks or without"),
    detail: Bilingual(
      "Gõ không dấu thì dấu nào cũng tìm ra; gõ có dấu thì văn bản đúng dấu đứng trước; "
        + "“trong nháy kép” thì đúng từng dấu, các từ liền nhau. 15/qd-ubnd là số ký hiệu, -từ để loại bớt. Lọc: "
        + SearchFilter.all.map { "\($0.names[0]): (\($0.summary.vietnamese))" }.joined(separator: ", ") + ".",
      "Words without marks match any marks; with marks, documents with the same marks come first; "
        + "“in quotes” marks and order must match. 15/qd-ubnd is a code, -word excludes a word. Filters: "
        + SearchFilter.all.map { "\($0.names.last!): (\($0.summary.english))" }.joined(separator: ", ") + "."),
    parameters: [SearchParameters.words, ListParameters.sort, ListParameters.limit(usually: ListParameters.found)],
    examples: [
      Example("vanthu search \"quyet dinh duong bo\"", "không cần dấu", "marks are not needed"),
      Example("vanthu search 'tu:\"sở nội vụ\"'", "đúng từng dấu", "with exactly these marks"),
      Example("vanthu search tu:snv han:qua", "của Sở Nội vụ, đã quá hạn", "from a department, overdue"),
    ],
    run: { session, given in
      // Joins the words that the shell has separated; a final space ends the last word.
      let typed = given.all(SearchParameters.words).joined(separator: " ")
      let query = ListQuery(
        try SearchQuery(typed + " ", today: session.today), order: try given(ListParameters.sort) ?? .day)
      guard !query.search.isEmpty else {
        throw UsageError.missing(
          [Bilingual("từ cần tìm", "words")],
          usage: Bilingual("vanthu search TỪ-CẦN-TÌM…", "vanthu search WORDS…"))
      }
      let lines = try session.office.lines(
        query, limit: try given(ListParameters.limit, in: 0...1_000_000_000) ?? ListParameters.found,
        today: session.today)
      return Listing.outcome(
        lines, session,
        none: query.search.nothingFound(typed))
    },
    asks: { call in
      .search(
        call.given.all(SearchParameters.words).joined(separator: " "),
        order: try call.given(ListParameters.sort) ?? .day)
    })
}

package enum SearchParameters {
  package static let words = Typed<String>.argument(
    "words", .text, Bilingual("từ cần tìm", "words"), required: false, repeats: true)
}
