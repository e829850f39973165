import CommandWords
import Hub
import Wording

extension HubCommand {
  static let answer = HubCommand(
    "answer", aliases: ["tra-loi"],
    Bilingual(
      "trả lời các gói của trạm trên USB hay trong hộp thư", "answer packets of stations on a USB stick or in e-mail"
    ),
    detail: Bilingual(
      """
      USB: đọc vanthu/to-hub, ghi trả lời vào vanthu/to-station. Thư (--mail): đọc hộp thư (Maildir) hay các tệp .eml, \
      viết thư trả lời vào THƯ-MỤC/out để gửi đi. Mỗi gói niêm phong cho đúng trạm. Chạy lại không đổi gì thêm. USB có \
      tệp không nhận thì mã kết thúc là 5.
      """,
      """
      USB stick: reads vanthu/to-hub and writes the answers to vanthu/to-station. E-mail (--mail): reads a Maildir or \
      .eml files, and writes e-mails to DIR/out, to be sent. Each is sealed to its station. Repeating it is harmless. \
      Exit code 5 if a file of a stick was not accepted.
      """),
    isRoutine: true,
    parameters: [
      .argument("folder", .folder, Bilingual("thư mục", "folder"), required: false),
      .option(
        "mail", .folder, Bilingual("hộp thư", "mailbox"),
        help: Bilingual("Maildir hay thư mục tệp .eml", "a Maildir, or a folder of .eml files")),
      .option(
        "from", .text, Bilingual("địa chỉ", "address"),
        help: Bilingual("địa chỉ thư của trung tâm; ghi một lần", "the hub's e-mail address; given once")),
      Quiet.parameter,
    ],
    examples: [
      .init("vanthu-hub answer /media/usb", "một chiếc USB", "a USB stick"),
      .init(
        "vanthu-hub answer --mail /var/lib/vanthu-hub/Maildir --from trung-tam@caobang.gov.vn", "hộp thư",
        "an e-mail mailbox"),
    ]
  ) { options, arguments in
    let hub: Hub
    let place: String
    let summary: AnswerSummary
    if let mailbox = arguments["mail"] {
      if let folder = arguments["folder"] {
        throw UsageError.misplaced(folder, Bilingual("trả lời USB, không phải thư", "a stick is answered, not e-mail"))
      }
      hub = try Hub.open(options.data)
      place = mailbox
      summary = try hub.answerMail(mailbox, from: arguments["from"])
    } else {
      if arguments["from"] != nil {
        throw UsageError.misplaced("--from", Bilingual("trả lời thư (--mail)", "e-mail is answered (--mail)"))
      }
      place = try arguments.required("folder")
      hub = try Hub.open(options.data)
      summary = try hub.answerFolder(place)
    }
    if !summary.lines.isEmpty {
      try hub.record(.packetsAnswered, on: "\(place) +\(summary.answered) -\(summary.refused)")
    }
    let language = options.language
    let words = Bilingual(
      "\(summary.answered) gói đã trả lời, \(summary.enrolled) trạm mới, \(summary.entries) mục mới; "
        + "\(summary.refused) tệp không nhận.",
      "\(summary.answered) packets answered, \(summary.enrolled) new stations, \(summary.entries) new entries; "
        + "\(summary.refused) files not accepted."
    )
    let outcome = Outcome(
      lines: summary.lines.map { "\($0.file): \($0.words[language])" } + [words[language]],
      json: .object([
        ("answered", .number(summary.answered)), ("enrolled", .number(summary.enrolled)),
        ("refused", .number(summary.refused)), ("entries", .number(summary.entries)),
        ("bytes", .number(summary.bytesTaken)), ("given", .number(summary.bytesGiven)),
        (
          "files",
          .array(
            summary.lines.map { .object([("file", .string($0.file)), ("words", .string($0.words[language]))]) })
        ),
      ]), status: place == arguments["mail"] || summary.refused == 0 ? .done : .partly)
    return try Quiet.outcome(outcome, arguments, troubled: summary.refusedFiles, in: place, hub)
  }
}
