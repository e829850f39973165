import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  private static let asksPassword = Bilingual(
    "Mật khẩu gõ hai lần, không hiện ra, ít nhất 10 ký tự, của quản trị ít nhất 12; "
      + "từ kịch bản thì đưa một dòng vào đầu vào chuẩn. Không bao giờ ghi nó trên dòng lệnh.",
    "The password is typed twice and not shown, at least 10 characters, an administrator's 12; "
      + "a script passes one line on standard input. It is never put on the command line."
  )

  private static let accountName = Parameter.argument(
    "name", .text, Bilingual("tên tài khoản", "account"),
    help: Bilingual("chữ thường không dấu, chữ số, dấu chấm, gạch", "plain small letters, digits, dots, dashes"))

  static let accountAdd = HubCommand(
    "account add", aliases: ["them-tai-khoan"],
    Bilingual("thêm tài khoản xem trang của tỉnh", "add an account for the page of the province"),
    detail: Bilingual(
      """
      Có --office: văn thư cơ quan ấy (clerk), chỉ xem văn bản cơ quan gửi và nhận. Không có thì xem tình hình đồng bộ \
      của cả tỉnh, không xem nội dung văn bản, và theo --role: viewer chỉ xem; enroller cấp mã cho trạm; auditor xem \
      nhật ký truy cập; administrator (mặc định) làm được tất cả, thu hồi được trạm. \(asksPassword.vietnamese)
      """,
      """
      With --office: a clerk, who sees the documents that office sent and received, and no others. Without: an account \
      that sees how all offices take part, but not the documents; by --role: a viewer only views; an enroller issues \
      codes for stations; an auditor reads the audit log; an administrator (the default) does all that, and revokes \
      stations. \(asksPassword.english)
      """
    ),
    parameters: [
      accountName,
      .option(
        "office", .text, Bilingual("cơ quan", "office"),
        help: Bilingual("khóa, mã hoặc tên đầy đủ", "key, code or full name")),
      roleOption,
    ],
    examples: [
      .init("vanthu-hub account add quan-tri", "người quản trị", "the administrator"),
      .init("vanthu-hub account add cap-ma --role enroller", "người chỉ cấp mã", "only issues codes"),
      .init("vanthu-hub account add hung-dao --office xa-2025-01351/ubnd", "cho một xã", "for a commune"),
    ]
  ) { options, arguments in
    let role = try role(arguments)
    let hub = try Hub.open(options.data, onlyToLook: true)
    let name = try arguments.required("name")
    let organ = try office(arguments, hub)
    try hub.expectNewAccount(name)
    try hub.addAccount(name, organ: organ?.id, role: role, password: try PasswordInput.ask(options.language))
    let what = what(role, organ, options.language)
    return Outcome(
      Bilingual("Đã thêm tài khoản \(name) (\(what)).", "Account \(name) (\(what)) is added.")[options.language],
      json: .object([("name", .string(name)), ("organ", JSON(organ?.id)), ("role", .string(role.rawValue))]))
  }

  private static let roleOption = Parameter.option(
    "role", .choice(Role.allCases.map(\.rawValue)), Bilingual("vai trò", "role"),
    help: Bilingual(
      Role.allCases.map { "\($0.rawValue) \($0.words.vietnamese)" }.joined(separator: ", "),
      Role.allCases.map { "\($0.rawValue) \($0.words.english)" }.joined(separator: ", ")))

  /// The role, which must fit the office on the line.
  private static func role(_ arguments: Arguments) throws -> Role {
    do { return try Hub.role(arguments["role"].flatMap(Role.init), with: arguments["office"]) } catch let refusal
      as AccountRefusal
    {
      throw UsageError.value(refusal.words)
    }
  }

  private static func office(_ arguments: Arguments, _ hub: Hub) throws -> Organ? {
    try arguments["office"].map { typed in
      guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
      return organ
    }
  }

  /// The role, with the office it is for.
  private static func what(_ role: Role, _ organ: Organ?, _ language: Language) -> String {
    [role.words[language], organ?.name].compactMap(\.self).joined(separator: ", ")
  }

  static let accountRole = HubCommand(
    "account role", aliases: ["vai-tro"],
    Bilingual("đổi vai trò của tài khoản", "give an account another role"),
    detail: Bilingual(
      "Ai đang mở trang bằng tài khoản ấy phải đăng nhập lại.",
      "All sessions of the account must log in again."),
    parameters: [
      accountName,
      .argument("role", .choice(Role.allCases.map(\.rawValue)), Bilingual("vai trò", "role")),
      .option(
        "office", .text, Bilingual("cơ quan", "office"),
        help: Bilingual("chỉ với vai trò clerk", "only with the role clerk")),
    ],
    examples: [.init("vanthu-hub account role lan auditor", "xem được nhật ký truy cập", "may read the audit log")]
  ) { options, arguments in
    let role = try role(arguments)
    let hub = try Hub.open(options.data, onlyToLook: true)
    let name = try arguments.required("name")
    let organ = try office(arguments, hub)
    try hub.setRole(role, organ: organ?.id, of: name)
    let what = what(role, organ, options.language)
    return Outcome(
      Bilingual("Tài khoản \(name) giờ là: \(what).", "Account \(name) is now: \(what).")[options.language],
      json: .object([("name", .string(name)), ("organ", JSON(organ?.id)), ("role", .string(role.rawValue))]))
  }

  static let accountReset = HubCommand(
    "account reset", aliases: ["bo-hai-buoc"],
    Bilingual("bỏ xác thực hai bước của tài khoản", "remove an account's second factor"),
    detail: Bilingual(
      "Cho người mất cả điện thoại lẫn mã dự phòng. Đăng nhập lại chỉ cần mật khẩu, "
        + "rồi bật lại ở trang Tài khoản của tôi.",
      "For a user who has lost the telephone and the recovery codes. The password is enough again; "
        + "set it up again on the page My account."
    ),
    parameters: [accountName]
  ) { options, arguments in
    let name = try arguments.required("name")
    let had = try Hub.open(options.data, onlyToLook: true).dropSecondFactor(of: name)
    let words =
      had
      ? Bilingual("Đã bỏ xác thực hai bước của \(name).", "The second factor of \(name) is removed.")
      : Bilingual(
        "\(name) chưa bật xác thực hai bước; không đổi gì.", "\(name) has no second factor; nothing changes.")
    return Outcome(words[options.language], json: .object([("name", .string(name)), ("dropped", .bool(had))]))
  }

  static let twoPeople = rule(
    .twoPeople, "two-people", "hai-nguoi",
    Bilingual("cấp mã và thu hồi trên trang cần hai người", "codes and revocations on the page need two people"),
    Bilingual(
      "on: mã cho trạm và thu hồi trạm làm trên trang phải được một tài khoản thứ hai xác nhận trong 7 ngày. "
        + "Lệnh trên máy của trung tâm vẫn làm ngay, có ghi nhật ký.",
      "on: a code or a revocation on the page waits until a second account confirms it, for 7 days. "
        + "Commands on the hub's machine take effect at once, and are logged."
    ))

  static let secondFactor = rule(
    .secondFactor, "second-factor", "hai-buoc",
    Bilingual("buộc quản trị xác thực hai bước", "administrators need a second factor"),
    Bilingual(
      "on: tài khoản quản trị chưa bật mã trên điện thoại thì chỉ mở được trang Tài khoản của tôi, để bật.",
      "on: an administrator without codes on the telephone sees only the page My account, to set them up."))

  private static func rule(
    _ rule: PageRule, _ name: String, _ alias: String, _ summary: Bilingual, _ detail: Bilingual
  ) -> HubCommand {
    HubCommand(
      name, aliases: [alias], summary, detail: detail,
      parameters: [
        .argument(
          "state", .choice(["on", "off"]), Bilingual("trạng thái", "state"),
          help: Bilingual("on bật, off tắt; bỏ trống thì xem", "if omitted, shows it"),
          required: false)
      ]
    ) { options, arguments in
      let hub = try Hub.open(options.data, onlyToLook: true)
      if let state = arguments["state"] { try hub.set(rule, state == "on") }
      let isOn = try hub.rule(rule)
      let words = isOn ? Bilingual("đang bật", "on") : Bilingual("đang tắt", "off")
      var lines = [Bilingual("\(summary.vietnamese): \(words.vietnamese)", "\(summary.english): \(words.english)")]
      let administrators = try hub.accounts().count { $0.role == .administrator }
      if rule == .twoPeople, isOn, administrators < 2 {
        lines.append(
          Bilingual(
            "Mới có \(administrators) quản trị: trên trang chưa thu hồi trạm được, dùng vanthu-hub revoke.",
            "There is \(administrators) administrator: stations cannot be revoked on the page, use vanthu-hub revoke."))
      }
      return Outcome(
        lines: lines.map { $0[options.language] },
        json: .object([("on", .bool(isOn))]))
    }
  }

  static let accountList = HubCommand(
    "account list", aliases: ["tai-khoan"], Bilingual("các tài khoản xem trang của tỉnh", "the accounts of the page")
  ) { options, _ in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let directory = try hub.directory
    let accounts = try hub.accounts()
    return Outcome(
      rows: accounts.map { account in
        let what =
          account.organ.map { directory[$0]?.name ?? $0 } ?? account.role.words[options.language]
        let seen =
          account.lastLogin.map { Day(unixSeconds: $0 / 1_000).display }
          ?? Bilingual("chưa đăng nhập", "never")[options.language]
        let factor = account.hasSecondFactor ? Bilingual("hai bước", "second factor")[options.language] : nil
        return .columns(account.name, what, Day(unixSeconds: account.since / 1_000).display, seen, factor)
      },
      json: .array(
        accounts.map {
          .object([
            ("name", .string($0.name)), ("organ", JSON($0.organ)), ("since", .number($0.since)),
            ("role", .string($0.role.rawValue)), ("lastLogin", JSON($0.lastLogin)), ("lastFrom", JSON($0.lastFrom)),
            ("secondFactor", .bool($0.hasSecondFactor)),
          ])
        }))
  }

  static let accountPassword = HubCommand(
    "account password", aliases: ["doi-mat-khau"],
    Bilingual("đặt mật khẩu mới cho tài khoản", "set a new password for an account"),
    detail: Bilingual(
      "Ai đang mở trang bằng tài khoản ấy phải đăng nhập lại. \(asksPassword.vietnamese)",
      "All sessions of the account must log in again. \(asksPassword.english)"),
    parameters: [accountName]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let name = try arguments.required("name")
    try hub.expectAccount(name)
    try hub.setPassword(try PasswordInput.ask(options.language), of: name)
    return Outcome(
      Bilingual("Đã đổi mật khẩu của \(name).", "The password of \(name) is changed.")[options.language],
      json: .object([("name", .string(name))]))
  }

  static let accountRemove = HubCommand(
    "account remove", aliases: ["xoa-tai-khoan"],
    Bilingual("xóa tài khoản", "remove an account"),
    detail: Bilingual(
      "Ai đang mở trang bằng tài khoản ấy bị đẩy ra ngay.",
      "All sessions of the account end at once."),
    parameters: [accountName]
  ) { options, arguments in
    let name = try arguments.required("name")
    try Hub.open(options.data, onlyToLook: true).removeAccount(name)
    return Outcome(
      Bilingual("Đã xóa tài khoản \(name).", "Account \(name) is removed.")[options.language],
      json: .object([("name", .string(name))]))
  }
}
