import CommandWords
import Records
import Wording

/// Đồng bộ với tỉnh. All that needs a network is done by another program, `vanthu-sync`, to which the command line is
/// passed.
package extension Command {
  static let sync = Command(
    name: "sync", aliases: ["dong-bo"], group: .exchange,
    summary: Bilingual("gửi và nhận với máy chủ của tỉnh", "exchange with the hub of the province"),
    detail: Bilingual(
      """
      Gửi mọi việc mới và tệp kèm, nhận văn bản và trạng thái cơ quan khác gửi đến; khẩn trước, nhỏ trước. Đứt giữa \
      chừng thì lần sau chạy tiếp từ chỗ đã được xác nhận. vanthu sync status xem lần gần nhất; vanthu sync check thử \
      đường tới tỉnh từng bước, không gửi nhận gì, và nói bước nào vướng. --folder dùng USB: ghi gói đã niêm phong, \
      mang đến tỉnh, mang về cắm lại và chạy lần nữa; thêm --what thì chỉ nói USB đang có gì. --mail dùng thư điện tử: \
      viết thư vào THƯ-MỤC/out để gửi đi, đọc thư trả lời trong hộp thư (Maildir) hay các tệp .eml ở đó. --urgent cho \
      đường chậm: việc đi hết, tệp thì chỉ của văn bản khẩn, tệp khác để lần gửi nhận đầy đủ. Mã kết thúc: \
      0 xong, 5 chưa hết, 6 không có đường truyền, 1 tỉnh từ chối.
      """,
      """
      Sends everything new with its files, receives documents and states from other offices; urgent and small first. \
      An interrupted exchange continues from what was acknowledged. vanthu sync status shows the last runs; vanthu \
      sync check tries the connection step by step, exchanges nothing, and says which step fails. --folder uses a USB \
      stick: it writes a sealed packet, to be carried to the province and back; with --what it only says what is on \
      the stick. --mail uses e-mail: it writes messages to DIR/out, to be sent, and reads the answers in the Maildir \
      or the .eml files there. --urgent is for a slow connection: all entries, but only the files of urgent documents; \
      the others go with the next complete exchange. Exit codes: 0 done, 5 incomplete, 6 no connection, 1 refused by \
      the hub.
      """),
    parameters: [
      SyncParameters.verb, HubParameters.stick, SyncParameters.mail, SyncParameters.from, SyncParameters.to,
      SyncParameters.nightly, SyncParameters.now,
      SyncParameters.until, SyncParameters.maxBytes, SyncParameters.urgent, SyncParameters.hub,
      HubParameters.certificates,
      HubParameters.insecure, SyncParameters.what,
    ],
    examples: [
      Example("vanthu sync", "gửi nhận ngay", "exchange now"),
      Example("vanthu sync --urgent", "đường chậm: chỉ văn bản gấp", "a slow connection: only what is urgent"),
      Example("vanthu sync check", "đường tới tỉnh vướng ở đâu", "what is wrong with the connection"),
      Example("vanthu sync --nightly --until 05:00", "chạy từ bộ hẹn giờ", "from a timer"),
      Example("vanthu sync --folder /media/usb", "bằng USB", "by USB stick"),
      Example("vanthu sync --folder /media/usb --what", "USB đang có gì", "what is on the stick"),
      Example(
        "vanthu sync --mail ~/Maildir --from van-thu@hungdao.gov.vn --to trung-tam@caobang.gov.vn", "bằng thư điện tử",
        "by e-mail"),
    ],
    isLong: { given in (try? given(SyncParameters.verb)) == .check || given(SyncParameters.what) },
    run: { session, given in
      try checkWay(given)
      switch try given(SyncParameters.verb) {
      case nil: return try session.send(.sync, given)
      case .check: return try session.send(.check, given)
      case .status: return try status(session)
      }
    },
    asks: { call in
      try checkWay(call.given)
      // Runs in another process, as in the shell.
      if call.given(SyncParameters.what) { return nil }
      return switch try call.given(SyncParameters.verb) {
      case nil: .exchangeNow(call.given)
      case .status: .exchange
      case .check: nil
      }
    })

  /// Refuses more than one way at a time, addresses without e-mail, and options that would be ignored silently.
  private static func checkWay(_ given: Given) throws {
    try checkValues(given)
    _ = try given(SyncParameters.maxBytes, in: 1...WholeNumber.most)
    if try given(SyncParameters.verb) == .check {
      let ofExchanges: [any Declared] = [
        HubParameters.stick, SyncParameters.mail, SyncParameters.from, SyncParameters.to, SyncParameters.nightly,
        SyncParameters.now, SyncParameters.until, SyncParameters.maxBytes, SyncParameters.urgent, SyncParameters.what,
      ]
      try given.refuse(ofExchanges, unless: Bilingual("gửi nhận thật, không phải check", "an exchange is made"))
    }
    if given(SyncParameters.what) {
      try given.refuse(
        [SyncParameters.urgent], unless: Bilingual("gửi nhận thật, không phải --what", "an exchange is made"))
    }
    if given(HubParameters.stick) == nil, given(SyncParameters.what) {
      throw UsageError.misplaced("--what", Bilingual("dùng USB (--folder)", "a stick (--folder) is used"))
    }
    if given(HubParameters.stick) != nil || given(SyncParameters.mail) != nil {
      let ofTheLine: [any Declared] = [
        SyncParameters.nightly, SyncParameters.now, SyncParameters.hub, HubParameters.certificates,
        HubParameters.insecure,
      ]
      try given.refuse(
        ofTheLine, unless: Bilingual("gửi nhận qua đường truyền", "the exchange uses the network"))
    }
    guard given(SyncParameters.mail) != nil else {
      guard let address = [SyncParameters.from, SyncParameters.to].first(where: { given($0) != nil }) else { return }
      throw UsageError.misplaced("--\(address.name)", Bilingual("gửi bằng thư (--mail)", "e-mail (--mail) is used"))
    }
    if given(HubParameters.stick) != nil {
      throw UsageError.misplaced("--folder", Bilingual("không gửi bằng thư", "e-mail is not used"))
    }
  }

  @MainActor
  private static func status(_ session: Session) throws -> Outcome {
    let office = try session.office
    guard let enrolment = try office.enrolment() else {
      return Outcome(
        session.say(
          "Cơ quan chưa đăng ký với máy chủ của tỉnh; xin mã rồi gõ vanthu enrol.",
          "The office is not enrolled at a hub; ask for a code and run vanthu enrol."),
        json: .object([("enrolled", .bool(false))]))
    }
    let (unsent, awaited, runs) = (try office.unsent(), try office.awaited(), try office.exchanges(limit: 5))
    let documents = try office.unsentDocuments()
    var lines = [
      session.say(
        "Máy chủ: \(enrolment.name). Chưa gửi: \(documents) văn bản, \(unsent.files) tệp (\(unsent.entries) việc); "
          + "chưa nhận: \(enrolment.mailboxEnd - enrolment.cursor) mục, \(awaited.count) tệp.",
        "Hub: \(enrolment.name). To send: \(documents) documents, \(unsent.files) files (\(unsent.entries) entries); "
          + "to receive: \(enrolment.mailboxEnd - enrolment.cursor) items, \(awaited.count) files."
      )
    ]
    let term = try office.numberingTerm(at: session.clock())
    if let term {
      lines.append(
        session.say("Máy này cấp số: \(term.words.vietnamese).", "This PC assigns numbers: \(term.words.english)."))
      lines += term.sentences.map { $0[session.language] }
    }
    let relay = try office.relay()
    if let relay {
      lines.append(session.say("Thư mục chung: \(relay.words.vietnamese).", "Shared folder: \(relay.words.english)."))
    }
    let isRunning = RunningExchange.isThere(session.paths.office)
    if isRunning {
      lines.append(session.say("Đang có một lần đồng bộ chạy trên sổ này.", "An exchange of this file is running now."))
    }
    let lost = try office.lostFiles()
    lines += lost.map { file, line in
      session.say(
        "Tệp \(file) của \(line.reference) không còn ở máy này, tỉnh cũng chưa nhận; kèm lại đúng tệp ấy "
          + "bằng vanthu attach.",
        "File \(file) of \(line.reference) is not here any more, and the hub never got it; attach the same file again."
      )
    }
    lines += runs.map { "\(clockTime($0.ended))  \($0.words[session.language])" }
    let (notices, told) = (try office.notices(), try ToldNotices(session))
    lines += told.shown(notices).map { "\($0.title[session.language])  \($0.words[session.language])" }
    // A program that reads JSON is no clerk.
    if !session.options.json { told.tell(notices) }
    return Outcome(
      lines: lines,
      json: .object([
        ("enrolled", .bool(true)), ("running", .bool(isRunning)), ("hub", .string(enrolment.name)),
        ("url", .string(enrolment.url)), ("relay", relay?.json ?? .null),
        ("numbersUntil", JSON(term?.end?.description)),
        ("organ", .string(enrolment.organ)), ("station", .string(try office.stationName().station.description)),
        (
          "waiting",
          .object([
            ("entries", .number(unsent.entries)), ("files", .number(unsent.files)), ("documents", .number(documents)),
          ])
        ),
        (
          "awaited",
          .object([("items", .number(enrolment.mailboxEnd - enrolment.cursor)), ("files", .number(awaited.count))])
        ),
        (
          "lostFiles",
          .array(
            lost.map { .object([("file", .string($0.file)), ("document", .string($0.document.reference))]) })
        ), ("skewMilliseconds", .number(Int(enrolment.skew))), ("refusal", JSON(enrolment.refusal?.rawValue)),
        ("runs", .array(runs.map { $0.json(session.language) })),
        (
          "notices",
          .array(
            notices.map {
              .object([
                ("entry", .string($0.entry.description)), ("document", JSON($0.document?.reference)),
                ("code", .string($0.code)),
                ("words", .string($0.words[session.language])),
              ])
            })
        ),
      ]))
  }
}

