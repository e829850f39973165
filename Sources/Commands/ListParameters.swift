import CommandWords
import Records
import Wording

/// The parameters for the length and the order of a list of documents, the same for every command that prints one.
package enum ListParameters {
  package static let limit = Typed<Int>.option(
    "limit", .number, Bilingual("nhiều nhất", "at most"),
    help: Bilingual("số dòng nhiều nhất", "maximum number of lines"))

  /// The same for a command that prints so many lines if none is stated.
  package static func limit(usually most: Int) -> Typed<Int> {
    limit.explained(
      Bilingual("số dòng nhiều nhất; mặc định \(most)", "maximum number of lines; default: \(most)"))
  }

  /// The usual number of lines of a search, and of lists of what waits.
  package static let (found, waiting) = (50, 1_000)

  package static let sort = Typed<ListOrder>(
    .option(
      "sort", .order, Bilingual("cách xếp", "order"),
      help: Bilingual(
        "ngay (mặc định), so, co-quan, loai, trich-yeu, nguoi-ky",
        "day (default), number, organ, type, subject, signer"), asked: false),
    reading: ListOrder.reading)
}
