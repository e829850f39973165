import CommandWords
import Exchange
import Hub
import Records
import Wording

extension HubCommand {
  static let enrol = HubCommand(
    "enrol", aliases: ["ket-nap"],
    Bilingual("lấy mã một lần cho trạm mới của một cơ quan", "a one-time code for a new station of an office"),
    detail: Bilingual(
      """
      Mã có sáu nhóm, dùng cho một trạm, trong 7 ngày (--days đổi số ngày). Văn thư chạy vanthu enrol với mã này; bằng \
      USB thì cần đủ sáu nhóm. Dấu khóa của trung tâm in ở dòng trên mã: đọc cùng với mã thì văn thư ghi thêm \
      --hub-key. Nêu nhiều cơ quan thì in mỗi cơ quan một phiếu. --stick ghi khóa của trung tâm lên USB, để yêu cầu \
      được niêm phong. Cơ quan đã nhập vào cơ quan khác thì không cấp mã; chỉ để lấy lại sổ của nó (vanthu restore \
      --from-hub) thì thêm --yes. --json: một cơ quan ra một đối tượng, nhiều cơ quan ra một mảng.
      """,
      """
      The code has six groups and is valid for one station, for 7 days (change it with --days). The clerk runs vanthu \
      enrol with it; with a USB stick, all six groups are needed. The fingerprint of the hub's keys is on the line \
      above: read it out with the code, it is typed after --hub-key. For several offices a slip is printed for each. \
      --stick puts the hub's keys on a stick, so that the request is sealed. An office that has become part of another \
      gets no code, except with --yes, to restore its registers (vanthu restore --from-hub). --json: an object for one \
      office, an array of them for several.
      """),
    parameters: [
      .argument(
        "organ", .text, Bilingual("cơ quan", "office"),
        help: Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name"),
        repeats: true),
      .option(
        "days", .number, Bilingual("số ngày", "days"), help: Bilingual("1 đến 90, mặc định 7", "1 to 90, default: 7")),
      .option(
        "stick", .folder, Bilingual("USB", "stick"),
        help: Bilingual("nơi ghi khóa của trung tâm", "where to put the hub's keys")),
      .flag("yes", Bilingual("cả cơ quan đã hết hiệu lực", "even for an office that no longer exists")),
    ],
    examples: [
      .init("vanthu-hub enrol xa-2025-01273/ubnd", "cho một phường", "for a ward"),
      .init("vanthu-hub enrol \"UBND xã Hưng Đạo\" --days 30 --stick /media/usb", "đăng ký bằng USB", "by USB stick"),
    ]
  ) { options, arguments in
    let hub = try Hub.open(options.data)
    let days = try arguments.number("days", in: 1...Hub.mostCodeDays) ?? Hub.codeDays
    let typed = arguments.all("organ")
    // All agencies are resolved before the first code is created.
    let organs = try typed.map { typed in
      guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
      try hub.expectStations(of: organ.id, evenEnded: arguments.flag("yes"))
      return organ
    }
    if let folder = arguments["stick"] { try hub.writeIdentity(folder) }
    let slips = try organs.map { organ in
      Slip(
        organ: organ, name: try hub.directory.fullName(of: organ, on: hub.today),
        code: try hub.code(for: organ.id, days: days, evenEnded: arguments.flag("yes")))
    }
    let fingerprint = hub.identity.fingerprint
    let last = Day(unixSeconds: hub.system.now() / 1_000 + days * 86_400).display
    let lines = slips.map { slip in
      [
        Bilingual(
          "\(slip.name): mã một lần, dùng đến \(last)", "\(slip.name): a one-time code, valid until \(last)")[
            options.language],
        Bilingual("Dấu khóa của trung tâm: \(fingerprint)", "Fingerprint of the hub: \(fingerprint)")[options.language],
        "\(slip.code)",
      ]
    }
    let json = slips.map { slip in
      JSON.object([
        ("code", .string(slip.code.description)), ("organ", .string(slip.organ.id)), ("name", .string(slip.name)),
        ("days", .number(days)), ("hubKey", .string(fingerprint.description)),
      ])
    }
    // Written first, because the code must be the last line.
    let written = arguments["stick"].map { folder in
      [
        Bilingual("Đã ghi khóa của trung tâm vào \(folder).", "The hub's keys were written to \(folder).")[
          options.language], "",
      ]
    }
    return Outcome(
      lines: (written ?? []) + Array(lines.joined(separator: [""])), json: json.count == 1 ? json[0] : .array(json))
  }

