import CommandWords
import DurableFile
import Wording

/// Hỏi tỉnh khi đang mở màn hình.
package extension Command {
  static let poll = Command(
    name: "poll", aliases: ["hoi-tinh"], group: .exchange,
    summary: Bilingual(
      "khi mở màn hình, mấy phút tự gửi nhận một lần", "how often the open screen exchanges by itself"),
    detail: Bilingual(
      """
      Mặc định 5 phút: không có gì mới thì chỉ đi chừng một nghìn byte, có thì gửi nhận luôn. Đường truyền hỏng thì \
      thưa dần tới một giờ một lần. 0 là không tự hỏi; gửi nhận đêm (vanthu schedule) và phím s vẫn như cũ. Văn bản \
      hỏa tốc đến thì có tiếng chuông và một dòng trên mọi màn hình.
      """,
      """
      5 minutes unless set: about a thousand bytes if nothing is new, otherwise everything is exchanged at once. While \
      the connection fails the pauses grow to an hour. 0 switches it off; the nightly exchange (vanthu schedule) and \
      the key s remain. When a flash document arrives a bell rings, and a line is shown on every screen.
      """),
    parameters: [PollParameters.minutes],
    examples: [
      Example("vanthu poll 10", "mười phút một lần", "every ten minutes"),
      Example("vanthu poll 0", "không tự gửi nhận", "never by itself"),
    ],
    run: { session, given in
      let setting = PollSetting(session.paths)
      if let minutes = try given(PollParameters.minutes, in: 0...PollSetting.longest) { try setting.write(minutes) }
      let minutes = setting.read()
      return Outcome(
        lines: [PollSetting.words(minutes)[session.language]], json: .object([("minutes", .number(minutes))]))
    })
}

package enum PollParameters {
  package static let minutes = Typed<Int>.argument(
    "minutes", .number, Bilingual("mấy phút", "minutes"), help: Bilingual("0: không tự hỏi", "0: never"),
    required: false)
}

/// How often the open screen asks the hub, for all offices of this user at this PC.
package struct PollSetting {
  private let path: String

  package init(_ paths: Paths) { path = paths.configuration + "/poll" }

  private static let usual = 5
  /// A day.
  static let longest = 1_440

  /// In minutes; 0 for never. A file that cannot be understood counts as the default.
  package func read() -> Int {
    let line = (OwnFile.read(path, atMost: 4_096) ?? "").split(whereSeparator: \.isNewline).first { !$0.hasPrefix("#") }
    let minutes = line.flatMap { Int($0.filter { !$0.isWhitespace }) }
    return minutes.flatMap { (0...PollSetting.longest).contains($0) ? $0 : nil } ?? PollSetting.usual
  }

  /// - Throws: `PollRefusal` when the file cannot be written.
  func write(_ minutes: Int) throws {
    makeFolders(above: path)
    let text = "# Mấy phút hỏi tỉnh một lần khi mở màn hình; 0 là không (lệnh poll).\n\(minutes)\n"
    do { try NewFile.write(Array(text.utf8), to: path) } catch is FileFailure { throw PollRefusal.unkept(path) }
  }

  static func words(_ minutes: Int) -> Bilingual {
    minutes == 0
      ? Bilingual("Màn hình không tự gửi nhận.", "The screen does not exchange by itself.")
      : Bilingual(
        "Khi mở màn hình: \(minutes) phút tự gửi nhận một lần.",
        "While the screen is open: an exchange every \(minutes) minutes.")
  }
}

enum PollRefusal: Refusal, Equatable {
  case unkept(String)

  var isOfStorage: Bool { true }

  var words: Bilingual {
    switch self {
    case .unkept(let path):
      Bilingual(
        "Không ghi nhớ được (\(path)); xem lại quyền ghi và chỗ trống trên ổ đĩa.",
        "It cannot be stored (\(path)); check the permissions and free disk space.")
    }
  }
}
