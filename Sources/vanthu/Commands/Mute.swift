import CommandWords
import Office
import Records
import Wording

/// Tắt tiếng một nơi gửi.
extension Command {
  static let mute = Command(
    name: "mute", aliases: ["tat-tieng"], group: .exchange,
    summary: Words("tắt tiếng một nơi gửi; không nêu tên thì xem", "mute a sender; without a name, show"),
    detail: Words(
      "Văn bản của nơi ấy vẫn đến đủ, nhưng đứng riêng trong hộp việc: đã tắt tiếng (n); xem bằng vanthu inbox --muted, tiếp nhận như thường. Tỉnh được biết. Mở lại bằng vanthu unmute.",
      "What that office sends still comes, and stands apart in the box: muted (n); see vanthu inbox --muted, and accept as ever. The province is told. Undo it with vanthu unmute."
    ),
    parameters: [.argument("organ", .text, Words("Nơi gửi", "Sender"), required: false)],
    examples: [Example("vanthu mute \"UBND xã Hưng Đạo\"", "tắt tiếng một xã", "mute a commune")],
    run: { session, arguments in
      guard let typed = arguments["organ"] else {
        let muted = try session.office.muted()
        return Outcome(
          lines: [
            muted.isEmpty
              ? session.say("Không tắt tiếng nơi nào.", "Nobody is muted.")
              : session.say("Đang tắt tiếng: ", "Muted: ") + muted.map(\.name).joined(separator: "; ") + "."
          ],
          json: .array(muted.map { .object([("organ", .string($0.organ)), ("name", .string($0.name))]) }))
      }
      return try say(typed, true, session)
    })

  static let unmute = Command(
    name: "unmute", aliases: ["mo-tieng"], group: .exchange,
    summary: Words("thôi tắt tiếng một nơi gửi", "unmute a sender"),
    parameters: [.argument("organ", .text, Words("Nơi gửi", "Sender"))],
    examples: [Example("vanthu unmute \"UBND xã Hưng Đạo\"", "mở tiếng lại", "hear it again")],
    run: { session, arguments in try say(try arguments.required("organ"), false, session) })

  @MainActor
  private static func say(_ typed: String, _ isMuted: Bool, _ session: Session) throws -> Outcome {
    guard let organ = try session.office.directory.resolve(typed, on: session.today) else {
      throw MuteRefusal.unknown(typed)
    }
    let isNew = try session.act { try $0.mute(organ, isMuted) }
    let words =
      !isNew
      ? isMuted
        ? Words(
          "\(organ.name) đang tắt tiếng rồi; không đổi gì.", "\(organ.name) is muted already; nothing changes.")
        : Words("\(organ.name) không bị tắt tiếng; không đổi gì.", "\(organ.name) is not muted; nothing changes.")
      : isMuted
        ? Words(
          "Đã tắt tiếng \(organ.name): văn bản vẫn đến, đứng riêng trong hộp việc.",
          "\(organ.name) is muted: what it sends still comes, and stands apart in the box.")
        : Words("Đã mở tiếng \(organ.name).", "\(organ.name) is not muted any more.")
    return Outcome(
      session.say(words.vietnamese, words.english),
      json: .object([("organ", .string(organ.id)), ("name", .string(organ.name)), ("muted", .bool(isMuted))]))
  }
}
