import CommandWords
import EdXML
import Exchange
import Office
import Records
import Wording

extension HelperTask {
  /// `vanthu import FILE.edxml`: registers a document with its files; what other messages say is only reported.
  func importMessage() throws -> Outcome {
    let bytes = try MessageFile.read(try arguments.required("file"))
    let (message, remarks) = try EdXMLMessage.read(bytes, receivedOn: day)
    var taking = MessageReceiving(
      office: try Office.open(request.office), context: clerkContext, arguments: arguments, remarks: remarks,
      mark: "edXML \(Hash256(of: bytes).description.prefix(12))", leavesTexts: request.leavesTexts ?? false)
    let report =
      switch message {
      case .document(let document): try taking.receive(document)
      case .status(let status): try taking.receive(status)
      }
    return report.outcome(taking.remarks, language)
  }
}

/// The import of one message into the office.
struct MessageReceiving {
  let office: Office
  let context: ActContext
  let arguments: Arguments
  var remarks: [Bilingual]
  /// Identifies this file; written into the reason of what is registered although it looks like a duplicate.
  let mark: String
  /// Whether another program extracts the text of the files.
  let leavesTexts: Bool

  mutating func receive(_ message: EdXMLDocument) throws -> MessageReport {
    if try isOurs(message.from.organID, message.from.name) { throw MessageRefusal.own(message.document.code) }
    try lookAtReceivers(message)
    let (document, more) = message.incoming(in: try office.directory)
    if let into = arguments["into"], message.business != .recall {
      remarks += more
      return try merge(document, message, into: try office.find(into, today: context.day))
    }
    switch message.business {
    case .new:
      remarks += more
      return try register(document, message, .document)
    case .recall:
      return try askedBack(document, reason: message.reason, .recall)
    case .update(let update):
      remarks += more
      return try receiveUpdate(update, document, message)
    case .replacement(let replaced):
      remarks += more
      return try register(document, message, .replacement, instead: try replaced.map { try older($0, message) })
    }
  }

  // MARK: finding

  /// Returns the lines of the register that are this document, the most certain first: the identifier is more reliable
  /// than number and agency.
  func lines(of document: Document) throws -> [DocumentLine] {
    let found = try office.duplicates(
      code: document.code, organName: document.organName, organID: document.organID, documentID: document.documentID,
      year: document.issuedDate.year)
    guard let documentID = document.documentID else { return found }
    return found.filter { $0.document.documentID == documentID } + found.filter { $0.document.documentID != documentID }
  }

  func isOurs(_ organID: String, _ name: String = "") throws -> Bool {
    let profile = try office.profile
    let names = [name, profile.name].map(OrganDirectory.nameKey)
    guard !organID.isEmpty else { return names[0] == names[1] }
    return try ourCodes().contains(organID.uppercased()) && (name.isEmpty || names[0] == names[1])
  }

  /// Returns our codes in both schemes: a sender may use either.
  private func ourCodes() throws -> Set<String> {
    let profile = try office.profile
    let organs = try office.directory.organs(withCode: profile.organID).filter { $0.exists(on: context.day) }
    let others = organs.count == 1 ? [organs[0].code, organs[0].newCode] : []
    return Set((others + [profile.organID]).compactMap { $0?.uppercased() })
  }

  private mutating func lookAtReceivers(_ message: EdXMLDocument) throws {
    let (codes, name) = (try ourCodes(), OrganDirectory.nameKey(try office.profile.name))
    let isForUs = message.to.contains {
      codes.contains($0.organID.uppercased()) || OrganDirectory.nameKey($0.name) == name
    }
    guard !message.to.isEmpty, !isForUs else { return }
    remarks.append(
      Bilingual(
        "Tệp ghi nơi nhận là \(shortened(message.to[0].name, to: 60)), không có cơ quan ta; "
          + "hãy kiểm tra có gửi nhầm không.",
        "The file is for \(shortened(message.to[0].name, to: 60)) and does not name this office; "
          + "check whether it was misdirected."
      ))
  }

  // MARK: registering

  private mutating func receiveUpdate(
    _ update: EdXMLUpdate, _ document: Document, _ message: EdXMLDocument
  ) throws -> MessageReport {
    let earlier = try lines(of: document)
    guard let old = earlier.first else { return try register(document, message, .update) }
    if !update.changesDocument, update.changesReceivers {
      let codes = try ourCodes()
      let isOut = update.receivers.contains { codes.contains($0.organID.uppercased()) && !$0.isAdded }
      let sentence =
        isOut
        ? Bilingual(
          """
          Nơi gửi báo cơ quan ta không còn là nơi nhận của \(old.document.code), số đến \(old.numberText); \
          trả lại bằng vanthu send-back \(old.reference).
          """,
          """
          The sender says that this office no longer receives \(old.document.code), arrival \(old.numberText); \
          return it with vanthu send-back \(old.reference).
          """
        )
        : Bilingual(
          "Chỉ nơi nhận của \(old.document.code), số đến \(old.numberText), thay đổi; không phải đăng ký lại.",
          """
          Only the recipients of \(old.document.code), arrival \(old.numberText), have changed; \
          there is nothing to register.
          """
        )
      return MessageReport(kind: .update, sentence: sentence, about: old)
    }
    // The same file again is an ordinary duplicate.
    for line in earlier where try office.trail(line).contains(where: { isMade($0, by: mark) }) {
      guard arguments["anyway"] != nil else { throw RegisterRefusal.duplicate(line) }
    }
    return try register(document, message, .update, instead: [(old.document.code, old)])
  }

