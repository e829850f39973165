import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  private static let asksPassword = Words(
    "Mật khẩu gõ hai lần, không hiện ra, ít nhất 10 ký tự; từ kịch bản thì đưa một dòng vào đầu vào chuẩn. Không bao giờ ghi nó trên dòng lệnh.",
    "The password is typed twice and not shown, at least 10 characters; a script hands one line to standard input. It never stands on the command line."
  )

  private static let accountName = Parameter.argument(
    "name", .text, Words("tên tài khoản", "account"),
    help: Words("chữ thường không dấu, chữ số, dấu chấm, gạch", "plain small letters, digits, dots, dashes"))

  static let accountAdd = HubCommand(
    "account add", aliases: ["them-tai-khoan"],
    Words("thêm tài khoản xem trang của tỉnh", "add an account for the page of the province"),
    detail: Words(
      "Có --office: chỉ xem văn bản của cơ quan ấy, gửi và nhận. Không có: xem tình hình đồng bộ của cả tỉnh, không xem nội dung văn bản. \(asksPassword.vietnamese)",
      "With --office: the documents that office sent and received, and no others. Without: how all offices take part, and not what documents are about. \(asksPassword.english)"
    ),
    parameters: [
      accountName,
      .option(
        "office", .text, Words("cơ quan", "office"), help: Words("khóa, mã hoặc tên đầy đủ", "key, code or full name")),
    ],
    examples: [
      .init("vanthu-hub account add quan-tri", "người quản trị", "the administrator"),
      .init("vanthu-hub account add hung-dao --office xa-2025-01351/ubnd", "cho một xã", "for a commune"),
    ]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let name = try arguments.required("name")
    let organ = try arguments["office"].map { typed in
      guard let organ = try hub.directory.resolve(typed, on: hub.today) else { throw HubRefusal.unknownOrgan(typed) }
      return organ
    }
    try hub.expectNewAccount(name)
    try hub.addAccount(name, organ: organ?.id, password: try PasswordInput.ask(options.language))
    let what = organ?.name ?? Words("quản trị", "administrator")[options.language]
    return Outcome(
      Words("Đã thêm tài khoản \(name) (\(what)).", "Account \(name) (\(what)) is added.")[options.language],
      json: .object([("name", .string(name)), ("organ", JSON(organ?.id))]))
  }

  static let accountList = HubCommand(
    "account list", aliases: ["tai-khoan"], Words("các tài khoản xem trang của tỉnh", "the accounts of the page")
  ) { options, _ in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let directory = try hub.directory
    let accounts = try hub.accounts()
    return Outcome(
      lines: accounts.map { account in
        let what =
          account.organ.map { directory[$0]?.name ?? $0 } ?? Words("quản trị", "administrator")[options.language]
        return "\(account.name)\t\(what)\t\(Day(unixSeconds: account.since / 1_000).display)"
      },
      json: .array(
        accounts.map {
          .object([("name", .string($0.name)), ("organ", JSON($0.organ)), ("since", .number($0.since))])
        }))
  }

  static let accountPassword = HubCommand(
    "account password", aliases: ["doi-mat-khau"],
    Words("đặt mật khẩu mới cho tài khoản", "give an account a new password"),
    detail: Words(
      "Ai đang mở trang bằng tài khoản ấy phải đăng nhập lại. \(asksPassword.vietnamese)",
      "Whoever has the page open under the account must log in again. \(asksPassword.english)"),
    parameters: [accountName]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let name = try arguments.required("name")
    try hub.expectAccount(name)
    try hub.setPassword(try PasswordInput.ask(options.language), of: name)
    return Outcome(
      Words("Đã đổi mật khẩu của \(name).", "The password of \(name) is changed.")[options.language],
      json: .object([("name", .string(name))]))
  }

  static let accountRemove = HubCommand(
    "account remove", aliases: ["xoa-tai-khoan"],
    Words("xóa tài khoản", "remove an account"),
    detail: Words(
      "Ai đang mở trang bằng tài khoản ấy bị đẩy ra ngay.",
      "Whoever has the page open under the account is out at once."),
    parameters: [accountName]
  ) { options, arguments in
    let name = try arguments.required("name")
    try Hub.open(options.data, onlyToLook: true).removeAccount(name)
    return Outcome(
      Words("Đã xóa tài khoản \(name).", "Account \(name) is removed.")[options.language],
      json: .object([("name", .string(name))]))
  }
}
