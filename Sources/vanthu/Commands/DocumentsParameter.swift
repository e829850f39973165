import CommandWords
import Wording

extension Parameter {
  /// The verbs' usual first argument: one document, or several that are acted on together.
  static let documents = Parameter.argument(
    "document", .document, Words("văn bản", "document"),
    help: Words(
      "số đến 57, năm khác 57@2025; văn bản đi 15/QĐ-UBND; dự thảo nhap-3",
      "arrival 57, of another year 57@2025; outgoing 15/QĐ-UBND; draft nhap-3"),
    repeats: true)
}
