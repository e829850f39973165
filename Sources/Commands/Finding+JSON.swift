import Office
import Records
import Wording

package extension VerifyReport.Finding {
  func json(_ language: Language) -> JSON {
    .object([("kind", .string(kind.rawValue)), ("place", .string(place)), ("words", .string(words[language]))])
  }
}
