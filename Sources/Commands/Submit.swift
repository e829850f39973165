import CommandWords
import Wording

/// Trình.
package extension Command {
  static let submit = Command(
    name: "submit", aliases: ["trinh"], group: .incoming,
    summary: Words("trình lãnh đạo cho ý kiến", "submit to the head for an opinion"),
    parameters: [SharedParameters.documents, SubmitParameters.to],
    examples: [Example("vanthu submit 57 58", "trình hai văn bản", "submit two documents")],
    run: { session, given in
      try together(session, given, Words("Đã trình", "Submitted")) { desk, line in
        try desk.submit(line, to: given(SubmitParameters.to))
      }
    })
}

package enum SubmitParameters {
  package static let to = Typed<String>.option(
    "to", .person, Words("Trình ai", "To"), help: Words("mặc định: lãnh đạo", "usually the head"))
}
