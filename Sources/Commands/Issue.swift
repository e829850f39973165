import CommandWords
import Records
import Wording

/// Phát hành.
package extension Command {
  static let issue = Command(
    name: "issue", aliases: ["phat-hanh"], group: .outgoing,
    summary: Bilingual("cấp số và phát hành một văn bản đi", "number and issue an outgoing document"),
    detail: Bilingual(
      """
      Số lấy liên tục trong sổ của loại văn bản ấy (Nghị định 30/2020, điều 15); ký hiệu ghép từ loại và cơ quan: \
      15/QĐ-UBND, công văn: 12/UBND-VX. Phát hành một dự thảo: --draft nhap-N; phần nào không ghi thì lấy của dự thảo.
      """,
      """
      The number is the next in the book of its type (Decree 30/2020, article 15); the symbol is made of type and \
      agency: 15/QĐ-UBND, a letter: 12/UBND-VX. To issue a draft: --draft nhap-N; what is left out is taken from it.
      """),
    parameters: OutgoingParameters.all.map { $0.parameter.optionalForDrafts } + [
      IssueParameters.date, IssueParameters.draft, IssueParameters.notation, IssueParameters.reason,
      IssueParameters.number, IssueParameters.replaces, IssueParameters.answers,
    ],
    examples: [
      Example(
        "vanthu issue --type qd --subject \"Về việc thành lập tổ công tác\" "
          + "--signer \"Chủ tịch, Nông Văn A\" --to \"UBND tỉnh Cao Bằng\"",
        "phát hành một quyết định", "issue a decision")
    ],
    asking: .whenBare,
    expects: { try $0.expectNumbers(.outgoing) }, advice: Advice(heading: codeToBe),
    run: { session, given in
      let draft = try given(IssueParameters.draft).map {
        try session.office.card(try session.office.find($0, today: session.today))
      }
      var document = try outgoingDocument(session, given, from: draft?.line.document)
      document.issuedDate = try given(IssueParameters.date) ?? session.today
      let typed = given.all(OutgoingParameters.to)
      let recipients = try typed.isEmpty ? draft?.recipients ?? [] : Recipients(session).named(typed)
      let number = try given(IssueParameters.number)
      let secrecy = try given(OutgoingParameters.secrecy) ?? .open
      let replaced = try given(IssueParameters.replaces).map {
        try session.office.find($0, today: session.today, direction: .outgoing)
      }
      let answered = try given.all(IssueParameters.answers).map {
        try session.office.find($0, today: session.today, direction: .incoming)
      }
      let line = try session.act { transaction in
        let line = try transaction.issue(
          document, secrecy: secrecy, to: recipients, field: given(OutgoingParameters.field),
          notation: given(IssueParameters.notation),
          draft: draft?.line, reason: given(IssueParameters.reason), number: number, replaces: replaced,
          answers: answered)
        return try given.all(OutgoingParameters.attach).reduce(line) {
          try transaction.attach($0, file: FileNames.found($1))
        }
      }
      if !given.all(OutgoingParameters.attach).isEmpty { try session.readFileTexts(beside: line) }
      let said =
        [
          session.say(
            "Đã phát hành \(line.document.code) ngày \(line.day.display) tới \(line.toPlaces).",
            "Issued \(line.document.code) on \(line.day.display) to \(line.toPlaces).")
        ] + [try ByPost(session.office.card(line), session.office)?.words[session.language]].compactMap(\.self)
      // One message on the screen: more than one line would hide the register there.
      return Outcome(lines: session.isOnScreen ? [said.joined(separator: " ")] : said, json: line.json)
    },
    asks: { call in try DraftForm.issuing(call) })

  /// The number that the document will have; nothing where that cannot be told, rather than a wrong one.
  @MainActor
  private static func codeToBe(_ filling: Filling) -> Bilingual? {
    guard let type = filling.given(OutgoingParameters.type).map(DocumentType.init(named:)) else { return nil }
    let (session, day) = (filling.session, (try? filling.given(IssueParameters.date)) ?? filling.session.today)
    if let holder = try? session.office.holderElsewhere(.outgoing, typeName: type.name, on: day) {
      return Bilingual(
        "Sổ ở máy “\(holder)”: chỉ máy ấy cấp số", "The book is held by \(holder), which alone assigns its numbers")
    }
    let refusal = try? session.office.numberingRefusal(.outgoing, typeName: type.name, on: day, at: session.clock())
    if let refusal { return refusal.short }
    guard let code = try? code(as: type, filling) else { return nil }
    return Bilingual("Số sẽ cấp: \(code)", "Number to be assigned: \(code)")
  }

  @MainActor
  private static func code(as type: DocumentType, _ filling: Filling) throws -> String? {
    let (session, given) = (filling.session, filling.given)
    let day = (try? given(IssueParameters.date)) ?? session.today
    guard let next = try session.office.nextNumber(.outgoing, typeName: type.name, on: day) else { return nil }
    let draft = try given(IssueParameters.draft).map { try session.office.find($0, today: session.today) }
    let field = try given(OutgoingParameters.field) ?? draft.map(session.office.fieldOfDraft) ?? ""
    let notation = type.notation(for: try session.office.profile.symbol, field: field)
    return DocumentCode.numbered(next, notation: notation).display
  }
}

/// The parameters of `issue` other than those it shares with `draft`.
package enum IssueParameters {
  package static let date = Typed<Day>.option(
    "date", .issuedDay, Bilingual("Ngày văn bản", "Date"), help: Bilingual("mặc định: hôm nay", "default: today"))
  package static let draft = Typed<String>.option("draft", .document, Bilingual("Dự thảo", "Draft"), asked: false)
  package static let notation = Typed<String>.option(
    "notation", .text, Bilingual("Ký hiệu", "Symbol"),
    help: Bilingual("khi ký hiệu thường dùng không hợp", "if the usual symbol does not fit"), asked: false)
  package static let reason = Typed<String>.option(
    "reason", .text, Bilingual("Lý do ngày sớm hơn", "Reason for an earlier day"), asked: false)
  package static let number = Typed<Int>.option(
    "number", .number, Bilingual("Số chờ nhập lại", "Reserved number"), asked: false)
  package static let replaces = Typed<String>.option(
    "replaces", .document, Bilingual("Thay cho", "In place of"),
    help: Bilingual("văn bản đã phát hành mà văn bản này thay thế", "the issued document this one replaces"),
    asked: false)
  package static let answers = Typed<String>.option(
    "answers", .document, Bilingual("Trả lời", "Answers"),
    help: Bilingual("văn bản đến mà văn bản này trả lời", "the incoming document this one answers"), repeats: true,
    asked: false)
}
