import CommandWords
import Office
import Wording

package extension Command {
  @MainActor
  static func say(_ typed: String, _ isMuted: Bool, _ session: Session) throws -> Outcome {
    guard let organ = try session.office.directory.resolve(typed, on: session.today) else {
      throw MuteRefusal.unknown(typed)
    }
    let isNew = try session.act { try $0.mute(organ, isMuted) }
    let words =
      !isNew
      ? isMuted
        ? Bilingual(
          "\(organ.name) đang tắt tiếng rồi; không đổi gì.", "\(organ.name) is already muted; nothing changes.")
        : Bilingual("\(organ.name) không bị tắt tiếng; không đổi gì.", "\(organ.name) is not muted; nothing changes.")
      : isMuted
        ? Bilingual(
          "Đã tắt tiếng \(organ.name): văn bản vẫn đến, đứng riêng trong hộp việc.",
          "\(organ.name) is muted: what it sends still arrives, but is kept apart in the inbox.")
        : Bilingual("Đã mở tiếng \(organ.name).", "\(organ.name) is no longer muted.")
    return Outcome(
      session.say(words.vietnamese, words.english),
      json: .object([("organ", .string(organ.id)), ("name", .string(organ.name)), ("muted", .bool(isMuted))]))
  }
}
