import CommandWords
import Office
import Records
import Wording

/// Giấy xác nhận gửi, nhận: a paper signed by the hub that says when it took a document, and what its recipients have
/// reported.
package extension Command {
  static let receipt = Command(
    name: "receipt", aliases: ["giay-xac-nhan"], group: .outgoing,
    summary: Bilingual(
      "giấy xác nhận gửi, nhận của một văn bản đã phát hành, do tỉnh ký",
      "the delivery receipt of an issued document, signed by the hub"),
    detail: Bilingual(
      """
      Giấy ghi văn bản, tệp kèm, tỉnh nhận lúc nào, từng nơi nhận: đến lúc nào, vào sổ số nào, trả lại vì sao; in được \
      bằng lp. Lần đầu lệnh xin tỉnh; gửi nhận (vanthu sync, USB, thư) rồi gõ lại thì có giấy. --new xin giấy mới. \
      --check TỆP thử một giấy: chữ có bị sửa không, khóa có đúng của tỉnh không; máy nào cũng thử được. Mã kết thúc: \
      0 có giấy, giấy đúng; 5 đã xin, chưa có; 1 không có, giấy sai.
      """,
      """
      The paper has the document, its files, when the hub took it and, for each recipient, when it arrived, under \
      which number it was registered, why it was sent back; lp prints it. At first the command asks the hub; exchange \
      (vanthu sync, a stick, e-mail) and repeat it to get the paper. --new asks for a newer one. --check FILE checks a \
      paper: whether a letter was changed, whether the key is the hub's; on any PC. Exit codes: 0 there is a paper, \
      the paper is right; 5 asked for; 1 none, the paper is wrong.
      """),
    parameters: [
      ReceiptParameters.document, ReceiptParameters.to, ReceiptParameters.overwrite, ReceiptParameters.new,
      ReceiptParameters.check,
    ],
    examples: [
      Example("vanthu receipt 15/QĐ-UBND", "xin, rồi xem giấy", "ask for it, then see it"),
      Example("vanthu receipt 15/QĐ-UBND --to giay.txt", "lưu giấy để in", "save it, to be printed"),
      Example("vanthu receipt --check giay.txt", "thử một giấy", "check one"),
    ],
    isAct: false, names: .issued,
    run: { session, given in
      if given(ReceiptParameters.check) != nil { return try check(session, given) }
      let (line, entry) = try document(session, given)
      guard let held = try session.office.statement(about: entry), let paper = held.paper,
        !given(ReceiptParameters.new)
      else { return try ask(session, line, entry) }
      return try show(session, given, line, held, paper)
    },
    asks: { call in
      guard call.given(ReceiptParameters.check) == nil else { return nil }
      let session = call.session
      guard let chosen = call.given(ReceiptParameters.document) ?? call.selection().first?.entry else {
        throw ScreenRefusal.nothingSelected
      }
      let (line, entry) = try document(session, call.given.with(ReceiptParameters.document, chosen))
      if let held = try session.office.statement(about: entry), let paper = held.paper,
        !call.given(ReceiptParameters.new)
      {
        let outcome = try show(session, call.given, line, held, paper)
        func said(_ lines: [String], _ tone: Tone) -> ScreenRequest {
          let words = lines.joined(separator: " ")
          return .say(Bilingual(words, words), tone)
        }
        guard call.given(ReceiptParameters.to) == nil else { return said(outcome.lines, .normal) }
        let remarks = try remarks(session, line, held, paper)
        let text = ScreenRequest.text(Bilingual("Giấy xác nhận", "Receipt"), paper.text)
        return remarks.isEmpty ? text : .several([text, said(remarks, .warning)])
      }
      let outcome = try ask(session, line, entry)
      // Without an address there is no line: the packet goes on a stick or by mail.
      guard try session.office.enrolment()?.url.isEmpty == false else {
        let words = outcome.lines.joined(separator: " ")
        return .say(Bilingual(words, words), .normal)
      }
      let key = session.keyHint("receipt", "card")
      return .several([
        .exchangeNow(Given(Arguments(), today: session.today)),
        .say(
          Bilingual(
            "Đã xin tỉnh giấy xác nhận của \(line.reference). Gửi nhận xong thì trở lại thẻ, \(key) lần nữa.",
            "The hub is asked for the receipt of \(line.reference). After the exchange go back to the card, \(key)."
          ),
          .normal),
      ])
    })

  /// - Returns: the document, which the hub has, and the entry that issued it.
  @MainActor
  private static func document(_ session: Session, _ given: Given) throws -> (DocumentLine, EntryReference) {
    guard let typed = given(ReceiptParameters.document) else {
      throw UsageError.missing(
        [Bilingual("văn bản", "document")],
        usage: Bilingual("vanthu receipt 15/QĐ-UBND", "vanthu receipt 15/QĐ-UBND"))
    }
    let office = try session.office
    let line = try office.find(typed, today: session.today)
    guard line.direction == .outgoing, let entry = try office.issue(of: line) else {
      throw ReceiptRefusal.notIssued(line.reference)
    }
    guard try office.enrolment() != nil else { throw ReceiptRefusal.notEnrolled }
    let sent = try office.card(line).deliveries.filter { $0.way == .hub || $0.status != nil }
    guard let first = sent.first else { throw ReceiptRefusal.byPost(line.reference) }
    switch first.place {
    case .here: throw ReceiptRefusal.notSent(line.reference)
    case .carrier(let inLetter): throw ReceiptRefusal.carried(line.reference, inLetter: inLetter, since: first.since)
    case .held(let why): throw ReceiptRefusal.held(line.reference, why)
    case .hub, .keptBack, .arrived, nil: return (line, entry)
    }
  }

  /// Asks with the next packet to the hub.
  @MainActor
  private static func ask(_ session: Session, _ line: DocumentLine, _ entry: EntryReference) throws -> Outcome {
    let before = try session.office.statement(about: entry)
    try session.act { try $0.askForStatement(about: entry) }
    let reference = line.reference
    var said =
      before?.asked.map {
        session.say(
          "Đã xin giấy xác nhận của \(reference) từ \(moment($0)), tỉnh chưa trả lời.",
          "The receipt of \(reference) was asked for at \(moment($0)); there is no answer yet.")
      }
      ?? session.say(
        "Đã xin tỉnh giấy xác nhận của \(reference).", "The hub is asked for the receipt of \(reference).")
    if let refused = before?.refused { said = ReceiptRefusal.words(refused)[session.language] + " " + said }
    return Outcome(
      lines: [
        said
          + session.say(
            " Gửi nhận (vanthu sync) rồi gõ lại lệnh này.", " Exchange (vanthu sync) and repeat this command.")
      ],
      json: .object([
        ("document", .string(reference)), ("entry", .string(entry.description)),
        ("asked", .string(isoTime(before?.asked ?? session.clock()))), ("refused", JSON(before?.refused)),
        ("text", .null),
      ]), status: .partly)
  }

  @MainActor
  private static func show(
    _ session: Session, _ given: Given, _ line: DocumentLine, _ held: HeldStatement, _ paper: HeldStatement.Paper
  ) throws -> Outcome {
    let remarks = try remarks(session, line, held, paper)
    let json = JSON.object([
      ("document", .string(line.reference)), ("entry", .string(held.entry.description)),
      ("asked", JSON(held.asked.map(isoTime))), ("refused", JSON(held.refused)),
      ("made", .string(isoTime(paper.time))), ("signedBy", .string(paper.isOfHub ? "hub" : "station")),
      ("log", .string("\(paper.incarnation)")), ("remarks", .array(remarks.map(JSON.string))),
      ("text", .string(paper.text)),
    ])
    guard let to = given(ReceiptParameters.to) else {
      // The paper alone goes to the standard output, where a printer may read it.
      if !session.isOnScreen { for remark in remarks { printError("vanthu", remark) } }
      var outcome = Outcome(text: String(paper.text.dropLast()))
      outcome.json = json
      return outcome
    }
    let path = try FileNames.found(to)
    let file = try OutputFile(path, overwriting: given(ReceiptParameters.overwrite))
    try file.write(Array(paper.text.utf8))
    try file.close()
    session.hasActed = true
    let said = session.say(
      "Đã ghi giấy xác nhận của \(line.reference) vào \(path).", "Wrote the receipt of \(line.reference) to \(path).")
    return Outcome(lines: [said] + remarks, json: json)
  }

  /// What is to be known of a paper that was made before.
  @MainActor
  private static func remarks(
    _ session: Session, _ line: DocumentLine, _ held: HeldStatement, _ paper: HeldStatement.Paper
  ) throws -> [String] {
    var remarks: [String] = []
    if try session.office.card(line).deliveries.contains(where: { $0.statusTime ?? 0 > paper.time }) {
      remarks.append(
        session.say(
          "Giấy lập lúc \(moment(paper.time)); từ đó nơi nhận có báo thêm. Xin giấy mới: vanthu receipt --new "
            + "\(line.reference).",
          "The paper is of \(moment(paper.time)); recipients have reported since. For a newer one: vanthu receipt "
            + "--new \(line.reference)."))
    }
    if try session.office.enrolment().map({ $0.incarnation != paper.incarnation }) == true {
      remarks.append(
        session.say(
          "Sau khi ký giấy này trung tâm đã phục hồi dữ liệu; chữ ký vẫn đúng, muốn giấy theo dữ liệu nay thì thêm "
            + "--new.",
          "The hub was put back from a copy since it signed this; the signature holds, --new asks for one from its "
            + "present data."))
    }
    if let refused = held.refused { remarks.append(ReceiptRefusal.words(refused)[session.language]) }
    return remarks
  }

  @MainActor
  private static func check(_ session: Session, _ given: Given) throws -> Outcome {
    try given.refuse(
      [ReceiptParameters.document, ReceiptParameters.to, ReceiptParameters.overwrite, ReceiptParameters.new],
      unless: Bilingual("lấy giấy, không phải thử giấy (--check)", "a paper is asked for, not checked (--check)"))
    return try session.send(.checkReceipt, given)
  }
}

package enum ReceiptParameters {
  package static let document = Typed<String>.argument(
    "document", .document, Bilingual("văn bản", "document"), help: Bilingual("văn bản đi: 15/QĐ-UBND", "15/QĐ-UBND"),
    required: false)
  package static let to = Typed<String>.option(
    "to", .file, Bilingual("Lưu vào", "To"), help: Bilingual("mặc định: in ra màn hình", "default: standard output"),
    asked: false)
  package static let overwrite = Typed<Bool>.flag(
    "overwrite", Bilingual("Ghi đè", "Overwrite"), help: Bilingual("ghi đè tệp đang có", "overwrite an existing file"))
  package static let new = Typed<Bool>.flag(
    "new", Bilingual("Giấy mới", "A newer one"),
    help: Bilingual("xin tỉnh giấy mới dù đã có giấy", "asks the hub for a newer paper"))
  package static let check = Typed<String>.option(
    "check", .file, Bilingual("Thử giấy", "Check"),
    help: Bilingual("thử giấy trong tệp này", "checks the paper in this file"), asked: false)
}
