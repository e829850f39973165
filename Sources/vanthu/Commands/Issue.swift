import CommandWords
import Office
import Records
import Vietnamese
import Wording

/// Văn bản đi: dự thảo, phát hành, bỏ dự thảo.
extension Command {
  private static let content: [Parameter] = [
    .option("type", .documentType, Words("Loại văn bản", "Type"), required: true),
    .option("subject", .longText, Words("Trích yếu", "Subject"), required: true),
    .option(
      "signer", .person, Words("Người ký", "Signer"), help: Words("Chủ tịch, Nông Văn A", "Chủ tịch, Nông Văn A")),
    .option(
      "to", .recipient, Words("Nơi nhận", "To"),
      help: Words("cơ quan, hoặc tên một nhóm", "an agency, or the name of a group"), repeats: true),
    .option(
      "field", .field, Words("Lĩnh vực", "Field"),
      help: Words(
        "phần sau cơ quan trong ký hiệu công văn: VX", "what follows the agency in the symbol of a letter: VX")),
    .option("urgency", .urgency, Words("Độ khẩn", "Urgency")),
    .option("secrecy", .secrecy, Words("Độ mật", "Secrecy"), asked: false),
    .option("pages", .number, Words("Số trang", "Pages")),
    .option("copies", .number, Words("Số bản", "Copies")),
    .option("due", .dueDay, Words("Hạn trả lời", "Reply by")),
    .option("note", .text, Words("Ghi chú", "Note")),
    .option("attach", .file, Words("Tệp kèm theo", "File"), repeats: true),
  ]

  static let draft = Command(
    name: "draft", aliases: ["du-thao"], group: .outgoing,
    summary: Words("lập hoặc sửa một dự thảo, chưa có số", "make or change a draft, without a number"),
    parameters: [
      .argument(
        "document", .document, Words("dự thảo", "draft"),
        help: Words("dự thảo cần sửa; bỏ trống để lập mới", "the draft to change; none for a new one"), required: false)
    ] + content,
    examples: [
      Example(
        "vanthu draft --type tb --subject \"Về việc nghỉ lễ\" --to \"Các xóm\"",
        "lập dự thảo; phát hành sau bằng issue --draft",
        "make a draft; issue it later with issue --draft")
    ],
    asking: .whenBare,
    run: { session, arguments in
      let document = try outgoingDocument(session, arguments)
      let recipients = try Recipients(session).named(arguments.all("to"))
      let old = try arguments["document"].map { try session.office.find($0, today: session.today) }
      let line = try session.act { desk in
        let line =
          try old.map { try desk.redraft($0, document, to: recipients) } ?? desk.draft(document, to: recipients)
        return try arguments.all("attach").reduce(line) { try desk.attach($0, file: FileNames.found($1)) }
      }
      if !arguments.all("attach").isEmpty { try session.readFileTexts(beside: line) }
      return Outcome(
        session.say("Đã ghi dự thảo \(line.reference).", "Draft \(line.reference) is kept."), json: line.json)
    })

