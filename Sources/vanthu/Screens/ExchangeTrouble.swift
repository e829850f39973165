import CommandWords
import Commands
import DurableFile
import Office
import Records
import Wording

/// The trouble with the exchange that the inbox reports first: the province refuses this station, or nothing has been
/// exchanged for days.
enum ExchangeTrouble {
  @MainActor
  static func words(_ session: Session) throws -> Bilingual? {
    let office = try session.office
    guard let enrolment = try office.enrolment() else { return nil }
    let runs = try office.exchanges(limit: 100)
    switch enrolment.refusal?.replacement {
    case .replaced:
      return Bilingual(
        "Máy này đã được thay: sổ chỉ để xem, không cấp số", "This PC was replaced: its registers can only be viewed")
    case .revoked:
      return Bilingual(
        "Tỉnh đã loại máy này: sổ chỉ để xem, không cấp số", "This PC was revoked: its registers can only be viewed")
    case .unfinished:
      return Bilingual(
        "Lần đăng ký lại chưa xong: sổ chỉ để xem, không cấp số",
        "The last enrolment is not finished: registers can only be viewed")
    case nil: break
    }
    if enrolment.refusal != nil || runs.first?.status == .refused {
      return Bilingual("Tỉnh từ chối lần đồng bộ vừa rồi", "The hub refused the last exchange")
    }
    if let term = try office.numberingTerm(at: session.clock()) {
      if let refusal = term.refusals.first?.refusal { return refusal.short }
      if let end = term.end, term.isNear(session.today) {
        return Bilingual(
          "Từ \(end.display) máy này không cấp số nữa nếu chưa gửi nhận",
          "From \(end.display) on this PC assigns no numbers without an exchange")
      }
    }
    let reached = runs.first { $0.status == .done || $0.status == .partly }
    let days = reached.map { (session.clock() - $0.ended) / 86_400_000 }
    if let days, days >= 2 {
      return Bilingual("Đã \(days) ngày chưa gửi nhận được với tỉnh", "Nothing exchanged with the hub for \(days) days")
    }
    if reached == nil, !runs.isEmpty {
      return Bilingual("Chưa lần đồng bộ nào tới được tỉnh", "No exchange has reached the hub yet")
    }
    let troubles = try office.notices().dropFirst(SeenExchanges(session).read().notices)
      .filter { $0.isTrouble && !$0.isSettled }
    let unseen = troubles.count
    guard unseen > 0 else { return nil }
    let names = troubles.compactMap(\.document?.reference)
    guard let name = names.first else {
      return Bilingual("Tỉnh báo lại \(unseen) việc không chuyển được", "The hub could not pass on \(unseen) entries")
    }
    let more = unseen > 1 ? Bilingual(" và \(unseen - 1) việc khác", " and \(unseen - 1) more") : Bilingual("", "")
    return Bilingual(
      "Tỉnh giữ lại, không chuyển \(name)\(more.vietnamese)", "The hub did not pass on \(name)\(more.english)")
  }
}

/// What the clerk at this PC has seen of the exchange. Only a convenience: nothing is lost when it cannot be stored.
struct SeenExchanges {
  private let path: String

  @MainActor
  init(_ session: Session) throws {
    path = session.paths.state + "/seen-\(try session.office.stationName().station)"
  }

  /// Returns when the screen was opened last (milliseconds since 1970; 0 for never), and how many notices the clerk has
  /// seen.
  func read() -> (opened: Int64, notices: Int) {
    let numbers = (OwnFile.read(path) ?? "").split { $0 == " " || $0.isNewline }
    guard numbers.count == 2, let opened = Int64(numbers[0]), let notices = Int(numbers[1]) else { return (0, 0) }
    return (opened, notices)
  }

  func write(opened: Int64, notices: Int) {
    makeFolders(above: path)
    try? NewFile.write(Array("\(opened) \(notices)\n".utf8), to: path)
  }

  /// Returns the message of the morning: the result of the exchanges since the screen was opened last, on an earlier
  /// day.
  @MainActor
  static func morning(_ session: Session) throws -> Bilingual? {
    let office = try session.office
    guard try office.enrolment() != nil else { return nil }
    let seen = try SeenExchanges(session)
    let (opened, notices) = seen.read()
    let now = session.clock()
    seen.write(opened: now, notices: notices)
    guard Day(unixSeconds: Int(opened / 1000)) < Day(unixSeconds: Int(now / 1000)) else { return nil }
    // After a long absence, only the last three days count.
    let runs = try office.exchanges(limit: 50).filter { $0.ended > max(opened, now - 3 * 86_400_000) }
    guard let last = runs.first else { return nil }
    let isNight = hour(last.started) < 7 || hour(last.started) >= 20
    let time = clockTime(last.ended)
    let when =
      isNight ? Bilingual("Đêm qua", "Last night") : Bilingual("Lần đồng bộ \(time)", "The exchange of \(time)")
    switch last.status {
    case .done, .partly:
      let documents = runs.map(\.documents).reduce(DocumentTally(), +)
      let words = documents.words ?? Bilingual("không có văn bản mới", "no new documents")
      return Bilingual("\(when.vietnamese): \(words.vietnamese).", "\(when.english): \(words.english).")
    case .noLine, .refused:
      return Bilingual("\(when.vietnamese): \(last.words.vietnamese)", "\(when.english): \(last.words.english)")
    }
  }
}

/// Remembers, as a convenience, the day of the last warning about a bad place for the office's file: the warning is
/// shown at most once a day.
struct SeenPlace {
  private let path: String
  private let today: Day

  @MainActor
  init(_ session: Session) {
    path = session.paths.state + "/seen-place"
    today = Day(unixSeconds: Int(session.clock() / 1000))
  }

  /// Returns whether the warning has not been shown today, and stores that it now has been.
  func isNew() -> Bool {
    guard OwnFile.read(path)?.hasPrefix(today.description) != true else { return false }
    makeFolders(above: path)
    try? NewFile.write(Array("\(today)\n".utf8), to: path)
    return true
  }
}
