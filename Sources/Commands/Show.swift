import CommandWords
import Wording

/// Một văn bản.
package extension Command {
  static let show = Command(
    name: "show", aliases: ["xem"], group: .reading,
    summary: Bilingual("một văn bản với tất cả những gì thuộc về nó", "a document with everything that belongs to it"),
    parameters: [ShowParameters.document],
    examples: [Example("vanthu show 57@2025", "số đến 57 của năm 2025", "arrival 57 of 2025")],
    run: { session, given in
      let card = try session.office.card(try session.lines(given)[0])
      return Outcome(rows: try Listing.card(card, session), json: card.json)
    },
    asks: { call in .card(try call.session.lines(call.given)[0]) })
}

package enum ShowParameters {
  package static let document = Typed<String>.argument("document", .document, Bilingual("văn bản", "document"))
}
