import CommandWords
import Office
import Wording

/// Quá trình của một văn bản.
package extension Command {
  static let trail = Command(
    name: "trail", aliases: ["qua-trinh"], group: .reading,
    summary: Bilingual("ai đã làm gì với một văn bản, khi nào", "who did what to a document, and when"),
    parameters: [TrailParameters.document],
    examples: [Example("vanthu trail 15/QĐ-UBND", "của một văn bản đi", "of an outgoing document")],
    run: { session, given in
      let card = try session.office.card(try session.lines(given)[0])
      return Outcome(
        rows: card.trail.map { .columns(Listing.step($0, of: card, session)) }, json: .array(card.trail.map(\.json)))
    },
    asks: { call in .card(try call.session.lines(call.given)[0]) })
}

package enum TrailParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
}
