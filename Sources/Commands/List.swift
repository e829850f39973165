import CommandWords
import Records
import Wording

/// Sổ đăng ký.
package extension Command {
  static let list = Command(
    name: "list", aliases: ["so"], group: .reading,
    summary: Bilingual("sổ đăng ký văn bản đến hoặc đi, mới nhất trước", "a register, newest first"),
    detail: Bilingual(
      "--sort xếp theo tên cơ quan (văn bản đi: nơi nhận), loại, trích yếu theo thứ tự từ điển tiếng Việt, "
        + "người ký theo tên; cùng tên thì mới nhất trước.",
      "--sort orders agencies (of outgoing documents: addressees), types and subjects as in a Vietnamese "
        + "dictionary, signers by given name; within each, the newest first."
    ),
    parameters: [
      ListCommandParameters.book, ListCommandParameters.year, ListCommandParameters.all, ListParameters.sort,
      ListParameters.limit,
    ],
    examples: [
      Example("vanthu list incoming --year 2026 --limit 20", "20 dòng cuối của sổ đến", "the last 20 lines"),
      Example("vanthu list incoming --sort co-quan", "xếp theo tên cơ quan", "sorted by agency"),
    ],
    run: { session, given in
      let direction = try given(ListCommandParameters.book) ?? .incoming
      let year = try given(ListCommandParameters.all) ? nil : given(ListCommandParameters.year) ?? session.today.year
      let lines = try session.office.lines(
        .register(direction, year: year, order: try given(ListParameters.sort) ?? .day),
        limit: try given(ListParameters.limit, in: 0...1_000_000_000) ?? Int.max,
        today: session.today)
      return Listing.outcome(lines, session, none: Bilingual("Sổ chưa có dòng nào.", "The register is empty."))
    },
    asks: { call in
      let direction = try call.given(ListCommandParameters.book) ?? .incoming
      let year =
        try call.given(ListCommandParameters.all)
        ? nil : call.given(ListCommandParameters.year) ?? call.session.today.year
      return .register(direction, year: year, order: try call.given(ListParameters.sort) ?? .day)
    })
}

package enum ListCommandParameters {
  package static let book = Typed<Book.Direction>.argument("book", Bilingual("sổ", "register"))
  package static let year = Typed<Int>.option(
    "year", .year, Bilingual("năm", "year"), help: Bilingual("mặc định: năm nay", "default: this year"))
  package static let all = Typed<Bool>.flag(
    "all", Bilingual("mọi năm", "all years"), help: Bilingual("mọi năm", "all years"))
}
