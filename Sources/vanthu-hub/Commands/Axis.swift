import CommandWords
import DurableFile
import Hub
import Wording

extension HubCommand {
  static let axis = HubCommand(
    "axis", aliases: ["lien-thong"],
    Bilingual("trao đổi tệp với trục liên thông quốc gia", "exchange files with the national axis"),
    detail: Bilingual(
      """
      Nhận các tệp .edxml trong THƯ-MỤC/in, chuyển cho cơ quan trong tỉnh; tệp đã nhận sang done, tệp không nhận sang \
      refused kèm một tệp .txt nói vì sao. Văn bản gửi cơ quan ngoài tỉnh có mã định danh, và trạng thái báo nơi gửi, \
      ghi vào out. Chạy lần đầu thì trục thành một cơ quan trong danh mục. Chạy lại không nhận, không gửi hai lần. Mã \
      kết thúc 5 khi còn tệp để lại trong in.
      """,
      """
      Accepts the .edxml files in FOLDER/in for the offices of the province: they go to done, or to refused with a \
      .txt that gives the reason. Documents for outside agencies that have a code, and status reports to senders, are \
      put into out. On the first run the axis becomes an office of the tree. Running it twice is harmless. Exit \
      code 5 if files are left in in.
      """),
    isRoutine: true,
    parameters: [
      .argument("folder", .folder, Bilingual("thư mục chung với trục", "the folder shared with the axis")),
      Quiet.parameter,
    ],
    examples: [
      .init("vanthu-hub axis /var/lib/vanthu-hub/lien-thong", "mỗi 5 phút, bằng cron", "every 5 minutes, from cron")
    ]
  ) { options, arguments in
    let folder = try arguments.required("folder")
    guard Folder.exists(folder) else { throw AxisRefusal.noFolder(folder) }
    let hub = try Hub.open(options.data)
    let summary = try hub.exchangeWithAxis(in: folder)
    // It is run every few minutes, mostly with nothing to do.
    if !summary.lines.isEmpty {
      try hub.record(.axisRun, on: "\(folder) +\(summary.taken) -\(summary.refused) \(summary.sent)>")
    }
    let language = options.language
    let words = Bilingual(
      "Nhận \(summary.taken) tệp mới, \(summary.again) tệp đã nhận trước, \(summary.refused) tệp không nhận, "
        + "\(summary.left) để lại; gửi \(summary.sent) tệp, \(summary.waiting) chờ tệp kèm.",
      "\(summary.taken) new files taken in, \(summary.again) seen before, \(summary.refused) refused, \(summary.left) "
        + "left; \(summary.sent) sent, \(summary.waiting) wait for their contents."
    )
    let outcome = Outcome(
      lines: summary.lines.map { "\($0.file): \($0.words[language])" } + [words[language]],
      json: .object([
        ("taken", .number(summary.taken)), ("again", .number(summary.again)), ("refused", .number(summary.refused)),
        ("left", .number(summary.left)), ("sent", .number(summary.sent)), ("waiting", .number(summary.waiting)),
        (
          "files",
          .array(summary.lines.map { .object([("file", .string($0.file)), ("words", .string($0.words[language]))]) })
        ),
      ]), status: summary.isWhole ? .done : .partly)
    return try Quiet.outcome(outcome, arguments, troubled: summary.troubled, in: folder, hub)
  }
}
