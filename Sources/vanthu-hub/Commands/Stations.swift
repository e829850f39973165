import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  static let revoke = HubCommand(
    "revoke", aliases: ["thu-hoi"],
    Bilingual("thôi nhận của một trạm", "accept nothing more from a station"),
    detail: Bilingual(
      "Những gì trạm đã gửi vẫn giữ. Máy bị mất thì thu hồi rồi lấy mã mới để thay.",
      "What the station sent before is kept. For a stolen PC: revoke it, then enrol its replacement with a new code."),
    parameters: [
      .argument("station", .text, Bilingual("trạm", "station")),
      .option("reason", .text, Bilingual("lý do", "reason"), required: true),
    ],
    examples: [.init("vanthu-hub revoke 0a1b2c3d --reason \"máy bị mất\"", "máy bị mất", "a lost PC")]
  ) { options, arguments in
    let station = try arguments.required("station").lowercased()
    let before = try Hub.open(options.data).revoke(station, reason: try arguments.required("reason"))
    let day = before.map { Day(unixSeconds: $0 / 1_000).display }
    let words =
      day.map {
        Bilingual(
          "Trạm \(station) đã bị thu hồi từ \($0); không đổi gì.",
          "Station \(station) was already revoked on \($0); nothing changes.")
      } ?? Bilingual("Đã thu hồi trạm \(station).", "Station \(station) is revoked.")
    return Outcome(
      words[options.language], json: .object([("station", .string(station)), ("already", .bool(before != nil))]))
  }

  static let stations = HubCommand(
    "stations", aliases: ["tram"],
    Bilingual("các trạm, lần liên lạc cuối, thư đang chờ", "stations, when last seen, what is waiting")
  ) { options, _ in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let figures = try hub.figures()
    let language = options.language
    let lines = figures.stations.map { station -> OutputLine in
      let seen =
        station.lastContact.map { Day(unixSeconds: $0 / 1_000).display } ?? Bilingual("chưa", "never")[language]
      let waiting = Bilingual("chờ \(station.waiting)", "\(station.waiting) waiting")[language]
      let revoked = station.revoked == nil ? nil : Bilingual("đã thu hồi", "revoked")[language]
      return .columns(station.station, station.organName, station.name, seen, waiting, revoked)
    }
    let (directory, today) = (try hub.directory, hub.today)
    let unserved = figures.unserved.map { office in
      let name = directory.fullName(of: office.organ, on: today)
      // Revoked stations are listed above.
      let had = figures.stations.contains { $0.organ == office.organ }
      return OutputLine(
        Bilingual(
          "\(name) (\(office.organ)): \(had ? "không còn trạm nào" : "chưa có trạm"), \(office.waiting) thư đang chờ",
          "\(name) (\(office.organ)): no station \(had ? "left" : "yet"), \(office.waiting) waiting")[language])
    }
    let none = Bilingual(
      "Chưa có trạm nào, chưa có thư nào chờ; cấp mã cho trạm đầu tiên bằng vanthu-hub enrol CƠ-QUAN.",
      "There are no stations, nothing is waiting; issue a code for the first with vanthu-hub enrol OFFICE.")[language]
    let all = lines + unserved
    return Outcome(rows: all.isEmpty ? [OutputLine(none)] : all, json: json(figures))
  }

  private static func json(_ figures: HubFigures) -> JSON {
    .object([
      (
        "stations",
        .array(
          figures.stations.map {
            .object([
              ("station", .string($0.station)), ("name", .string($0.name)), ("organ", .string($0.organ)),
              ("organName", .string($0.organName)), ("enrolled", .number($0.enrolled)), ("revoked", JSON($0.revoked)),
              ("reason", JSON($0.reason)), ("lastContact", JSON($0.lastContact)), ("way", JSON($0.way)),
              ("skew", JSON($0.skew)), ("entries", .number($0.entries)), ("waiting", .number($0.waiting)),
              ("wantedContents", .number($0.wantedContents)),
            ])
          })
      ), ("entries", .number(figures.entries)), ("contents", .number(figures.contents)),
      ("contentBytes", .number(figures.contentBytes)),
      (
        "unserved",
        .array(
          figures.unserved.map { .object([("organ", .string($0.organ)), ("waiting", .number($0.waiting))]) })
      ),
    ])
  }
}
