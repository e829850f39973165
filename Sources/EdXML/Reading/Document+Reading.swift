import Records
import Vietnamese

extension Document {
  /// Reads the document from the header of its message.
  init(
    _ message: XMLNode, from: EdXMLOrgan, trace: [EdXMLTrace], receivedOn day: Day, _ remarks: inout Remarks
  ) {
    let documentID = message.text("documentid")
    let code = Document.code(message["code"], documentID: documentID, &remarks)
    let date = message["promulgationinfo"]?.text("promulgationdate") ?? ""
    self.init(
      code: code, organName: from.name.isEmpty ? from.organID : from.name,
      issuedDate: Document.issuedDate(date, documentID: documentID, trace: trace, receivedOn: day, &remarks),
      typeName: Document.typeName(message["documenttype"]?.text("typename") ?? "", code: code, &remarks),
      subject: message.text("subject"))

    if organName.isEmpty {
      remarks.say("Văn bản không ghi cơ quan gửi.", "The document names no sending agency.")
    }
    if subject.isEmpty { remarks.say("Văn bản không có trích yếu.", "The document has no subject.") }
    if !documentID.isEmpty { self.documentID = documentID }
    signer = Signer(message["signerinfo"], &remarks)
    readDueDate(message.text("duedate"), &remarks)
    if let other = message["otherinfo"] {
      readUrgency(other.text("priority"), &remarks)
      pageAmount = Document.amount(other.text("pageamount"))
      issuedAmount = Document.amount(other.text("promulgationamount"))
    }
  }

  /// Returns number and symbol as printed: `7816/VPCP-TTĐT`.
  static func code(_ node: XMLNode) -> String {
    let parts = [node.text("codenumber"), node.text("codenotation")].filter { !$0.isEmpty }
    return parts.isEmpty ? node.text : parts.joined(separator: "/")
  }

  /// Returns number and symbol. A message has them separately, so how they were joined is lost: `12-CV/ĐU` comes as 12
  /// and CV/ĐU. The identifier often ends in the code as printed; where it is the same code, that spelling is used.
  private static func code(_ node: XMLNode?, documentID: String, _ remarks: inout Remarks) -> String {
    let joined = node.map(code) ?? ""
    guard !joined.isEmpty else {
      remarks.say("Văn bản không có số, ký hiệu.", "The document has no number and symbol.")
      return ""
    }
    do {
      let code = try DocumentCode(parsing: joined)
      let printed = documentID.split(separator: ",", maxSplits: 2).dropFirst(2).first.map(String.init)
      if let printed, let same = try? DocumentCode(parsing: printed), same.exactKey == code.exactKey {
        return same.display
      }
      return code.display
    } catch {
      remarks.say(
        "Số, ký hiệu “\(shown(joined))” không đúng mẫu; hãy đối chiếu văn bản.",
        "The code “\(shown(joined))” has an unusual form; compare it with the document.")
      return joined
    }
  }

  /// Returns the date of issue. For a day that does not exist, uses the day in the identifier, of the first station, or
  /// of receipt.
  private static func issuedDate(
    _ text: String, documentID: String, trace: [EdXMLTrace], receivedOn day: Day, _ remarks: inout Remarks
  ) -> Day {
    if let issued = EdXMLDay(reading: text).day { return issued }
    let parts = documentID.split(separator: ",", maxSplits: 2)
    let named = parts.count > 1 ? EdXMLDay(reading: String(parts[1])).day : nil
    let sent = trace.lazy.compactMap(\.time.day).first
    let issued = named ?? sent ?? day
    let what =
      text.isEmpty
      ? ("Văn bản không ghi ngày", "The document has no date")
      : ("Ngày văn bản “\(shown(text))” không có thật", "The document's date “\(shown(text))” does not exist")
    let source =
      named != nil
      ? ("mã định danh", "the identifier") : sent != nil ? ("ngày gửi", "the day it was sent") : ("ngày nhận", "today")
    remarks.say(
      "\(what.0); tạm lấy \(issued.display) theo \(source.0), hãy đối chiếu văn bản.",
      "\(what.1); \(issued.display) is taken from \(source.1), compare it with the document.")
    return issued
  }

  /// Returns the document type by its name; its number means different things to different senders.
  private static func typeName(_ text: String, code: String, _ remarks: inout Remarks) -> String {
    guard text.isEmpty else { return DocumentType(named: text).name }
    let guessed = (try? DocumentCode(parsing: code)).flatMap { DocumentType.guess(from: $0) }
    let type = guessed ?? .officialLetter
    remarks.say(
      "Văn bản không ghi tên loại; tạm lấy \(type.name).", "The document names no type; \(type.name) is used.")
    return type.name
  }

  private mutating func readDueDate(_ text: String, _ remarks: inout Remarks) {
    guard !text.isEmpty else { return }
    dueDate = EdXMLDay(reading: text).day
    if dueDate == nil {
      remarks.say(
        "Hạn trả lời “\(shown(text))” không có thật; hãy đối chiếu văn bản.",
        "The due date “\(shown(text))” does not exist; compare it with the document.")
    }
  }

  private mutating func readUrgency(_ text: String, _ remarks: inout Remarks) {
    guard !text.isEmpty else { return }
    do {
      urgency = try Urgency.reading(text)
      if text == "4" {
        remarks.say(
          "Văn bản hỏa tốc hẹn giờ; hãy xem giờ trên văn bản.", "Flash with an hour; check the document for it.")
      }
    } catch {
      remarks.say(
        "Không hiểu độ khẩn “\(shown(text))”; hãy đối chiếu văn bản.",
        "The urgency “\(shown(text))” is not understood; compare it with the document.")
    }
  }

  /// Programs write zero where nobody typed anything.
  private static func amount(_ text: String) -> Int? { Int(text).flatMap { (1...9_999).contains($0) ? $0 : nil } }
}

extension Signer {
  /// Returns `nil` where the name is missing, even if there is a position.
  init?(_ node: XMLNode?, _ remarks: inout Remarks) {
    guard let node else { return nil }
    let position = node.text("position")
    let fullName = node.text("fullname")
    guard !fullName.isEmpty else {
      if !position.isEmpty {
        remarks.say(
          "Người ký không ghi họ tên, chỉ có chức vụ “\(shown(position))”.",
          "The signer has no name, only the position “\(shown(position))”.")
      }
      return nil
    }
    self.init(position: position.isEmpty ? nil : position, fullName: fullName)
  }
}