  private struct Slip {
    let organ: Organ
    let name: String
    let code: EnrolmentCode
  }

  static let codes = HubCommand(
    "codes", aliases: ["ma"],
    Bilingual("các mã đã cấp, còn dùng được hay không", "the codes issued, and their state"),
    detail: Bilingual(
      "Chỉ hiện nhóm đầu của mã. Nhập sai không làm mã hỏng: ai nhập sai nhiều thì phải đợi; số lần sai hiện ở đây.",
      "Only the first group of a code is shown. Wrong tries do not use it up: after many, one has to wait; "
        + "they are counted here."
    )
  ) { options, _ in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let codes = try hub.codes()
    return Outcome(
      rows: codes.map { code in
        let made = Day(unixSeconds: code.made / 1_000).display
        let tries =
          code.wrongTries == 0
          ? nil : Bilingual("nhập sai \(code.wrongTries) lần", "\(code.wrongTries) wrong tries")[options.language]
        return .columns("\(code.name)-…", code.organName, made, state(of: code)[options.language], tries)
      },
      json: .array(
        codes.map { code in
          .object([
            ("name", .string(code.name)), ("organ", .string(code.organ)), ("organName", .string(code.organName)),
            ("made", .number(code.made)), ("expires", .number(code.expires)), ("state", .string(code.state.rawValue)),
            ("ended", JSON(code.ended)), ("station", JSON(code.station)), ("wrongTries", .number(code.wrongTries)),
          ])
        }))
  }

  private static func state(of code: ListedCode) -> Bilingual {
    let until = Day(unixSeconds: code.expires / 1_000).display
    let ended = code.ended.map { " " + Day(unixSeconds: $0 / 1_000).display } ?? ""
    let station = code.station.map { ", \($0)" } ?? ""
    return switch code.state {
    case .open: Bilingual("còn dùng đến \(until)", "valid until \(until)")
    case .used: Bilingual("đã dùng\(ended)\(station)", "used\(ended)\(station)")
    case .expired: Bilingual("hết hạn \(until)", "expired on \(until)")
    case .cancelled: Bilingual("đã hủy\(ended)", "cancelled\(ended)")
    }
  }

  static let codesCancel = HubCommand(
    "codes cancel", aliases: ["huy-ma"],
    Bilingual("hủy mã còn dùng được của một cơ quan", "cancel the open codes of an office"),
    detail: Bilingual(
      "Khi mã đọc nhầm người hay không cần nữa. Trạm đã đăng ký thì không đổi gì; trạm lạ thì dùng revoke.",
      "For a code that leaked, or is not needed. Enrolled stations stay enrolled; "
        + "for a station that should not be there use revoke."
    ),
    parameters: [
      .argument(
        "organ", .text, Bilingual("cơ quan", "office"),
        help: Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name"))
    ],
    examples: [.init("vanthu-hub codes cancel xa-2025-01273/ubnd", "của một phường", "of a ward")]
  ) { options, arguments in
    let hub = try Hub.open(options.data)
    let typed = try arguments.required("organ")
    guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
    let names = try hub.cancelCodes(of: organ.id)
    return Outcome(
      Bilingual("Đã hủy \(names.count) mã của \(organ.name).", "\(names.count) codes of \(organ.name) are cancelled.")[
        options.language],
      json: .object([("organ", .string(organ.id)), ("cancelled", .array(names.map(JSON.string)))]))
  }
}
