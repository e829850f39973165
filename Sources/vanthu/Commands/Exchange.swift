import CommandWords
import Office
import Records
import Wording

/// Đồng bộ với tỉnh. What needs a network is done by another program, `vanthu-sync`, which these hand the line to.
extension Command {
  static let sync = Command(
    name: "sync", aliases: ["dong-bo"], group: .exchange,
    summary: Words("gửi và nhận với máy chủ của tỉnh", "exchange with the hub of the province"),
    detail: Words(
      """
      Gửi mọi việc mới và tệp kèm, nhận văn bản và trạng thái cơ quan khác gửi đến; khẩn trước, nhỏ trước. Đứt giữa chừng thì \
      lần sau chạy tiếp từ chỗ đã được xác nhận. vanthu sync status xem lần gần nhất. --folder dùng USB: ghi gói đã niêm phong, \
      mang đến tỉnh, mang về cắm lại và chạy lần nữa. --mail dùng thư điện tử: viết thư vào THƯ-MỤC/out để gửi đi, đọc thư trả \
      lời trong hộp thư (Maildir) hay các tệp .eml ở đó. Mã kết thúc: 0 xong, 5 chưa hết, 6 không có đường truyền, 1 tỉnh từ chối.
      """,
      """
      Sends everything new with its files, takes documents and states from other offices; urgent and small first. What breaks off \
      goes on from what was acknowledged. vanthu sync status shows the last runs. --folder uses a stick: it writes a sealed packet, \
      to be taken to the province and back. --mail goes by mail: it writes letters into DIR/out, to be sent, and reads the answers \
      in the Maildir or the .eml files there. Exit codes: 0 done, 5 not all of it, 6 no line, 1 refused by the hub.
      """),
    parameters: [
      .argument("verb", .choice(["status"]), Words("việc", "what"), required: false),
      .stick,
      .option(
        "mail", .folder, Words("Thư điện tử", "Mail"),
        help: Words("hộp thư (Maildir) hay thư mục tệp .eml", "a Maildir, or a folder of .eml files")),
      .option(
        "from", .word, Words("Địa chỉ thư", "Our address"),
        help: Words("địa chỉ thư của ta; ghi một lần", "our mail address; given once")),
      .option(
        "to", .word, Words("Địa chỉ thư tỉnh", "Their address"),
        help: Words("địa chỉ thư của tỉnh; ghi một lần", "the province's mail address; given once")),
      .flag(
        "nightly", Words("Chạy đêm", "Nightly"),
        help: Words(
          "bắt đầu lệch giờ với cơ quan khác, thử lại đến hết giờ",
          "starts at its own minute, tries until the window closes")),
      .flag("now", Words("Không đợi", "At once"), help: Words("chạy đêm mà không đợi", "nightly without the wait")),
      .option(
        "until", .word, Words("Đến giờ", "Until"),
        help: Words("05:00: không bắt đầu gì mới sau giờ này", "05:00: nothing new is begun after it")),
      .option(
        "max-bytes", .number, Words("Tối đa", "At most"),
        help: Words(
          "số byte gửi và nhận; dưới 300000 có khi không việc nào qua được",
          "bytes sent and received; below 300000 it may be that nothing passes")),
      .option(
        "hub", .word, Words("Địa chỉ", "Address"),
        help: Words(
          "thay cho địa chỉ lúc đăng ký; https:// thì sổ nhớ, khi đúng trung tâm trả lời",
          "instead of that of the enrolment; https:// is kept when it is the hub that answers")),
      .certificates,
      .insecure,
    ],
    examples: [
      Example("vanthu sync", "gửi nhận ngay", "exchange now"),
      Example("vanthu sync --nightly --until 05:00", "chạy từ bộ hẹn giờ", "from a timer"),
      Example("vanthu sync --folder /media/usb", "bằng USB", "by a stick"),
      Example(
        "vanthu sync --mail ~/Maildir --from van-thu@hungdao.gov.vn --to trung-tam@caobang.gov.vn", "bằng thư điện tử",
        "by mail"),
    ],
    run: { session, arguments in
      try checkWay(arguments)
      guard arguments["verb"] == "status" else { return try session.send(.sync, arguments) }
      return try status(session)
    },
    act: { workbench, arguments in
      try checkWay(arguments)
      if arguments["verb"] == "status" { try workbench.showExchange() } else { try workbench.beginExchange(arguments) }
    })

