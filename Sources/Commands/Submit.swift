import CommandWords
import Wording

/// Trình.
package extension Command {
  static let submit = Command(
    name: "submit", aliases: ["trinh"], group: .incoming,
    summary: Bilingual("trình lãnh đạo cho ý kiến", "submit to the head for an opinion"),
    parameters: [SharedParameters.documents, SubmitParameters.to],
    examples: [Example("vanthu submit 57 58", "trình hai văn bản", "submit two documents")],
    run: { session, given in
      try together(session, given, Bilingual("Đã trình", "Submitted"), for: .incoming) { transaction, line in
        try transaction.submit(line, to: given(SubmitParameters.to))
      }
    })
}

package enum SubmitParameters {
  package static let to = Typed<String>.option(
    "to", .person, Bilingual("Trình ai", "To"), help: Bilingual("mặc định: lãnh đạo", "default: the head"))
}
