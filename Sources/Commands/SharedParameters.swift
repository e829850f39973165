import CommandWords
import Wording

/// The parameters that many commands share.
package enum SharedParameters {
  /// The usual first argument: one document, or several that are handled together.
  package static let documents = Typed<String>.argument(
    "document", .document, Bilingual("văn bản", "document"),
    help: Bilingual(
      "số đến 57, năm khác 57@2025; văn bản đi 15/QĐ-UBND; dự thảo nhap-3",
      "arrival 57, of another year 57@2025; outgoing 15/QĐ-UBND; draft nhap-3"),
    repeats: true)
}
