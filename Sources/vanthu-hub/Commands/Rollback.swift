import CommandWords
import Hub
import Records
import Wording

extension HubCommand {
  private static let mark = Parameter.option(
    "mark", .file, Bilingual("dấu thứ hai", "the second mark"),
    help: Bilingual("tệp như ghi ở serve --mark", "the file named at serve --mark"))

  static let rollbackStatus = HubCommand(
    "rollback status", aliases: ["lui-du-lieu xem"],
    Bilingual("dữ liệu có bị lùi về bản cũ không", "whether the data was rolled back"),
    detail: Bilingual(
      "Đời dữ liệu hiện nay, từ khi nào, đã có bao nhiêu đời; trạm nào nói trung tâm thiếu điều đã có; "
        + "dấu của trung tâm có khớp không. Lời của trạm không làm thay đổi gì.",
      "The incarnation of the data, since when, and how many there were; the stations that report something missing; "
        + "whether the hub's own marks agree. What stations report changes nothing."
    ),
    parameters: [mark]
  ) { options, arguments in
    let hub = try Hub.open(options.data, onlyToLook: true, mark: arguments["mark"])
    let (status, directory) = (try hub.rollbackStatus(), try hub.directory)
    func name(_ organ: Organ.ID) -> String { directory[organ]?.name ?? organ }
    let language = options.language
    var lines = [OutputLine(summary(status)[language])]
    for claim in status.claims {
      let (first, last) = (Day(unixSeconds: claim.since / 1_000).display, Day(unixSeconds: claim.last / 1_000).display)
      lines.append(
        .columns(claim.station, name(claim.organ), claim.words[language], first, last, "\(claim.times)×"))
    }
    for mark in status.marks { lines.append(.columns(mark.path, mark.state.words[language])) }
    if status.isOpen { lines.append(OutputLine(nextStep[language])) }
    return Outcome(rows: lines, json: json(status, name))
  }

  static let rollbackConfirm = HubCommand(
    "rollback confirm", aliases: ["lui-du-lieu xac-nhan"],
    Bilingual("xác nhận dữ liệu đã bị lùi về bản cũ", "confirm that the data was rolled back"),
    detail: Bilingual(
      "Chỉ dùng khi biết chắc: đã khôi phục máy hay ổ đĩa từ một bản chụp. Khi dấu khớp và không trạm nào nói "
        + "gì thì lệnh từ chối, trừ khi thêm --yes. Trung tâm sang đời dữ liệu mới, sổ của trung tâm mở phần mới; "
        + "các trạm tự gửi lại điều trung tâm thiếu, không phải làm gì thêm.",
      "Only if you know it: the machine or disk was restored from a snapshot. "
        + "If the marks agree and no station reports a loss, it is refused without --yes. The hub starts a "
        + "new incarnation of its data and a new epoch of its journal; stations send what it lacks by themselves."
    ),
    parameters: [
      mark, .flag("yes", Bilingual("dù không có gì cho thấy dữ liệu bị lùi", "even without any sign of it")),
    ]
  ) { options, arguments in
    let looking = try Hub.open(options.data, onlyToLook: true, mark: arguments["mark"])
    guard try arguments.flag("yes") || looking.isCopy || looking.rollbackStatus().isOpen else {
      throw RollbackRefusal.nothingOpen
    }
    let hub = try Hub.open(options.data, mark: arguments["mark"])
    // Opening it may have begun a new incarnation already, because of the marks.
    if hub.incarnation == looking.incarnation { try hub.confirmRollback() }
    let status = try hub.rollbackStatus()
    return Outcome(
      Bilingual(
        "Đã sang đời dữ liệu thứ \(status.lives); các trạm tự đối chiếu lại ở lần liên lạc tới.",
        "This is now incarnation \(status.lives) of the data; stations compare by themselves at their next contact.")[
          options.language],
      json: json(status) { $0 })
  }

