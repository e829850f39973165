import CommandWords
import Wording

/// Thôi tắt tiếng.
package extension Command {
  static let unmute = Command(
    name: "unmute", aliases: ["mo-tieng"], group: .exchange,
    summary: Bilingual("thôi tắt tiếng một nơi gửi", "unmute a sender"),
    parameters: [UnmuteParameters.organ],
    examples: [Example("vanthu unmute \"UBND xã Hưng Đạo\"", "mở tiếng lại", "show it again")],
    goesByClock: true,
    run: { session, given in try say(try given.required(UnmuteParameters.organ), false, session) })
}

package enum UnmuteParameters {
  package static let organ = Typed<String>.argument("organ", .text, Bilingual("Nơi gửi", "Sender"))
}
