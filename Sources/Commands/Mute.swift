import CommandWords
import Wording

/// Tắt tiếng một nơi gửi.
package extension Command {
  static let mute = Command(
    name: "mute", aliases: ["tat-tieng"], group: .exchange,
    summary: Bilingual("tắt tiếng một nơi gửi; không nêu tên thì xem", "mute a sender; without a name, list them"),
    detail: Bilingual(
      "Văn bản của nơi ấy vẫn đến đủ, nhưng đứng riêng trong hộp việc: đã tắt tiếng (n); "
        + "xem bằng vanthu inbox --muted, tiếp nhận như thường. Tỉnh được biết. Mở lại bằng vanthu unmute.",
      "What that office sends still arrives, but is kept apart in the inbox: muted (n); "
        + "see vanthu inbox --muted, and accept as usual. The province is informed. Undo it with vanthu unmute."
    ),
    parameters: [MuteParameters.organ],
    examples: [Example("vanthu mute \"UBND xã Hưng Đạo\"", "tắt tiếng một xã", "mute a commune")],
    goesByClock: true,
    run: { session, given in
      guard let typed = given(MuteParameters.organ) else {
        let muted = try session.office.muted()
        return Outcome(
          lines: [
            muted.isEmpty
              ? session.say("Không tắt tiếng nơi nào.", "No sender is muted.")
              : session.say("Đang tắt tiếng: ", "Muted: ") + muted.map(\.name).joined(separator: "; ") + "."
          ],
          json: .array(muted.map { .object([("organ", .string($0.organ)), ("name", .string($0.name))]) }))
      }
      return try say(typed, true, session)
    })
}

package enum MuteParameters {
  package static let organ = Typed<String>.argument("organ", .text, Bilingual("Nơi gửi", "Sender"), required: false)
}
