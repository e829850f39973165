import CommandWords
import Office
import Records
import Vietnamese
import Wording

/// What the screen asks before a book changes hands: the form for what the line leaves out, and the question.
@MainActor
enum CustodyForms {
  /// Returns the screen of the books, or the form of a verb; `nil` where everything is given.
  static func request(_ call: ScreenCall) throws -> ScreenRequest? {
    let (given, verb) = (call.given, try call.given(CustodyParameters.verb) ?? .list)
    guard verb != .list else { return .custody }
    if verb != .lease { _ = try state(of: try given.required(CustodyParameters.book), call.session) }
    let missing = try fields(verb, call.session).filter { given.arguments[$0.name] == nil }
    guard !missing.isEmpty else { return nil }
    // Said before anything is typed.
    switch verb {
    case .handOver:
      let held = try state(of: try given.required(CustodyParameters.book), call.session)
      guard held.isHere else {
        throw CustodyRefusal.elsewhere(held.bookState.book.name, held.stationName ?? held.bookState.holder)
      }
      guard try !others(call.session).isEmpty else { throw CustodyFormRefusal.alone }
    case .take, .recover:
      let held = try state(of: try given.required(CustodyParameters.book), call.session)
      if held.isHere { throw CustodyRefusal.here(held.bookState.book.name) }
    case .list, .lease: break
    }
    let days = try call.session.office.numberingTerm(at: call.session.clock())?.days
    return .form(
      FormRequest(
        command: call.command, given: given.arguments,
        prefilled: days.map { [CustodyParameters.days.name: ["\($0)"]] } ?? [:], only: missing))
  }

  /// Returns the line above a form: which book it is about, and who holds it.
  static func heading(_ filling: Filling) -> Bilingual? {
    guard let name = filling.given(CustodyParameters.book), let held = try? state(of: name, filling.session),
      (try? filling.given(CustodyParameters.verb)) != .lease
    else { return nil }
    let (state, book) = (held.bookState, held.bookState.book)
    let holder = held.isHere ? Bilingual("máy này", "this PC") : Bilingual(words(held), words(held))
    return Bilingual(
      "\(book.id), \(book.name) \(book.year): số cuối \(state.lastNumber), \(holder.vietnamese) giữ",
      "\(book.id), \(book.name) \(book.year): last number \(state.lastNumber), held by \(holder.english)")
  }

  private static func words(_ custody: Custody) -> String {
    custody.stationName.map { "“\(plain($0))” (\(custody.bookState.holder))" } ?? custody.bookState.holder
  }

  /// Returns the question before a book changes hands.
  static func question(_ call: ScreenCall) throws -> Question? {
    let (given, verb) = (call.given, try call.given(CustodyParameters.verb) ?? .list)
    guard [.handOver, .take, .recover].contains(verb), let name = given(CustodyParameters.book) else { return nil }
    let held = try state(of: name, call.session)
    let (book, last) = (held.bookState.book, held.bookState.lastNumber)
    let holder = words(held)
    let typed = given(CustodyParameters.station) ?? ""
    let (title, sentence): (Bilingual, Bilingual)
    switch verb {
    case .handOver:
      let to = try others(call.session).first { $0.station == typed }.map { "“\($0.name)” (\($0.station))" } ?? typed
      title = Bilingual("Giao \(book.id) cho \(to)?", "Hand \(book.id) over to \(to)?")
      sentence = Bilingual(
        "\(book.name) \(book.year), số cuối \(last). Máy này thôi cấp số ở sổ ấy ngay; máy kia cấp tiếp sau khi cả hai "
          + "gửi nhận, hay ngay khi gõ mã.",
        "\(book.name) \(book.year), last number \(last). This PC assigns no more numbers in it; the other one does "
          + "once both have exchanged, or at once with the code.")
    case .take:
      title = Bilingual("Nhận \(book.id) về máy này bằng mã?", "Take \(book.id) here with the code?")
      sentence = Bilingual(
        "\(book.name) \(book.year), trong máy tới số \(last), do \(holder) giữ. Mã phải do chính máy ấy vừa cho.",
        "\(book.name) \(book.year), \(last) here, held by \(holder). That PC must have just given the code.")
    case .recover:
      let paper = try given(CustodyParameters.last) ?? last
      title = Bilingual(
        "Nhận \(book.id) của máy đã mất, số cuối trên giấy \(paper)?",
        "Take over \(book.id) of a lost PC, last number on paper \(paper)?")
      sentence = Bilingual(
        "\(book.name) \(book.year) do \(holder) giữ, trong máy này tới số \(last). Máy kia mà còn cấp số thì sẽ có "
          + "số trùng; số máy này chưa biết phải nhập lại từ giấy.",
        "\(book.name) \(book.year) is held by \(holder), \(last) here. If that PC still assigns numbers, some will be "
          + "assigned twice; those unknown here are entered again from paper.")
    case .list, .lease: return nil
    }
    return Question(
      title: title, sentence: sentence, isDangerous: true,
      answers: [
        .init(
          words: verb == .handOver ? Bilingual("giao", "hand over") : Bilingual("nhận", "take"), then: .go(given),
          isDeliberate: verb == .recover),
        .init(words: Bilingual("thôi", "leave it"), then: .leave),
      ])
  }

