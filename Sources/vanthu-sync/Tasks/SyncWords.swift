import Office
import Records
import Sync
import Wording

/// What is said after a run by USB stick or by e-mail.
extension HelperTask {
  /// Returns the result of a run by stick: done as far as possible here; the hub reads the packet later.
  func whatIsLeft(onStick folder: String, _ exchange: StationExchange, _ office: Office) throws -> Bilingual {
    let packet = try exchange.documents().sent.map { Bilingual(": \($0.vietnamese)", ": \($0.english)") }
    return try whatCame(exchange, office).and(
      hasTaken(office)
        ? Bilingual(
          "Tỉnh đã nhận hết, không phải mang đi nữa; mang USB đến tỉnh khi muốn lấy văn bản mới.",
          "The hub has everything, nothing needs to be carried; take the stick there again to fetch new documents.")
        : Bilingual(
          "Đã ghi gói vào \(folder)\(packet?.vietnamese ?? " (không có văn bản mới để gửi)"). "
            + "Mang đến văn phòng tỉnh, khi về cắm lại và chạy lệnh này lần nữa.",
          "The packet is on \(folder)\(packet?.english ?? " (no new documents to send)"). "
            + "Take it to the provincial office, and run this again when it comes back."))
  }

  /// Returns the result of a turn at the shared folder.
  func whatIsLeft(in relay: RelaySetting, _ exchange: StationExchange, _ office: Office) throws -> Bilingual {
    let packet = try exchange.documents().sent.map { Bilingual(": \($0.vietnamese)", ": \($0.english)") }
    return try whatCame(exchange, office).and(
      Bilingual(
        "Đã ghi gói vào thư mục chung \(relay.folder)\(packet?.vietnamese ?? " (không có văn bản mới để gửi)"); máy có "
          + "đường truyền chuyển giúp, màn hình tự lấy trả lời.",
        "The packet is in the shared folder \(relay.folder)\(packet?.english ?? " (no new documents to send)"); a PC "
          + "with a line carries it, and the screen fetches the answer."))
  }

  func whatIsLeft(
    inLetters folder: String, to address: String, _ exchange: StationExchange, _ office: Office
  ) throws -> Bilingual {
    let packet = try exchange.documents().sent.map { Bilingual(": \($0.vietnamese)", ": \($0.english)") }
    return try whatCame(exchange, office).and(
      hasTaken(office)
        ? Bilingual(
          "Tỉnh đã nhận hết, không phải gửi thư nữa; gửi thư trong \(folder)/out khi muốn lấy văn bản mới.",
          "The hub has everything, no e-mail needs to be sent; send those in \(folder)/out to fetch new documents.")
        : Bilingual(
          "Đã viết thư vào \(folder)/out\(packet?.vietnamese ?? " (không có văn bản mới để gửi)"). "
            + "Gửi các thư ấy tới \(address); thư trả lời về thì chạy lệnh này lần nữa.",
          "The e-mails are in \(folder)/out\(packet?.english ?? " (no new documents to send)"). "
            + "Send them to \(address), and run this again when the answer has arrived."))
  }

  /// Whether the hub answered what the last run of this kind left, and what it sent.
  private func whatCame(_ exchange: StationExchange, _ office: Office) throws -> Bilingual {
    let came = try exchange.documents().received
    let what = came.map { Bilingual(": \($0.vietnamese).", ": \($0.english).") } ?? Bilingual(".", ".")
    switch exchange.answer {
    case .taken(let time):
      let when = clockTime(Int64(time))
      return Bilingual(
        "Đã nhận trả lời của tỉnh (\(when))\(what.vietnamese)", "The hub's answer of \(when) was taken\(what.english)")
    case .unreadable:
      return Bilingual(
        "Tệp trả lời của tỉnh rỗng hoặc hỏng: nhờ tỉnh ghi lại\(what.vietnamese)",
        "The hub's answer is empty or damaged: ask the province to write it again\(what.english)")
    case CarriedAnswer.none?, nil:
      let last = try office.exchanges(limit: 400).first {
        $0.way == exchange.way.rawValue && [.done, .partly].contains($0.status)
      }
      guard let last, try !hasTaken(office) else { return Bilingual("", "") }
      let when = clockTime(last.ended)
      return Bilingual(
        "Chưa có trả lời của tỉnh cho gói ghi lúc \(when).", "There is no answer yet to the packet of \(when).")
    }
  }

  /// Whether the hub has everything of this office, and this office everything of the hub's that it knows of.
  private func hasTaken(_ office: Office) throws -> Bool {
    let unsent = try office.unsent()
    guard unsent == (0, 0), let enrolment = try office.enrolment(), enrolment.challenge != 0 else { return false }
    return try enrolment.cursor >= enrolment.mailboxEnd && office.unsentContents().isEmpty && office.awaited().isEmpty
  }
}

extension Bilingual {
  /// The two sentences, one after the other.
  func and(_ more: Bilingual) -> Bilingual {
    if vietnamese.isEmpty { return more }
    return Bilingual("\(vietnamese) \(more.vietnamese)", "\(english) \(more.english)")
  }
}
