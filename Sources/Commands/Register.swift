import CommandWords
import Office
import Records
import Wording

package extension Command {
  /// Đăng ký văn bản đến.
  static let register = Command(
    name: "register", aliases: ["dang-ky"], group: .incoming,
    summary: Bilingual(
      "đăng ký một văn bản đến và cấp số đến", "register an incoming document under the next arrival number"),
    detail: Bilingual(
      """
      Số đến lấy liên tục trong năm, không nhảy, không trùng (Nghị định 30/2020, điều 22). Nếu văn bản giống một văn \
      bản đã đăng ký (cùng mã định danh, hoặc cùng số, ký hiệu và cơ quan ban hành) thì bị từ chối, trừ khi nêu lý do \
      bằng --anyway. Văn bản có độ mật không được nhập vào máy. Khi sổ ở máy khác của cơ quan, văn bản được ghi tạm \
      (tam-…), máy giữ sổ cấp số.
      """,
      """
      Arrival numbers run through the year without gaps or duplicates (Decree 30/2020, article 22). A document that \
      seems to be registered already (the same identifier, or number, symbol and agency) is refused unless --anyway \
      gives a reason. State secrets are refused. If another station of the office holds the book, the line is \
      provisional (tam-…) until that station numbers it.
      """),
    parameters: RegisterParameters.all,
    examples: [
      Example(
        "vanthu register 118/UBND-VX --from \"UBND tỉnh Cao Bằng\" --date 20/11 --type cv "
          + "--subject \"V/v rà soát hộ nghèo\"",
        "đăng ký một công văn", "register an official letter")
    ],
    asking: .whenBare,
    expects: { try $0.expectNumbers(.incoming, isProvisionalEnough: true) },
    advice: Advice(heading: nextNumber, follows: typeOfCode, warning: duplicateWarning, question: duplicateQuestion),
    run: { session, given in
      let document = try incomingDocument(session, given)
      let secrecy = try given(RegisterParameters.secrecy) ?? .open
      let day = try given(RegisterParameters.arrived) ?? session.today
      let number = try given(RegisterParameters.number)
      let files = given.all(RegisterParameters.attach)
      let line = try session.act { transaction in
        let line = try transaction.register(
          document, secrecy: secrecy, arrivedOn: day, anyway: given(RegisterParameters.anyway),
          reason: given(RegisterParameters.reason),
          number: number)
        return try files.reduce(line) { try transaction.attach($0, file: FileNames.found($1)) }
      }
      if !files.isEmpty { try session.readFileTexts(beside: line) }
      guard !line.isProvisional else {
        let refusal = try session.office.numberingRefusal(
          .incoming, typeName: line.document.typeName, on: day, at: session.clock())
        if let refusal {
          return Outcome(
            lines: [
              session.say(
                "Đã ghi tạm \(line.document.code) của \(line.author), dấu \(line.reference); "
                  + "cấp số đến sau bằng vanthu accept \(line.reference).",
                "\(line.document.code) of \(line.author) is registered provisionally as \(line.reference); "
                  + "give it its number later with vanthu accept \(line.reference)."
              ), refusal.words[session.language],
            ], json: line.json)
        }
        return Outcome(
          session.say(
            "Sổ ở máy khác: đã ghi tạm \(line.document.code) của \(line.author), dấu \(line.reference); "
              + "số đến có khi máy giữ sổ tiếp nhận.",
            "The book is held elsewhere: \(line.document.code) of \(line.author) is registered provisionally "
              + "as \(line.reference); it gets its number when the station that holds the book accepts it."
          ), json: line.json)
      }
      return Outcome(
        session.say(
          "Đã đăng ký \(line.document.code) của \(line.author), số đến \(line.numberText).",
          "Registered \(line.document.code) of \(line.author) as arrival \(line.numberText)."),
        json: line.json)
    })

  // MARK: while its form is filled in

  @MainActor
  private static func nextNumber(_ filling: Filling) -> Bilingual? {
    let (session, given) = (filling.session, filling.given)
    let day = (try? given(RegisterParameters.arrived)) ?? session.today
    let type = given(RegisterParameters.type) ?? ""
    if let holder = try? session.office.holderElsewhere(.incoming, typeName: type, on: day) {
      return Bilingual(
        "Sổ ở máy “\(holder)”: ghi tạm, máy ấy cấp số — ngày đến \(day.display)",
        "The book is held by \(holder), which assigns the number — \(day.display)")
    }
    if let refusal = try? session.office.numberingRefusal(
      .incoming, typeName: type, on: day, at: session.clock())
    {
      return Bilingual(
        "Ghi tạm. \(refusal.short.vietnamese)", "Provisional. \(refusal.short.english)")
    }
    guard let next = try? session.office.nextNumber(.incoming, typeName: type, on: day) else { return nil }
    return Bilingual("Số đến: \(next) — ngày đến \(day.display)", "Arrival number \(next) — \(day.display)")
  }

  /// Returns the type that a code implies: 15/QĐ-UBND is a decision.
  @MainActor
  private static func typeOfCode(_ changed: String, _ filling: Filling) -> [String: [String]] {
    guard changed == RegisterParameters.code.name,
      let code = try? DocumentCode(parsing: filling.given(RegisterParameters.code) ?? ""),
      !code.notation.isEmpty, let type = DocumentType.guess(from: code)
    else { return [:] }
    return [RegisterParameters.type.name: [type.name]]
  }

  @MainActor
  private static func duplicate(_ filling: Filling) -> DocumentLine? {
    let (session, given) = (filling.session, filling.given)
    guard let code = given(RegisterParameters.code), let organ = given(RegisterParameters.from) else { return nil }
    let day = (try? given(RegisterParameters.date)) ?? session.today
    // Looked up as it will be stored: a key or a code that was typed becomes the agency's name.
    guard let (name, organID) = try? agency(session, organ, on: day) else { return nil }
    return try? session.office.duplicates(code: code, organName: name, organID: organID, year: day.year).first
  }

  @MainActor
  private static func duplicateWarning(_ looked: String, _ filling: Filling) -> (field: String, words: Bilingual)? {
    let parts = [RegisterParameters.code.name, RegisterParameters.from.name, RegisterParameters.date.name]
    guard parts.contains(looked), let earlier = duplicate(filling) else { return nil }
    let words = Bilingual(
      "đã đăng ký: số đến \(earlier.numberText) ngày \(earlier.day.display)",
      "registered before: arrival \(earlier.numberText) on \(earlier.day.display)")
    return (RegisterParameters.code.name, words)
  }

  /// Returns the question about a duplicate; the answer goes into the register as the reason.
  @MainActor
  private static func duplicateQuestion(_ filling: Filling) -> Question? {
    guard filling.given(RegisterParameters.anyway) == nil, let earlier = duplicate(filling) else { return nil }
    let anyway = filling.given.with(
      RegisterParameters.anyway,
      filling.session.say("đăng ký lại sau khi được nhắc trùng", "registered again after a warning"))
    let line = "\(earlier.document.code) \(earlier.author): \(earlier.document.subject)"
    return Question(
      title: Bilingual(
        "Văn bản này đã đăng ký, số đến \(earlier.numberText) ngày \(earlier.day.display).",
        "This document is already registered: arrival \(earlier.numberText) on \(earlier.day.display)."),
      sentence: Bilingual(line, line), isDangerous: true,
      answers: [
        .init(words: Bilingual("thôi, sửa lại", "go back"), then: .leave),
        .init(words: Bilingual("vẫn đăng ký", "register anyway"), then: .go(anyway), isDeliberate: true),
        .init(words: Bilingual("xem văn bản ấy", "view it"), then: .look(.card(earlier))),
      ])
  }

  @MainActor
  static func incomingDocument(_ session: Session, _ given: Given) throws -> Document {
    let code = try given(RegisterParameters.code).map { try DocumentCode(parsing: $0).printed } ?? ""
    let typed = try given.required(RegisterParameters.from)
    let issued = try given(RegisterParameters.date) ?? session.today
    let (name, organID) = try agency(session, typed, on: issued)
    var document = Document(
      code: code, organName: name, organID: organID, issuedDate: issued,
      typeName: try given.required(RegisterParameters.type), subject: try given.required(RegisterParameters.subject))
    try DocumentParameters.fill(&document, given)
    return document
  }
}