  /// One way at a time, addresses where there are letters, and nothing that would be passed over in silence.
  private static func checkWay(_ arguments: Arguments) throws {
    try checkValues(arguments)
    _ = try arguments.number("max-bytes", in: 1...WholeNumber.most)
    if arguments["folder"] != nil || arguments["mail"] != nil {
      let ofTheLine = ["nightly", "now", "hub", "ca", "insecure"]
      if let option = ofTheLine.first(where: { arguments.flag($0) }) {
        throw UsageError.misplaced("--\(option)", Words("gửi nhận qua đường truyền", "the exchange goes over a line"))
      }
    }
    guard arguments["mail"] != nil else {
      guard let address = ["from", "to"].first(where: { arguments[$0] != nil }) else { return }
      throw UsageError.misplaced("--\(address)", Words("gửi bằng thư (--mail)", "letters are sent (--mail)"))
    }
    if arguments["folder"] != nil {
      throw UsageError.misplaced("--folder", Words("không gửi bằng thư", "no letters are sent"))
    }
  }

  /// A variable of a script that is empty must not become another way.
  private static func checkValues(_ arguments: Arguments) throws {
    for name in ["folder", "mail", "hub", "until", "ca"] where arguments.flag(name) && arguments[name] == nil {
      throw UsageError.noValue("--\(name)")
    }
  }

  static let enrol = Command(
    name: "enrol", aliases: ["dang-ky-tinh"], group: .exchange,
    summary: Words("đăng ký máy này với máy chủ của tỉnh", "enrol this station at the hub"),
    detail: Words(
      "Mã do văn phòng UBND tỉnh cấp cho một máy, dùng một lần (vanthu-hub enrol). Bằng USB thì gõ đủ sáu nhóm. Khóa của máy nằm trong tệp .key cạnh tệp sổ, không vào bản sao lưu. Tên của sổ phải là tên cơ quan mà mã được cấp cho: khác thì không lưu gì, thêm --rename thì sổ lấy tên ấy. Sổ đã đăng ký mà ghi sai tên: vanthu enrol --rename, không cần mã.",
      "The code comes from the provincial office, for one station, once (vanthu-hub enrol). By a stick all six groups are typed. The station's keys lie in a .key file beside the office's file, and in no backup. The register's name must be that of the office the code is for: else nothing is kept, or with --rename the register takes that name. A register that is enrolled under a wrong name: vanthu enrol --rename, without a code."
    ),
    doors: [.shell],
    parameters: [
      .code,
      .option("hub", .word, Words("Địa chỉ máy chủ", "Address of the hub")),
      .stick,
      .stationName,
      .certificates,
      .insecure,
      .hubKey,
      .flag(
        "again", Words("Đăng ký lại", "Again"),
        help: Words("lấy khóa mới cho máy đã đăng ký", "new keys for an enrolled station")),
      .flag(
        "rename", Words("Đổi tên sổ", "Rename"),
        help: Words(
          "đổi tên sổ theo tên cơ quan trong danh mục của tỉnh", "the register takes the office's name in the tree")),
    ],
    examples: [
      Example(
        "vanthu enrol --hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", "đăng ký", "enrol")
    ],
    run: { session, arguments in
      try checkValues(arguments)
      if arguments["folder"] != nil, arguments["hub"] != nil {
        throw UsageError.misplaced(
          "--hub", Words("đăng ký qua đường truyền, không phải USB", "no stick is used (--folder)"))
      }
      _ = try session.office.profile
      return try session.send(.enrol, arguments)
    })

