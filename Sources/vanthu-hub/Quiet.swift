import CommandWords
import Hub
import Wording

/// The option of the commands that cron runs every few minutes: cron sends whatever they print by e-mail.
enum Quiet {
  static let parameter = Parameter.flag(
    "quiet", Bilingual("chỉ nói khi có chuyện", "say something only if something is wrong"),
    help: Bilingual(
      "cho cron: xong hết thì không in gì; chuyện còn y nguyên thì mỗi ngày in một lần",
      "for cron: nothing is printed if all is well, and what stays as it was once a day"))

  /// The outcome as it is printed: without lines if there was nothing to do, or everything was done.
  ///
  /// - Parameters:
  ///   - troubled: the files with which something is wrong.
  ///   - place: the folder that was processed.
  static func outcome(
    _ outcome: Outcome, _ arguments: Arguments, troubled: [String], in place: String, _ hub: Hub
  ) throws -> Outcome {
    guard arguments.flag("quiet") else { return outcome }
    guard try hub.isNews(troubled: troubled, in: place) else {
      return Outcome(lines: [], json: outcome.json, status: outcome.status)
    }
    return outcome
  }
}
