import Wording

/// Quá hạn.
package extension Command {
  static let overdue = Command(
    name: "overdue", aliases: ["qua-han"], group: .reading,
    summary: Bilingual("văn bản quá hạn, lâu nhất trước", "overdue documents, the longest overdue first"),
    parameters: [ListParameters.limit(usually: ListParameters.waiting)],
    examples: [Example("vanthu overdue --json", "cho một chương trình khác", "for another program")],
    run: { session, given in
      let lines = try session.office.overdue(
        today: session.today, limit: try given(ListParameters.limit, in: 0...1_000_000_000) ?? ListParameters.waiting)
      return Listing.outcome(lines, session, none: Bilingual("Không có văn bản nào quá hạn.", "Nothing is overdue."))
    },
    asks: { _ in .search("han:qua ", order: .day) })
}