  static let join = Command(
    name: "join", aliases: ["them-may"], group: .exchange,
    summary: Words("thêm một máy cho cơ quan đã có sổ ở tỉnh", "one more station of an office the hub knows"),
    detail: Words(
      "Lấy toàn bộ sổ của cơ quan từ tỉnh về máy này. Số vẫn do máy đang giữ sổ cấp; chuyển giao bằng vanthu custody.",
      "Brings all registers of the office from the hub to this station. Numbers are still given where the books lie; hand them over with vanthu custody."
    ),
    doors: [.shell],
    parameters: [
      .option("from-hub", .word, Words("Địa chỉ máy chủ", "Address of the hub"), required: true),
      .code,
      .stationName,
      .certificates,
      .insecure,
      .hubKey,
    ],
    examples: [
      Example(
        "vanthu join --from-hub https://vanthu.caobang.gov.vn --code 7KQ2-M0XD-9TRA-4GGS-S60R-6DC1", "thêm máy",
        "one more station")
    ],
    run: { session, arguments in
      makeFolders(above: session.paths.office)
      return try session.send(.join, arguments)
    })

  @MainActor
  private static func status(_ session: Session) throws -> Outcome {
    let office = try session.office
    guard let enrolment = try office.enrolment() else {
      return Outcome(
        session.say(
          "Cơ quan chưa đăng ký với máy chủ của tỉnh; xin mã rồi gõ vanthu enrol.",
          "The office is enrolled at no hub; ask for a code and run vanthu enrol."),
        json: .object([("enrolled", .bool(false))]))
    }
    let (unsent, awaited, runs) = (try office.unsent(), try office.awaited(), try office.exchanges(limit: 5))
    var lines = [
      session.say(
        "Máy chủ: \(enrolment.name). Chưa gửi: \(unsent.entries) việc, \(unsent.files) tệp; chưa nhận: \(enrolment.mailboxEnd - enrolment.cursor) mục, \(awaited.count) tệp.",
        "Hub: \(enrolment.name). To send: \(unsent.entries) entries, \(unsent.files) files; to take: \(enrolment.mailboxEnd - enrolment.cursor) items, \(awaited.count) files."
      )
    ]
    lines += runs.map { "\(clockTime($0.ended))  \($0.words[session.language])" }
    lines += try office.notices().map { "\($0.entry)  \($0.words[session.language])" }
    return Outcome(
      lines: lines,
      json: .object([
        ("enrolled", .bool(true)), ("hub", .string(enrolment.name)), ("url", .string(enrolment.url)),
        ("organ", .string(enrolment.organ)), ("station", .string(try office.stationName().station)),
        ("waiting", .object([("entries", .number(unsent.entries)), ("files", .number(unsent.files))])),
        (
          "awaited",
          .object([("items", .number(enrolment.mailboxEnd - enrolment.cursor)), ("files", .number(awaited.count))])
        ), ("skewMilliseconds", .number(Int(enrolment.skew))), ("refusal", JSON(enrolment.refusal?.rawValue)),
        ("runs", .array(runs.map { $0.json(session.language) })),
        (
          "notices",
          .array(
            try office.notices().map {
              .object([
                ("entry", .string($0.entry.description)), ("code", .string($0.code)),
                ("words", .string($0.words[session.language])),
              ])
            })
        ),
      ]))
  }
}

extension Parameter {
  /// How the hub is reached, and what a station calls itself: the same for every command that speaks with the hub.
  fileprivate static let certificates = Parameter.option(
    "ca", .file, Words("Chứng thư", "Certificates"),
    help: Words("chứng thư riêng của tỉnh", "the province's own certificates"))
  fileprivate static let code = Parameter.option(
    "code", .word, Words("Mã", "Code"),
    help: Words("không ghi, hay ghi -, thì được hỏi", "asked for when there is none, or when it is -"))
  static let insecure = Parameter.flag(
    "insecure", Words("Không mã hóa", "In the clear"),
    help: Words("cho phép địa chỉ http:// qua mạng", "allow an address with http:// over a network"))
  static let hubKey = Parameter.option(
    "hub-key", .word, Words("Dấu khóa trung tâm", "Fingerprint of the hub"),
    help: Words("năm nhóm bốn chữ tỉnh đọc cùng với mã", "five groups of four, read out with the code"), asked: false)
  fileprivate static let stationName = Parameter.option(
    "name", .text, Words("Tên máy", "Name of the station"),
    help: Words("mặc định: tên máy tính", "usually the PC's name"))
  fileprivate static let stick = Parameter.option(
    "folder", .folder, Words("Thư mục", "Folder"),
    help: Words("USB thay cho đường truyền", "a stick instead of a line"))
}
