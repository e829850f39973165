import Wording

/// Thôi tắt tiếng.
extension Command {
  static let unmute = Command(
    name: "unmute", aliases: ["mo-tieng"], group: .exchange,
    summary: Words("thôi tắt tiếng một nơi gửi", "unmute a sender"),
    parameters: [.argument("organ", .text, Words("Nơi gửi", "Sender"))],
    examples: [Example("vanthu unmute \"UBND xã Hưng Đạo\"", "mở tiếng lại", "hear it again")],
    goesByClock: true,
    run: { session, arguments in try say(try arguments.required("organ"), false, session) })
}
