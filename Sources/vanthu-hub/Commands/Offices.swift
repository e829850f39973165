import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  static let officesImport = HubCommand(
    "offices import",
    Bilingual("nhập danh mục cơ quan từ tệp TSV", "read the tree of agencies from a TSV file"),
    detail: Bilingual(
      """
      Dòng đầu là tên cột, thứ tự tùy ý: id (khóa), name (tên), symbol (ký hiệu), level (cấp), code (mã), new code \
      (mã mới), valid from (từ ngày), valid to (đến ngày), parent (thuộc), predecessors (trước là), successors \
      (sau là), issues for (ban hành thay). Chỉ bắt buộc tên, và khóa hoặc mã. Cột nào bỏ trống thì giữ như đang có. \
      Nhập lại cùng tệp thì không đổi gì.
      """,
      "The first line names the columns, in any order: id, name, symbol, level, code, new code, valid from, "
        + "valid to, parent, predecessors, successors, issues for. Only the name, and a key or code, are required. "
        + "Empty fields stay as they are. Importing the same file again changes nothing."
    ),
    parameters: [.argument("file", .file, Bilingual("tệp TSV", "TSV file"))],
    examples: [.init("vanthu-hub offices import co-quan.tsv", "mỗi dòng một cơ quan", "one agency per line")]
  ) { options, arguments in
    let hub = try Hub.open(options.data)
    let path = try arguments.required("file")
    guard let bytes = try InputFile.read(path) else { throw InputFile.Unreadable(path: path) }
    let organs = try OrgansFile.read(bytes, known: hub.directory, today: hub.today)
    let (new, changed) = try hub.list(organs)
    let words = Bilingual(
      "\(new.count) cơ quan mới, \(changed.count) thay đổi, \(organs.count - new.count - changed.count) như cũ.",
      "\(new.count) new agencies, \(changed.count) changed, \(organs.count - new.count - changed.count) as before.")
    func lines(_ mark: Bilingual, _ organs: [Organ]) -> [OutputLine] {
      organs.map { .columns(mark[options.language], $0.id, $0.name) }
    }
    return Outcome(
      rows: lines(Bilingual("mới", "new"), new) + lines(Bilingual("đổi", "changed"), changed)
        + [OutputLine(words[options.language])],
      json: .object([
        ("new", .array(new.map { .string($0.id) })), ("changed", .array(changed.map { .string($0.id) })),
        ("same", .number(organs.count - new.count - changed.count)),
      ]))
  }

  static let offices = HubCommand(
    "offices", aliases: ["co-quan"], Bilingual("danh mục cơ quan đang có hiệu lực", "the agencies that exist now"),
    parameters: [.flag("all", Bilingual("cả cơ quan đã hết hiệu lực", "also those that no longer exist"))]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true)
    let today = hub.today
    let organs = try hub.directory.organs.filter { arguments.flag("all") || $0.exists(on: today) }
    return Outcome(
      rows: organs.map { .columns($0.id, $0.label, $0.newCode ?? $0.code ?? "") },
      json: .array(
        organs.map {
          .object([
            ("id", .string($0.id)), ("name", .string($0.name)), ("level", .string($0.level.rawValue)),
            ("code", JSON($0.code)), ("newCode", JSON($0.newCode)), ("validFrom", JSON($0.validFrom?.description)),
            ("validTo", JSON($0.validTo?.description)),
          ])
        }))
  }
}
