import CommandWords
import Office
import Records
import Wording

/// Hộp việc.
package extension Command {
  static let inbox = Command(
    name: "inbox", aliases: ["hop-viec"], group: .reading,
    summary: Bilingual("những việc đang chờ, gấp nhất trước", "what needs attention, the most urgent first"),
    parameters: [ListParameters.limit(usually: ListParameters.waiting), InboxParameters.muted],
    examples: [Example("vanthu inbox --limit 10", "mười việc gấp nhất", "the ten most urgent")],
    run: { session, given in
      let all = try session.office.inbox(
        today: session.today, calendar: try session.calendar,
        limit: try given(ListParameters.limit, in: 0...1_000_000_000) ?? ListParameters.waiting)
      // Documents of muted senders are the last ones of the inbox.
      let lines = given(InboxParameters.muted) ? all : all.filter { $0.need != .muted }
      let muted = try session.office.inboxCounts(today: session.today, calendar: try session.calendar)[.muted] ?? 0
      let urgent = all.count { $0.need == .muted && $0.line.document.urgency != .routine }
      let hidden =
        muted == 0 || given(InboxParameters.muted)
        ? []
        : [
          session.say(
            "Đã tắt tiếng (\(muted)\(urgent > 0 ? ", \(urgent) khẩn" : "")): xem bằng vanthu inbox --muted.",
            "Muted (\(muted)\(urgent > 0 ? ", \(urgent) urgent" : "")): see vanthu inbox --muted.")
        ]
      let rows = lines.map {
        OutputLine.columns(
          [$0.words[session.language]] + Listing.values($0.line, author: $0.place, session.language))
      }
      return Outcome(
        rows: (rows.isEmpty ? [OutputLine(session.say("Không còn việc nào đang chờ.", "Nothing is waiting."))] : rows)
          + hidden.map(OutputLine.init),
        json: .array(
          lines.map { line in
            guard case .object(let members) = line.line.json else { return line.line.json }
            let recipients: [(String, JSON)] =
              line.recipients.isEmpty ? [] : [("recipients", .array(line.recipients.map(JSON.string)))]
            return .object([("need", .string("\(line.need)"))] + recipients + members)
          }))
    },
    asks: { call in .inbox(muted: call.given(InboxParameters.muted)) })
}

package enum InboxParameters {
  package static let muted = Typed<Bool>.flag(
    "muted", Bilingual("đã tắt tiếng", "muted"), help: Bilingual("cả nơi gửi đã tắt tiếng", "muted senders too"))
}
