import EdXML
import Office
import Records
import Wording

/// Messages that put nothing into the register: a sender asks for its document back, a receiver reports the state of
/// ours.
extension MessageReceiving {
  /// Reports that the sender asks for its document back, and how to answer. The clerk decides, for the document may be
  /// in somebody's hands (Decree 30/2020, article 18.4).
  func askedBack(_ document: Document, reason: String, _ kind: MessageReport.Kind) throws -> MessageReport {
    let found = try lines(of: document)
    guard let line = found.first else {
      throw MessageRefusal.unknown(document.code, of: document.organName)
    }
    let name = line.reference
    // There are several where it was updated meanwhile.
    let all = found.map(\.reference).joined(separator: ", ")
    let how =
      line.state == .returned
      ? Bilingual("Văn bản đã trả lại; báo nơi gửi", "It was already sent back; inform the sender")
      : line.state.isOpen
        ? Bilingual(
          "Đồng ý: vanthu send-back \(name) --reason \"Thu hồi\", rồi báo nơi gửi",
          "To agree: vanthu send-back \(name) --reason \"Thu hồi\", then inform the sender")
        : Bilingual(
          "Đồng ý: gỡ tệp bằng vanthu detach \(name), rồi báo nơi gửi",
          "To agree: remove its files with vanthu detach \(name), then inform the sender")
    let why = reason.isEmpty ? "" : ": \(shortened(reason))"
    return MessageReport(
      kind: kind,
      sentence: Bilingual(
        "\(line.author) yêu cầu lấy lại \(line.document.code), số đến \(all)\(why). \(how.vietnamese): "
          + "vanthu export \(name) --format edxml --status 15 (không đồng ý: --status 16).",
        "\(line.author) recalls \(line.document.code), arrival \(all)\(why). "
          + "\(how.english): vanthu export \(name) --format edxml --status 15 (to refuse: --status 16)."
      ), about: line, members: [("reason", .string(reason))])
  }

  mutating func receive(_ message: EdXMLStatus) throws -> MessageReport {
    let reference = message.reference
    let identifier = MessageIdentifier(reference.documentID)
    let code = reference.code.isEmpty ? identifier?.code ?? "" : reference.code
    let issued = reference.issuedDate?.day ?? identifier?.day
    if message.status == .recalled {
      return try askedBack(
        Document(
          code: code, organName: message.from.name, issuedDate: issued ?? context.day, typeName: "", subject: "",
          documentID: reference.documentID.isEmpty ? nil : reference.documentID), reason: message.note, .status)
    }
    let issuer = reference.organID.isEmpty ? identifier?.organID ?? "" : reference.organID
    if !issuer.isEmpty, try !isOurs(issuer) {
      throw MessageRefusal.notOurs(shortened(code, to: 60), organID: shortened(issuer, to: 60))
    }
    let line = try issuedLine(code, issued)
    if let issued, issued != line.document.issuedDate {
      remarks.append(
        Bilingual(
          "Tệp ghi ngày văn bản \(issued.display), sổ đi ghi \(line.document.issuedDate.display); hãy kiểm tra.",
          "The file has \(issued.display) as date of issue, the register \(line.document.issuedDate.display); "
            + "check it."
        ))
    }
    let state = message.status?.words ?? Bilingual("mã \(message.code)", "code \(message.code)")
    let note = message.note.isEmpty ? "" : ": \(shortened(message.note))"
    let time = message.time.map { " (\(shortened($0.text, to: 30)))" } ?? ""
    return MessageReport(
      kind: .status,
      sentence: Bilingual(
        "\(shortened(message.from.name, to: 100)), văn bản \(line.document.code): "
          + "\(state.vietnamese)\(time)\(note). Chỉ báo tại đây, không ghi vào sổ.",
        "\(shortened(message.from.name, to: 100)), \(line.document.code): \(state.english)\(time)\(note). "
          + "Only reported here, not written to the register."
      ), about: line,
      members: [
        (
          "status",
          .object([
            ("code", .string(message.code)), ("words", JSON(message.status?.words.vietnamese)),
            ("note", .string(message.note)), ("time", JSON(message.time?.text)),
            ("organId", .string(message.from.organID)), ("organName", .string(message.from.name)),
          ])
        )
      ])
  }

  /// Returns our issued document with this code, of that year where the message states it.
  private func issuedLine(_ code: String, _ issued: Day?) throws -> DocumentLine {
    guard let written = try? DocumentCode(parsing: code) else {
      throw MessageRefusal.notIssued(shortened(code, to: 60))
    }
    do {
      let typed = written.display + (issued.map { "@\($0.year)" } ?? "")
      let line = try office.find(typed, today: context.day, direction: .outgoing)
      // A code may look like something else that clerks type: `nhap-3`.
      if line.direction == .outgoing, line.number != nil,
        (try? DocumentCode(parsing: line.document.code))?.key == written.key
      {
        return line
      }
    } catch is LookupRefusal {
      // Reported below, in the terms of the message.
    }
    throw MessageRefusal.notIssued(shortened(code, to: 60))
  }
}
