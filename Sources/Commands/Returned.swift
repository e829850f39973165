import CommandWords
import Office
import Records
import Wording

/// Những gì trả về của văn bản đi.
package extension Command {
  static let returned = Command(
    name: "returned", aliases: ["tra-ve"], group: .reading,
    summary: Bilingual("văn bản đi bị trả lại, bị giữ lại, đã trả lời", "sent documents that came back"),
    detail: Bilingual(
      """
      Văn bản đi mà nơi nhận trả lại, không đồng ý trả hay cập nhật, đã trả lời, hay tỉnh giữ lại; mỗi nơi nhận một \
      dòng, có lý do. Xem xong thì đánh dấu bằng vanthu seen; --all thì kể cả những điều đã xem.
      """,
      """
      Sent documents that a recipient sent back, does not give back or change, or answered, or that the hub keeps \
      back; a line for each recipient, with the reason. Mark them with vanthu seen; --all lists what was seen too.
      """),
    parameters: [ListParameters.limit(usually: ListParameters.waiting), ReturnedParameters.all],
    examples: [Example("vanthu returned --json", "cho một chương trình khác", "for another program")],
    run: { session, given in
      let found = try session.office.returned(
        includingSeen: given(ReturnedParameters.all),
        limit: try given(ListParameters.limit, in: 0...1_000_000_000) ?? ListParameters.waiting)
      let rows = found.flatMap { found in
        RecipientRows.rows(of: found.card, found.deliveries).map { row in
          OutputLine.columns([row.when, found.card.line.reference, row.words[session.language]])
        }
      }
      return Outcome(
        rows: rows.isEmpty
          ? [OutputLine(session.say("Không có gì trả về.", "Nothing came back."))] : rows,
        json: .array(found.map { $0.card.json(of: $0.deliveries) }))
    },
    asks: { call in
      .search(call.given(ReturnedParameters.all) ? "trangthai:tra-ve " : "trangthai:chua-xem ", order: .day)
    })
}

package enum ReturnedParameters {
  package static let all = Typed<Bool>.flag(
    "all", Bilingual("kể cả đã xem", "seen ones too"), help: Bilingual("kể cả những điều đã xem", "what was seen too"))
}