  static let issue = Command(
    name: "issue", aliases: ["phat-hanh"], group: .outgoing,
    summary: Words("cấp số và phát hành một văn bản đi", "number and issue an outgoing document"),
    detail: Words(
      """
      Số lấy liên tục trong sổ của loại văn bản ấy (Nghị định 30/2020, điều 15); ký hiệu ghép từ loại và cơ quan: 15/QĐ-UBND, \
      công văn: 12/UBND-VX. Phát hành một dự thảo: --draft nhap-N; phần nào không ghi thì lấy của dự thảo.
      """,
      """
      The number is the next in the book of its type (Decree 30/2020, article 15); the symbol is made of type and agency: \
      15/QĐ-UBND, a letter: 12/UBND-VX. To issue a draft: --draft nhap-N; what is left out is taken from it.
      """),
    parameters: content.map(\.optionalForDrafts) + [
      .option("date", .issuedDay, Words("Ngày văn bản", "Date"), help: Words("mặc định: hôm nay", "usually today")),
      .option("draft", .document, Words("Dự thảo", "Draft"), asked: false),
      .option(
        "notation", .text, Words("Ký hiệu", "Symbol"),
        help: Words("khi ký hiệu thường dùng không hợp", "where the usual symbol does not fit"), asked: false),
      .option("reason", .text, Words("Lý do ngày sớm hơn", "Reason for an earlier day"), asked: false),
      .option("number", .number, Words("Số chờ nhập lại", "Reserved number"), asked: false),
      .option(
        "replaces", .document, Words("Thay cho", "In place of"),
        help: Words("văn bản đã phát hành mà văn bản này thay thế", "the issued document this one replaces"),
        asked: false),
    ],
    examples: [
      Example(
        "vanthu issue --type qd --subject \"Về việc thành lập tổ công tác\" --signer \"Chủ tịch, Nông Văn A\" --to \"UBND tỉnh Cao Bằng\"",
        "phát hành một quyết định", "issue a decision")
    ],
    asking: .whenBare,
    run: { session, arguments in
      let draft = try arguments["draft"].map {
        try session.office.card(try session.office.find($0, today: session.today))
      }
      var document = try outgoingDocument(session, arguments, from: draft)
      document.issuedDate = try arguments.day("date", today: session.today) ?? session.today
      let typed = arguments.all("to")
      let recipients = try typed.isEmpty ? draft?.recipients ?? [] : Recipients(session).named(typed)
      let number = try arguments.number("number")
      let secrecy = try arguments["secrecy"].map(Secrecy.reading) ?? .open
      let replaced = try arguments["replaces"].map {
        try session.office.find($0, today: session.today, direction: .outgoing)
      }
      let line = try session.act { desk in
        let line = try desk.issue(
          document, secrecy: secrecy, to: recipients, field: arguments["field"] ?? "", notation: arguments["notation"],
          draft: draft?.line, reason: arguments["reason"], number: number, replaces: replaced)
        return try arguments.all("attach").reduce(line) { try desk.attach($0, file: FileNames.found($1)) }
      }
      if !arguments.all("attach").isEmpty { try session.readFileTexts(beside: line) }
      let said =
        [
          session.say(
            "Đã phát hành \(line.document.code) ngày \(line.day.display) tới \(line.toPlaces).",
            "Issued \(line.document.code) on \(line.day.display) to \(line.toPlaces).")
        ] + [try ByPost(session.office.card(line), session.office)?.words[session.language]].compactMap(\.self)
      // One message on the screen; what is more than a line there hides the register.
      return Outcome(lines: session.isOnScreen ? [said.joined(separator: " ")] : said, json: line.json)
    })

  static let discard = Command(
    name: "discard", aliases: ["bo-du-thao"], group: .outgoing,
    summary: Words("bỏ một dự thảo, hoặc văn bản ghi tạm nhầm", "give up a draft, or what was provisional by mistake"),
    parameters: [.documents],
    examples: [Example("vanthu discard nhap-3", "bỏ dự thảo số 3", "give up draft 3")],
    run: { session, arguments in
      try together(session, arguments, Words("Đã bỏ", "Discarded")) { desk, line in try desk.discard(line) }
    })

  @MainActor
  private static func outgoingDocument(
    _ session: Session, _ arguments: Arguments, from draft: Card? = nil
  ) throws -> Document {
    let profile = try session.office.profile
    let old = draft?.line.document
    func text(_ name: String, _ old: String?) throws -> String {
      if let text = arguments[name] ?? old { return text }
      throw UsageError.missing(
        ["--\(name)"],
        usage: Words(
          "vanthu issue --type LOẠI --subject TRÍCH-YẾU --signer TÊN --to TÊN…",
          "vanthu issue --type TYPE --subject SUBJECT --signer NAME --to NAME…"))
    }
    return Document(
      code: "", organName: profile.name, organID: try session.office.enrolment()?.organ, issuedDate: session.today,
      typeName: DocumentType(named: try text("type", old?.typeName)).name, subject: try text("subject", old?.subject),
      urgency: try arguments["urgency"].map(Urgency.reading) ?? old?.urgency ?? .routine,
      signer: arguments["signer"].map(Signer.init(typed:)) ?? old?.signer,
      pageAmount: try arguments.number("pages") ?? old?.pageAmount,
      issuedAmount: try arguments.number("copies") ?? old?.issuedAmount,
      dueDate: try arguments.day("due", today: session.today, toward: .future) ?? old?.dueDate,
      note: arguments["note"] ?? old?.note)
  }
}
