import CommandWords
import Crypto
import Exchange
import Office
import Records
import Sync
import Wording

/// Handing a book over from one PC of the office to another: by sync like every act, and at once by a code that is read
/// out.
extension HelperTask {
  /// `vanthu custody hand-over BOOK STATION` and `vanthu custody take BOOK CODE`.
  func custody() throws -> Outcome {
    let (office, keys, _) = try station()
    let book = try arguments.required("book")
    return arguments["verb"] == "take" ? try takeOver(book, office, keys) : try handOver(book, office, keys)
  }

  private func handOver(_ book: String, _ office: Office, _ keys: StationKeys) throws -> Outcome {
    let typed = try arguments.required("station").lowercased()
    guard let to = StationName(typed) else { throw CustodyRefusal.unknownStation(typed) }
    let now = clerkContext.milliseconds
    let right = try office.bookStates().first { $0.book.id == book }.map {
      try office.numberingRight(of: $0, at: now)
    }
    try office.act(clerkContext) { try $0.handOver(book, to: to) }
    let later = try office.laterBook(than: book)
    let code = try later == nil ? code(of: book, to: to, right ?? .unlimited, office, keys) : nil
    return Outcome(
      lines: handedOver(book, to, code, later: later),
      json: .object([("book", .string(book)), ("to", .string(to.description)), ("code", JSON(code?.description))]))
  }

  private func handedOver(_ book: String, _ to: StationName, _ code: HandOverCode?, later: Custody?) -> [String] {
    guard let code else {
      let handed = say(
        "Đã giao sổ \(book) cho máy \(to). Máy đó cấp số được sau khi hai máy đồng bộ.",
        "Book \(book) is handed to station \(to), which assigns its numbers once both have synced.")
      guard let later else { return [handed] }
      let name = later.bookState.book.id
      let why = say(
        "  (không có mã: sổ \(name) của năm sau đã mở)", "  (there is no code: \(name), of a later year, is open)")
      let next = say(
        "  Cần ngay thì giao sổ \(name): sổ ấy có mã.", "  If it is urgent, hand \(name) over: that has a code.")
      return [handed, why] + (later.isHere ? [next] : [])
    }
    return [
      say(
        "Đã giao sổ \(book) cho máy \(to). Máy đó cấp số được sau khi hai máy đồng bộ, hoặc ngay khi gõ mã:",
        "Book \(book) is handed to station \(to), which assigns its numbers once both have synced, "
          + "or at once with the code:"),
      request.leavesTexts == true
        ? say(
          "  \(code)   (ở máy kia: màn hình gửi nhận, giữ sổ, nhận bằng mã)",
          "  \(code)   (at the other PC: exchange, custody, take by code)")
        : "  vanthu custody take \(book) \(code)",
    ]
  }

  private func code(
    of book: String, to: StationName, _ right: NumberingRight, _ office: Office, _ keys: StationKeys
  ) throws -> HandOverCode? {
    guard let bookState = try office.bookStates().first(where: { $0.book.id == book }),
      let key = try office.colleagues().first(where: { $0.station == to })?.agreementKey
    else { return nil }
    let (own, epoch) = try office.stationName()
    var passing = HandOverCode.Passing(book: book, from: own, to: to)
    switch right {
    case .unlimited: break
    case .until(let end):
      passing.term = HandOverCode.Term(epoch: epoch, end: Day(unixSeconds: Int(end / 1_000)))
    // What this PC may not number, the other one may not either before the hub has said so.
    case .none: return nil
    }
    return HandOverCode(
      passing,
      generation: bookState.generation,
      last: bookState.lastNumber, own: keys.agreement,
      other: try Curve25519.KeyAgreement.PublicKey(rawRepresentation: key))
  }

  private func takeOver(_ book: String, _ office: Office, _ keys: StationKeys) throws -> Outcome {
    let typed = try arguments.required("station")
    guard let code = HandOverCode(typed) else { throw HandOverRefusal.unreadable(typed) }
    let to = try office.stationName().station
    let colleagues = try office.colleagues().map { colleague in
      (colleague.station, try Curve25519.KeyAgreement.PublicKey(rawRepresentation: colleague.agreementKey))
    }
    let books = try office.booksToTake(book, today: clerkContext.day)
    let found = try colleagues.lazy.compactMap { station, key in
      try terms(of: station, office).lazy.flatMap { term in
        books.map { HandOverCode.Passing(book: $0, from: station, to: to, term: term) }
      }.first { code.holds($0, own: keys.agreement, other: key) }
    }.first
    guard let passing = found else { throw HandOverRefusal.wrong(book) }
    let (book, from, term) = (passing.book, passing.from, passing.term)
    try office.act(clerkContext) {
      try $0.takeBook(book, generation: code.generation, last: code.last, from: from, end: term?.end)
    }
    return Outcome(
      say(
        "Máy này giữ sổ \(book), số cuối \(code.last). Số máy kia đã cấp mà máy này chưa có sẽ về khi đồng bộ.",
        "Book \(book) is held here, last number \(code.last). "
          + "Numbers assigned by the other station that are missing here come with the next exchange."
      ),
      json: .object([
        ("book", .string(book)), ("from", .string(from.description)), ("lastNumber", .number(code.last)),
      ]))
  }

  /// The terms a code of that station can have: none, and each day up to the longest lease in its present epoch.
  private func terms(of station: StationName, _ office: Office) throws -> [HandOverCode.Term?] {
    let epoch = try office.journalHeads().filter { $0.station == station }.map(\.epoch).max() ?? 1
    return [nil]
      + (-1...Lease.days.upperBound + 2).map { day in
        HandOverCode.Term(epoch: epoch, end: clerkContext.day.adding(days: day))
      }
  }
}

enum HandOverRefusal: Refusal, Equatable {
  case unreadable(String)
  case wrong(String)

  var words: Bilingual {
    switch self {
    case .unreadable(let typed):
      Bilingual(
        "“\(typed)” không phải mã giao sổ; mã có bốn nhóm bốn chữ và số, đọc lại từ máy giao.",
        "“\(typed)” is not a hand-over code; it has four groups of four letters and digits, "
          + "have it read again at the other station."
      )
    case .wrong(let book):
      Bilingual(
        "Mã không đúng cho sổ \(book) giao đến máy này; đọc lại mã, xem đúng sổ, đúng máy nhận chưa.",
        "The code is not right for book \(book) handed to this station; "
          + "read it again, and check that book and station are right."
      )
    }
  }
}