  static let rollbackFold = HubCommand(
    "rollback fold", aliases: ["lui-du-lieu gop"],
    Bilingual("gộp các phần cũ trong sổ của trung tâm", "fold the finished epochs of the hub's journal"),
    detail: Bilingual(
      "Sổ của trung tâm mở một phần mới nói lại đủ cơ quan, trạm và khóa; từ đó mọi trạm chỉ cần phần này, "
        + "dù trước đã có hàng nghìn phần. Không hộp thư nào phải nhận lại.",
      "The hub's journal starts an epoch that repeats all agencies, stations and keys; from then on every station "
        + "needs only this one, however many thousands there were. No mailbox restarts."
    )
  ) { options, _ in
    let hub = try Hub.open(options.data)
    guard let folded = try hub.foldEpochs() else {
      return Outcome(
        Bilingual("Không có phần cũ nào phải gộp.", "There is nothing to fold.")[options.language],
        json: .object([("folded", .number(0))]))
    }
    return Outcome(
      Bilingual(
        "Đã gộp \(folded) phần cũ; các trạm nhận phần mới ở lần liên lạc tới.",
        "\(folded) finished epochs were folded; stations receive the new one at their next contact.")[options.language],
      json: .object([("folded", .number(folded))]))
  }

  private static let nextStep = Bilingual(
    "Nếu máy hay ổ đĩa của trung tâm vừa được khôi phục từ bản chụp: vanthu-hub rollback confirm. "
      + "Nếu không: hỏi cơ quan có tên ở trên, xem máy trạm ấy.",
    "If the hub's machine or disk was restored from a snapshot: vanthu-hub rollback confirm. "
      + "If not: ask the office named above, and check that station."
  )

  private static func summary(_ status: RollbackStatus) -> Bilingual {
    let since = status.since.map { Day(unixSeconds: $0 / 1_000).display }
    return Bilingual(
      "Đời dữ liệu thứ \(status.lives)\(since.map { ", từ \($0)" } ?? "") (\(status.why.words.vietnamese)); "
        + "sổ của trung tâm có \(status.epochs) phần; \(status.claims.count) việc chưa rõ.",
      "Incarnation \(status.lives) of the data\(since.map { ", since \($0)" } ?? "") (\(status.why.words.english)); "
        + "the hub's journal has \(status.epochs) epochs; \(status.claims.count) open questions."
    )
  }

  private static func json(_ status: RollbackStatus, _ name: (Organ.ID) -> String) -> JSON {
    .object([
      (
        "incarnation",
        .object([
          ("log", .string(hexadecimal(status.incarnation))), ("epoch", .number(status.epoch)),
          ("since", JSON(status.since)),
          ("why", .string(status.why.rawValue)),
        ])
      ), ("incarnations", .number(status.lives)), ("epochs", .number(status.epochs)),
      (
        "claims",
        .array(
          status.claims.map {
            .object([
              ("station", .string($0.station)), ("organ", .string($0.organ)), ("organName", .string(name($0.organ))),
              ("kind", .string($0.kind.rawValue)), ("what", .string($0.what)), ("since", .number($0.since)),
              ("last", .number($0.last)), ("times", .number($0.times)), ("proved", .bool($0.isProved)),
            ])
          })
      ),
      (
        "marks",
        .array(
          status.marks.map { .object([("path", .string($0.path)), ("state", .string($0.state.rawValue))]) })
      ),
    ])
  }

  private static func hexadecimal(_ incarnation: UInt64) -> String {
    let text = String(incarnation, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

enum RollbackRefusal: Refusal, Equatable {
  case nothingOpen

  var words: Bilingual {
    switch self {
    case .nothingOpen:
      Bilingual(
        "Không có gì cho thấy dữ liệu bị lùi: dấu khớp, không trạm nào nói gì; "
          + "xem vanthu-hub rollback status, hoặc thêm --yes nếu biết chắc.",
        "Nothing shows that the data was rolled back: the marks agree, and no station reports it; "
          + "see vanthu-hub rollback status, or add --yes if you know it."
      )
    }
  }
}