package enum SyncParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case status
    case check
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"), required: false)
  package static let mail = Typed<String>.option(
    "mail", .folder, Bilingual("Thư điện tử", "Mail"),
    help: Bilingual("hộp thư (Maildir) hay thư mục tệp .eml", "a Maildir, or a folder of .eml files"))
  package static let from = Typed<String>.option(
    "from", .word, Bilingual("Địa chỉ thư", "Our address"),
    help: Bilingual("địa chỉ thư của ta; ghi một lần", "our e-mail address; given once"))
  package static let to = Typed<String>.option(
    "to", .word, Bilingual("Địa chỉ thư tỉnh", "Their address"),
    help: Bilingual("địa chỉ thư của tỉnh; ghi một lần", "the province's e-mail address; given once"))
  package static let nightly = Typed<Bool>.flag(
    "nightly", Bilingual("Chạy đêm", "Nightly"),
    help: Bilingual(
      "bắt đầu lệch giờ với cơ quan khác, thử lại đến hết giờ",
      "starts at its own minute, retries until the window closes"))
  package static let what = Typed<Bool>.flag(
    "what", Bilingual("Đang có gì", "What is on it"),
    help: Bilingual("nói USB đang có gì, không ghi gì", "says what is on the stick, and writes nothing"))
  package static let now = Typed<Bool>.flag(
    "now", Bilingual("Không đợi", "At once"), help: Bilingual("chạy đêm mà không đợi", "nightly without waiting"))
  package static let until = Typed<String>.option(
    "until", .word, Bilingual("Đến giờ", "Until"),
    help: Bilingual("05:00: không bắt đầu gì mới sau giờ này", "05:00: nothing new is started after it"))
  package static let maxBytes = Typed<Int>.option(
    "max-bytes", .number, Bilingual("Tối đa", "At most"),
    help: Bilingual(
      "số byte gửi và nhận; dưới 300000 có khi không việc nào qua được",
      "bytes sent and received; below 300000 nothing may get through"))
  package static let urgent = Typed<Bool>.flag(
    "urgent", Bilingual("Chỉ văn bản gấp", "Only what is urgent"),
    help: Bilingual(
      "tệp thì chỉ gửi nhận của văn bản khẩn; tệp khác để lần sau",
      "of files only those of urgent documents; the others wait"))
  package static let hub = Typed<String>.option(
    "hub", .word, Bilingual("Địa chỉ", "Address"),
    help: Bilingual(
      "thay cho địa chỉ lúc đăng ký; https:// thì sổ nhớ, khi đúng trung tâm trả lời",
      "instead of that of the enrolment; an https:// one is kept if the hub answers"))
}