  private func isMade(_ line: TrailLine, by mark: String) -> Bool {
    guard case .registered(let act) = line.entry.act, let reason = act.reason else { return false }
    return reason.contains(mark)
  }

  /// Returns the document that a message replaces, as far as we have it.
  private func older(
    _ replaced: EdXMLReplacement, _ message: EdXMLDocument
  ) throws -> (code: String, line: DocumentLine?) {
    let identifier = MessageIdentifier(replaced.documentID)
    let line = try office.duplicates(
      code: identifier?.code ?? "", organName: message.from.name, documentID: replaced.documentID,
      year: identifier?.day?.year ?? message.document.issuedDate.year
    ).first
    return (line?.document.code ?? identifier?.code ?? shortened(replaced.documentID, to: 60), line)
  }

  /// Registers the document with all its files or not at all.
  private mutating func register(
    _ document: Document, _ message: EdXMLDocument, _ kind: MessageReport.Kind,
    instead old: [(code: String, line: DocumentLine?)] = []
  ) throws -> MessageReport {
    var document = document
    let named = old.map { old in old.line.map { "\(old.code) (số đến \($0.numberText))" } ?? old.code }
      .joined(separator: ", ")
    if !named.isEmpty {
      let verb = kind == .update ? Bilingual("Cập nhật", "Updates") : Bilingual("Thay thế", "Replaces")
      remarks.append(Bilingual("\(verb.vietnamese) văn bản \(named).", "\(verb.english) \(named)."))
      let note = [document.note, "\(verb.vietnamese) \(named)"].compactMap(\.self).joined(separator: "; ")
      document.note = shortened(note, to: 500)
    }
    // An update has the number and the identifier of what it changes; the mark recognises it when it comes again.
    let known = kind == .update ? "Cập nhật \(named.isEmpty ? "" : "\(named) ")(\(mark))" : nil
    let files = try unpack(message)
    let cites = message.citations(of: document, in: try office.directory)
    var line: DocumentLine?
    do {
      try office.act(context) { transaction in
        do {
          line = try transaction.register(
            document, arrivedOn: context.day, anyway: arguments["anyway"] ?? known, reason: arguments["reason"],
            cites: cites)
        } catch RegisterRefusal.duplicate(let earlier) where earlier.number != nil {
          throw MessageRefusal.registered(document.code, earlier)
        }
        for file in files.files { line = try attach(file, to: line!, transaction) }
        if arguments.flag("dry-run") { throw OnlyLooked() }
      }
    } catch is OnlyLooked {
      return looked(document, kind, old)
    }
    guard let line else { throw OnlyLooked() }
    if line.files > 0, !leavesTexts { try office.readFileTexts(beside: line) }
    return MessageReport(
      kind: kind,
      sentence: Bilingual(
        "Đã đăng ký \(line.document.code) của \(line.author), số đến \(line.numberText), \(line.files) tệp.",
        "Registered \(line.document.code) of \(line.author) as arrival \(line.numberText), \(line.files) files."
      ), registered: line, about: old.first?.line)
  }

  /// Returns the files of a message; empty ones are left out.
  mutating func unpack(_ message: EdXMLDocument) throws -> UnpackedFiles {
    for empty in message.attachments where empty.bytes.isEmpty {
      remarks.append(
        Bilingual("Tệp \(empty.name) rỗng nên bị bỏ.", "The file \(empty.name) is empty and was left out."))
    }
    return try UnpackedFiles(message.attachments.filter { !$0.bytes.isEmpty })
  }

  mutating func attach(
    _ file: (path: String, name: String), to line: DocumentLine, _ transaction: OfficeTransaction
  ) throws -> DocumentLine {
    do { return try transaction.attach(line, file: file.path, name: file.name) } catch FileRefusal.attachedAlready(
      _, let other)
    {
      remarks.append(
        Bilingual(
          "Tệp \(file.name) giống hệt \(other) nên chỉ kèm một lần.",
          "\(file.name) is the same as \(other) and was attached once."))
      return line
    }
  }

  /// Reports a dry run: everything was tried and rolled back.
  private func looked(
    _ document: Document, _ kind: MessageReport.Kind, _ old: [(code: String, line: DocumentLine?)]
  ) -> MessageReport {
    MessageReport(
      kind: kind,
      sentence: Bilingual(
        "Xem thử: đăng ký được \(document.code) của \(document.organName); chưa ghi gì.",
        "Dry run: \(document.code) of \(document.organName) can be registered; nothing was written."),
      about: old.first?.line, members: [("dryRun", .bool(true))])
  }

  struct OnlyLooked: Error {}
}
