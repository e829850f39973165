import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  static let initialise = HubCommand(
    "init", Bilingual("lập trung tâm mới", "create a new hub"),
    parameters: [.option("name", .text, Bilingual("tên trung tâm", "name of the hub"), required: true)],
    examples: [
      .init(
        "vanthu-hub init --data /var/lib/vanthu-hub --name \"VP UBND tỉnh Cao Bằng\"", "trung tâm của tỉnh",
        "the hub of the province")
    ]
  ) { options, arguments in
    let hub = try Hub.create(options.data, name: try arguments.required("name"))
    return Outcome(
      Bilingual(
        "Đã lập trung tâm “\(hub.name)” ở \(hub.path), trạm \(hub.station).",
        "The hub “\(hub.name)” was created in \(hub.path), station \(hub.station).")[options.language],
      Bilingual(
        "Hãy giữ bản sao của \(hub.path)/hub.key ở nơi an toàn: không có khóa này thì không phục hồi được.",
        "Keep a copy of \(hub.path)/hub.key in a safe place: nothing can be restored without it.")[options.language],
      json: .object([
        ("name", .string(hub.name)), ("station", .string(hub.station.description)), ("data", .string(hub.path)),
      ]))
  }

  static let verify = HubCommand(
    "verify", aliases: ["kiem-tra"],
    Bilingual("kiểm tra toàn bộ dữ liệu", "check all the data"),
    detail: Bilingual(
      "Kiểm tra tệp dữ liệu, chuỗi băm và chữ ký của mọi sổ, hộp thư, mọi tệp kèm theo và bảng tra cứu của trang xem. "
        + "--rebuild dựng lại bảng tra cứu từ sổ trước đã.",
      "Checks the data file, the chains and seals of all journals, the mailboxes, every content, "
        + "and the tables of the page. --rebuild first rebuilds those tables from the journals."
    ),
    parameters: [
      .flag("rebuild", Bilingual("dựng lại bảng tra cứu của trang xem", "rebuild the tables of the page"))
    ]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let keepsLog = try hub.keepsLog
    if arguments.flag("rebuild") {
      try hub.rebuildListing()
      if keepsLog { try hub.record(.tablesRebuilt) }
    }
    let result = try hub.verify()
    // No fault of the data: an earlier backup would not mend it.
    let clock = try hub.clockDoubt()?.words[options.language]
    // Looking at a backup changes nothing in it.
    if keepsLog { try hub.record(.verified, on: result.faults.isEmpty ? "0" : "\(result.faults.count) !") }
    let language = options.language
    let summary = Bilingual(
      "\(result.entries) mục, \(result.seals) chữ ký, \(result.mail) thư, \(result.contents) tệp kèm theo, "
        + "\(result.auditHead.number) dòng nhật ký truy cập: "
        + (result.faults.isEmpty ? "đúng cả." : "\(result.faults.count) lỗi."),
      "\(result.entries) entries, \(result.seals) seals, \(result.mail) deliveries, \(result.contents) contents, "
        + "\(result.auditHead.number) lines of the audit log: "
        + (result.faults.isEmpty ? "all sound." : "\(result.faults.count) faults."))
    return Outcome(
      lines: result.faults.map { $0[language] } + (clock.map { [$0] } ?? []) + [summary[language]],
      json: .object([
        ("entries", .number(result.entries)), ("seals", .number(result.seals)), ("deliveries", .number(result.mail)),
        ("contents", .number(result.contents)), ("audit", .number(result.auditHead.number)),
        ("auditHead", .string(result.auditHead.hash.description)),
        ("faults", .array(result.faults.map { .string($0[language]) })), ("clock", JSON(clock)),
      ]), status: result.faults.isEmpty ? .done : .refused)
  }

  static let compact = HubCommand(
    "compact", aliases: ["thu-gon"],
    Bilingual("trả lại chỗ trống trong tệp dữ liệu cho ổ đĩa", "return free space in the data file to the disk"),
    detail: Bilingual(
      """
      Dữ liệu lập bằng bản 0.1.0 không tự trả chỗ trống; chạy lệnh này một lần thì về sau tự trả mỗi giờ, như dữ liệu \
      mới. Dừng trung tâm trước. Cần chỗ trống bằng tệp hub.vanthu-hub trong thư mục dữ liệu, và chừng ấy nữa ở \
      /var/tmp (SQLITE_TMPDIR đặt chỗ khác). Đứt giữa chừng thì tệp còn nguyên như cũ.
      """,
      """
      Data created by version 0.1.0 does not return its free space by itself; after this it does, every hour, as new \
      data does. Stop the hub first. It needs as much free space as hub.vanthu-hub takes in the folder of the data, \
      and as much again in /var/tmp (SQLITE_TMPDIR names another place). If interrupted, the file stays as it was.
      """)
  ) { options, _ in
    let lock = try ServeLock(options.data)
    defer { withExtendedLifetime(lock) {} }
    let sizes = try Hub.open(options.data, onlyToLook: true).compact()
    let shown = { (size: Int) in Quota.Thing.storage.shown(size, options.language) }
    return Outcome(
      Bilingual(
        "Tệp dữ liệu trước \(shown(sizes.before)), nay \(shown(sizes.after)).",
        "The data file had \(shown(sizes.before)), and now has \(shown(sizes.after)).")[options.language],
      json: .object([("before", .number(sizes.before)), ("after", .number(sizes.after))]))
  }

  static let backup = HubCommand(
    "backup", aliases: ["sao-luu"], Bilingual("sao lưu vào thư mục mới", "copy everything into a new folder"),
    detail: Bilingual(
      "Sao được cả khi trung tâm đang chạy. Bản sao có cả khóa; "
        + "mở bản sao như một trung tâm thì các trạm tự đối chiếu lại từ đầu. "
        + "Tệp nào mất hay không đọc được thì nêu tên, vẫn sao mọi thứ khác, mã kết thúc 5.",
      "Can be run while the hub is running. The copy contains the keys too; "
        + "when it is opened as a hub, all stations compare again. "
        + "Files that are gone or cannot be read are named and all others are copied: exit code 5."
    ),
    parameters: [.argument("folder", .folder, Bilingual("thư mục mới", "new folder")), Quiet.parameter],
    examples: [.init("vanthu-hub backup /mnt/sao-luu/2026-11-20", "ra ổ đĩa ngoài", "to another disk")]
  ) { options, arguments in
    let folder = try arguments.required("folder")
    let missing = try Hub.open(options.data, onlyToLook: true).backup(to: folder)
    let words =
      missing.isEmpty
      ? Bilingual("Đã sao lưu vào \(folder).", "Everything was copied to \(folder).")
      : Bilingual(
        "Đã sao lưu vào \(folder), trừ \(missing.count) tệp đã mất hay không đọc được; tìm chúng trong bản sao lưu cũ, "
          + "chép lại vào chỗ cũ, rồi chạy vanthu-hub verify.",
        "Everything was copied to \(folder), except \(missing.count) files that are gone or cannot be read; look for "
          + "them in an older backup, copy them to where they were, then run vanthu-hub verify.")
    return Outcome(
      lines: missing.isEmpty && arguments.flag("quiet") ? [] : missing + [words[options.language]],
      json: .object([("folder", .string(folder)), ("missing", .array(missing.map { .string($0) }))]),
      status: missing.isEmpty ? .done : .partly)
  }
}