  /// Returns what the form of a verb asks for.
  private static func fields(_ verb: CustodyParameters.Verb, _ session: Session) throws -> [Parameter] {
    switch verb {
    case .list: []
    case .handOver:
      try [
        wanted(
          CustodyParameters.station.parameter, Bilingual("Máy nhận sổ", "Receiving PC"),
          .choice(others(session).map(\.station)),
          help: Bilingual(stationWords(session), stationWords(session)))
      ]
    case .take:
      [
        wanted(
          CustodyParameters.station.parameter, Bilingual("Mã giao sổ", "Code"), .word,
          help: Bilingual(
            "bốn nhóm bốn chữ và số, do máy giao đọc", "four groups of four, read out at the other PC"))
      ]
    case .recover:
      [
        wanted(CustodyParameters.last.parameter, CustodyParameters.last.parameter.label),
        wanted(CustodyParameters.reason.parameter, CustodyParameters.reason.parameter.label),
      ]
    case .lease:
      [
        wanted(
          CustodyParameters.days.parameter, Bilingual("Số ngày", "Days"),
          help: Bilingual(
            "cấp số được bao lâu sau lần gửi nhận; 0 là không giới hạn, tới 90",
            "of numbers after an exchange; 0 for no limit, at most 90"))
      ]
    }
  }

  private static func wanted(
    _ parameter: Parameter, _ label: Bilingual, _ kind: ValueKind? = nil, help: Bilingual? = nil
  ) -> Parameter {
    .option(parameter.name, kind ?? parameter.kind, label, help: help ?? parameter.help, required: true)
  }

  private static func others(_ session: Session) throws -> [(station: String, name: String)] {
    let own = try session.office.stationName().station.description
    return try session.office.stations().filter { $0.station != own }.map { ($0.station, plain($0.name)) }
  }

  private static func stationWords(_ session: Session) throws -> String {
    try others(session).map { "\($0.station) \($0.name)" }.joined(separator: "; ")
  }

  private static func state(of book: String, _ session: Session) throws -> Custody {
    guard let custody = try session.office.custodies().first(where: { $0.bookState.book.id == book }) else {
      throw CustodyRefusal.noBook(book)
    }
    return custody
  }
}

enum CustodyFormRefusal: Refusal, Equatable {
  /// The hub lists no other station of the office.
  case alone

  var words: Bilingual {
    Bilingual(
      "Cơ quan chưa có máy nào khác ở tỉnh; máy thêm vào bằng vanthu join, rồi cả hai máy gửi nhận.",
      "The office has no other PC at the hub; add one with vanthu join, then exchange on both.")
  }
}