package enum RegisterParameters {
  package static let code = Typed<String>.argument(
    "code", .code, Bilingual("Số, ký hiệu", "Code"),
    help: Bilingual(
      "ví dụ 118/UBND-VX; để trống nếu văn bản không có số", "for example 118/UBND-VX; empty if it has none"),
    required: false)
  package static let from = Typed<String>.option(
    "from", .organ, Bilingual("Tác giả", "Issuing agency"),
    help: Bilingual("cơ quan, tổ chức hoặc người gửi", "agency or person"), required: true)
  package static let date = Typed<Day>.option(
    "date", .issuedDay, Bilingual("Ngày văn bản", "Date of issue"),
    help: Bilingual("2026-11-20, 20/11, hôm qua", "2026-11-20, 20/11, yesterday"), required: true)
  package static let type = DocumentParameters.type.explained(
    Bilingual("Công văn, Quyết định, …", "Công văn, Quyết định, …"))
  package static let subject = DocumentParameters.subject.explained(Bilingual("nội dung tóm tắt", "what it is about"))
  package static let urgency = DocumentParameters.urgency.explained(Bilingual("mặc định: thuong", "default: thuong"))
  package static let secrecy = Typed<Secrecy>(
    .option(
      "secrecy", .secrecy, Bilingual("Độ mật", "Secrecy"),
      help: Bilingual("chỉ nhận văn bản thường", "only unclassified documents are accepted"))
  ) { typed, _ in try Secrecy.reading(typed) }
  package static let signer = DocumentParameters.signer.explained(
    Bilingual("họ tên; chức vụ viết trước dấu phẩy", "name; the position before a comma"))
  package static let due = DocumentParameters.due.explained(
    Bilingual("5/12, +3, thứ sáu", "5/12, +3, friday"), label: Bilingual("Hạn trả lời", "Due"))
  package static let attach = Typed<String>.option("attach", .file, Bilingual("Tệp kèm theo", "File"), repeats: true)
  package static let arrived = Typed<Day>.option(
    "arrived", .issuedDay, Bilingual("Ngày đến", "Arrival date"), help: Bilingual("mặc định: hôm nay", "default: today")
  )
  package static let anyway = Typed<String>.option(
    "anyway", .text, Bilingual("Lý do đăng ký lại", "Reason for a duplicate"),
    help: Bilingual("đăng ký dù giống văn bản đã có", "register despite a duplicate"), asked: false)
  package static let reason = Typed<String>.option(
    "reason", .text, Bilingual("Lý do ngày sớm hơn", "Reason for an earlier day"),
    help: Bilingual("khi ngày đến sớm hơn số cuối trong sổ", "if the date is before the last in the book"),
    asked: false)
  package static let number = Typed<Int>.option(
    "number", .number, Bilingual("Số chờ nhập lại", "Reserved number"),
    help: Bilingual("số đã ghi trên giấy trước khi phục hồi", "a number used on paper before a restore"), asked: false)

  /// The order is that of the stamp and of the register.
  package static let all = DocumentParameters.all(
    .incoming,
    first: [
      code, from, date, type, subject, urgency, secrecy, DocumentParameters.pages, signer, due, DocumentParameters.note,
    ],
    last: [attach, arrived, DocumentParameters.documentID, anyway, reason, number])
}
