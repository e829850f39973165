import CommandWords
import EdXML
import Office
import Records
import Wording

extension HelperTask {
  /// `vanthu export 15/QĐ-UBND --format edxml`: writes an issued document as a message, or with `--status` a status
  /// message to the sender of an incoming one.
  func exportMessage() throws -> Outcome {
    let office = try Office.open(request.office)
    let typed = try arguments.required("book")
    guard let status = arguments["status"].flatMap(DeliveryStatus.init) else {
      return try exportDocument(office, try office.find(typed, today: day))
    }
    return try exportStatus(office, try office.find(typed, today: day, direction: .incoming), status)
  }

  private func exportDocument(_ office: Office, _ line: DocumentLine) throws -> Outcome {
    guard line.direction == .outgoing else { throw MessageRefusal.incoming(line.reference) }
    if line.state == .voided { throw MessageRefusal.voided(line.reference) }
    guard line.number != nil, line.state != .draft, line.state != .reserved else {
      throw MessageRefusal.draft(line.reference)
    }
    let card = try office.card(line)
    guard card.files.reduce(0, { $0 + $1.size }) <= EdXMLLimits.standard.attachmentBytes else {
      throw MessageRefusal.large(line.reference)
    }
    let isRecalled = line.state == .recalled
    let business = isRecalled ? .recall : try replacement(card, office) ?? .new
    var (message, remarks) = EdXMLDocument.issued(
      line.document, to: card.recipients, by: try office.profile, in: try office.directory, at: now,
      business: business, reason: isRecalled ? line.reason ?? "" : "", staff: staff,
      // A recall is about files that the receiver already has.
      attachments: isRecalled
        ? [] : try card.files.map { EdXMLAttachment(name: $0.name, bytes: try office.bytes(of: $0)) })
    if !isRecalled {
      message.responseFor = try card.links.filter { $0.relation == .answers }.map {
        try EdXMLReference($0.document, in: office.directory, by: office.profile)
      }
    }
    if case .replacement(let replaced) = message.business {
      let codes = message.to.map(\.organID).filter { !$0.isEmpty }
      message.business = .replacement(replaced.map { EdXMLReplacement(documentID: $0.documentID, organIDs: codes) })
    }
    if message.to.isEmpty {
      remarks.append(
        Bilingual("Văn bản không có nơi nhận nào.", "The document has no recipients."))
    }
    let bytes = EdXMLMessage.document(message).write()
    guard bytes.count <= EdXMLLimits.standard.fileBytes else { throw MessageRefusal.large(line.reference) }
    let path = try save(bytes, as: line.document.code)
    let kind: MessageReport.Kind =
      switch business {
      case .recall: .recall
      case .replacement: .replacement
      case .new, .update: .document
      }
    return written(path, kind, line, remarks, files: message.attachments.count)
  }

  /// Returns the replacement of an earlier document of ours, if this one replaces any.
  private func replacement(_ card: Card, _ office: Office) throws -> EdXMLBusiness? {
    let replaced = try card.links.filter { $0.relation == .replaces }.compactMap(\.line).map { old in
      EdXMLReplacement(
        documentID: try old.document.documentID ?? EdXMLDocument.identifier(of: old.document, issuedBy: office.profile))
    }
    return replaced.isEmpty ? nil : .replacement(replaced)
  }

  private func exportStatus(_ office: Office, _ line: DocumentLine, _ status: DeliveryStatus) throws -> Outcome {
    guard line.direction == .incoming else {
      throw HandlingRefusal.wrongDirection(line.reference, Bilingual("báo trạng thái", "reported on"), .incoming)
    }
    if line.state == .voided { throw MessageRefusal.voided(line.reference) }
    let reason = arguments["reason"] ?? ""
    switch status {
    case .refused, .disagreed: guard !reason.isEmpty else { throw MessageRefusal.noReason }
    case .accepted, .assigned, .inProgress, .completed:
      guard line.number != nil else { throw MessageRefusal.notRegistered(line.reference) }
    case .arrived, .recalled, .agreed: break
    }
    let sender = try senderCode(office, line)
    let remarks =
      sender.isEmpty
      ? [
        Bilingual(
          "“\(line.author)” không có mã định danh nên trục liên thông không chuyển được; hãy báo bằng cách khác.",
          "“\(line.author)” has no identifier and cannot be reached by the national axis; inform it another way."
        )
      ] : []
    let message = EdXMLStatus.about(
      line.document, sentBy: sender, status: status, note: reason, by: try office.profile, staff: staff, at: now)
    let name = line.document.code.isEmpty ? line.reference : line.document.code
    let path = try save(EdXMLMessage.status(message).write(), as: "\(name)-\(status.rawValue)")
    return written(path, .status, line, remarks, files: 0)
  }

  private var now: EdXMLTime { EdXMLTime(unixSeconds: Int(ProcessEnvironment.milliseconds() / 1000)) }

  private var staff: EdXMLStaff? { request.clerk.map { EdXMLStaff(staff: $0) } }

  /// Returns the sender's code, from the identifier of its document; otherwise from the directory, in the scheme of our
  /// own code.
  private func senderCode(_ office: Office, _ line: DocumentLine) throws -> String {
    // A sender known by its signature is answered under its own code, whatever the document says.
    let isSigned = line.sender != nil && !line.isOverAxis
    if !isSigned, let identifier = MessageIdentifier(line.document.documentID ?? "") { return identifier.organID }
    let id = isSigned ? line.sender : line.document.organID
    guard let organ = try id.flatMap({ try office.directory[$0] }) else { return "" }
    let isLowestFirst = try office.profile.organID.first?.isNumber == true
    return (isLowestFirst ? organ.code ?? organ.newCode : organ.newCode ?? organ.code) ?? ""
  }

  /// Writes to `--to`, or into the working folder under the document's code; never over an existing file, unless asked
  /// to.
  private func save(_ bytes: [UInt8], as name: String) throws -> String {
    let plain = String(name.map { "/\\".contains($0) ? "_" : $0 }).drop { $0 == "." }
    let path = arguments["to"] ?? "\(plain).edxml"
    try Office.save(bytes, to: path, overwriting: arguments.flag("overwrite"))
    return path
  }

  private func written(
    _ path: String, _ kind: MessageReport.Kind, _ line: DocumentLine, _ remarks: [Bilingual], files: Int
  ) -> Outcome {
    let what =
      switch kind {
      case .status: Bilingual("báo trạng thái của \(line.document.code)", "the status report on \(line.document.code)")
      case .recall: Bilingual("yêu cầu thu hồi \(line.document.code)", "the recall of \(line.document.code)")
      default: Bilingual("\(line.document.code) với \(files) tệp", "\(line.document.code) with \(files) files")
      }
    let sentence = Bilingual("Đã ghi \(what.vietnamese) vào \(path).", "Wrote \(what.english) to \(path).")
    return Outcome(
      lines: remarks.map { $0[language] } + [sentence[language]],
      json: .object([
        ("file", .string(path)), ("kind", .string(kind.rawValue)), ("about", line.json),
        ("remarks", .array(remarks.map { .string($0[language]) })),
      ]))
  }
}
