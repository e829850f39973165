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
    let code = try code(of: book, to: to, right ?? .unlimited, office, keys)
    let isOnScreen = request.leavesTexts == true
    return Outcome(
      lines: [
        say(
          "Đã giao sổ \(book) cho máy \(to). Máy đó cấp số được sau khi hai máy đồng bộ, hoặc ngay khi gõ mã:",
          "Book \(book) is handed to station \(to), which assigns its numbers once both have synced, "
            + "or at once with the code:"
        ),
        code.map {
          isOnScreen
            ? say(
              "  \($0)   (ở máy kia: màn hình gửi nhận, giữ sổ, nhận bằng mã)",
              "  \($0)   (at the other PC: exchange, custody, take by code)")
            : "  vanthu custody take \(book) \($0)"
        }
          ?? say("  (không có mã: đồng bộ hai máy)", "  (there is no code: sync both)"),
      ], json: .object([("book", .string(book)), ("to", .string(to.description)), ("code", JSON(code?.description))]))
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
    let found = try colleagues.lazy.compactMap { station, key in
      try terms(of: station, office).first { term in
        let passing = HandOverCode.Passing(book: book, from: station, to: to, term: term)
        return code.holds(passing, own: keys.agreement, other: key)
      }.map { (station, $0) }
    }.first
    guard let (from, term) = found else { throw HandOverRefusal.wrong(book) }
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
