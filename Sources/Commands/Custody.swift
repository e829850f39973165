import CommandWords
import Office
import Records
import Wording

/// Ai giữ sổ: which station of the office gives the numbers of a book.
package extension Command {
  static let custody: Command = Command(
    name: "custody", aliases: ["giu-so"], group: .exchange,
    summary: Bilingual(
      "máy nào giữ sổ và cấp số: xem, giao, nhận", "the station that holds a book: list, hand over, take, recover"),
    detail: Bilingual(
      """
      Mỗi sổ chỉ do một máy cấp số, nên hai máy không bao giờ cấp trùng. hand-over giao sổ cho máy khác; máy kia cấp \
      số được sau khi hai máy đồng bộ, hoặc ngay khi gõ take với mã mà hand-over cho (đọc qua điện thoại). recover \
      nhận sổ của máy đã mất: đọc số cuối trên sổ giấy, những số máy này chưa biết sẽ chờ nhập lại, còn cấp số tiếp \
      thì khi tỉnh trả lời là máy kia không cấp nữa. lease cho biết máy này cấp số được đến bao giờ nếu không gửi \
      nhận, và đặt số ngày ấy cho cả cơ quan (--days).
      """,
      """
      One station assigns the numbers of a book, so no number is assigned twice. hand-over passes the book to another \
      station, which assigns numbers once both have synced, or at once with take and the code that hand-over printed \
      (read it over the telephone). recover takes over the book of a lost station, with the last number on paper; \
      numbers unknown here wait to be entered again, and its own \
      come as soon as the hub says that the other station gives no more. lease shows how long this PC may assign \
      numbers without an exchange, and sets it for the office (--days).
      """),
    parameters: [
      CustodyParameters.verb, CustodyParameters.book, CustodyParameters.station, CustodyParameters.last,
      CustodyParameters.reason, CustodyParameters.days, NumberJump.sure,
    ],
    examples: [
      Example("vanthu custody list", "các sổ và máy giữ", "the books and where they are held"),
      Example("vanthu custody hand-over den-2026 0a1b2c3d", "giao sổ đến", "hand the book over"),
      Example("vanthu custody take den-2026 0M00-1SG9-7KQ2-M0XD", "nhận sổ bằng mã", "take it with the code"),
      Example(
        "vanthu custody recover den-2026 --last 57 --reason \"Máy cháy, Chủ tịch đồng ý\"", "nhận sổ của máy đã mất",
        "take over a lost station's book"),
      Example("vanthu custody lease --days 45", "cho cấp số 45 ngày sau lần gửi nhận", "45 days after an exchange"),
    ],
    advice: Advice(heading: { CustodyForms.heading($0) }),
    question: { call in try CustodyForms.question(call) },
    run: { session, given in
      switch try given(CustodyParameters.verb) ?? .list {
      case .handOver, .take:
        // Refused before the other program is started: both verbs need both values.
        _ = (try given.required(CustodyParameters.book), try given.required(CustodyParameters.station))
        return try session.send(.custody, given, as: try session.clerk)
      case .recover:
        let book = try given.required(CustodyParameters.book)
        let last = try given.required(CustodyParameters.last)
        let reason = try given.required(CustodyParameters.reason)
        if let jump = try NumberJump.first(in: [book: last], session, given) { throw jump }
        try session.act { try $0.recoverBook(book, last: last, reason: reason) }
        let held = session.say(
          "Máy này giữ sổ \(book), số cuối trên giấy \(last).",
          "Book \(book) is held here, last number on paper \(last).")
        return Outcome(
          lines: [held]
            + (try refusals(session).filter { $0.book.id == book }.map { $0.refusal.words[session.language] }),
          json: try list(session))
      case .lease:
        if let days = try given(CustodyParameters.days) { try session.act { try $0.setLease(days: days) } }
        return try lease(session, set: given(CustodyParameters.days))
      case .list:
        let custodies = try session.office.custodies()
        return Outcome(
          rows: custodies.map { custody in
            let place =
              custody.isHere
              ? session.say("máy này", "here")
              : "\(custody.stationName.map { "\($0) " } ?? "")\(custody.bookState.holder)"
            return .columns(
              custody.bookState.book.id, custody.bookState.book.name, "\(custody.bookState.lastNumber)", place)
          } + (try stations(session))
            + (try session.office.numberingTerm(at: session.clock())?.sentences ?? []).map {
              OutputLine($0[session.language])
            }, json: try list(session))
      }
    },
    asks: { call in try CustodyForms.request(call) })

  /// Returns the books held here that may not be numbered now.
  @MainActor
  private static func refusals(_ session: Session) throws -> [(book: Book, refusal: LeaseRefusal)] {
    try session.office.numberingTerm(at: session.clock())?.refusals ?? []
  }

  @MainActor
  private static func lease(_ session: Session, set days: Int?) throws -> Outcome {
    let term = try session.office.numberingTerm(at: session.clock())
    let words = (term?.words ?? Bilingual("không giới hạn", "no limit"))[session.language]
    var lines = [session.say("Máy này cấp số: \(words).", "This PC assigns numbers: \(words).")]
    if let days {
      let said = Acts.LeaseSet(days: days).words[session.language]
      lines = [
        session.say("Đã đặt: \(said), kể từ lần gửi nhận tới.", "Set: \(said), from the next exchange on.")
      ]
    }
    return Outcome(
      lines: lines,
      json: .object([
        ("days", JSON(days ?? term?.days)), ("until", JSON(term?.end?.description)),
        ("books", .array((term?.refusals ?? []).map { .string($0.book.id) })),
      ]))
  }

  /// Returns the stations that a book can be handed over to.
  @MainActor
  private static func stations(_ session: Session) throws -> [OutputLine] {
    try session.office.stations().map {
      .columns(session.say("máy \($0.station)", "station \($0.station)"), $0.name)
    }
  }

  @MainActor
  private static func list(_ session: Session) throws -> JSON {
    .array(
      try session.office.custodies().map { custody in
        .object([
          ("book", .string(custody.bookState.book.id)), ("name", .string(custody.bookState.book.name)),
          ("lastNumber", .number(custody.bookState.lastNumber)), ("station", .string(custody.bookState.holder)),
          ("stationName", JSON(custody.stationName)), ("here", .bool(custody.isHere)),
          ("generation", .number(custody.bookState.generation)),
        ])
      })
  }
}

package enum CustodyParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case list
    case handOver = "hand-over"
    case take, recover, lease
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"), required: false)
  package static let book = Typed<String>.argument(
    "book", .book, Bilingual("sổ", "book"), help: Bilingual("den-2026", "den-2026"), required: false)
  package static let station = Typed<String>.argument(
    "station", .text, Bilingual("máy hay mã", "station or code"),
    help: Bilingual("máy nhận sổ; với take: mã giao sổ", "the receiving station; with take: the code"), required: false)
  package static let last = Typed<Int>.option("last", .number, Bilingual("Số cuối trên giấy", "Last number on paper"))
  package static let reason = Typed<String>.option(
    "reason", .text, Bilingual("Lý do, ai cho phép", "Reason, and who approved it"))
  package static let days = Typed<Int>.option(
    "days", .number, Bilingual("Số ngày cấp số sau lần gửi nhận", "Days of numbers after an exchange"),
    help: Bilingual("0 là không giới hạn, tới 90", "0 for no limit, at most 90"))
}
