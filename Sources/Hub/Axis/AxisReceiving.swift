import EdXML
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Wording

/// The outcome of receiving a message over the axis.
public struct AxisOutcome: Sendable {
  public var words: Bilingual
  /// Whether it brought anything new; a message received before changes nothing.
  public var isNew: Bool
}

extension Hub {
  /// Receives a message of the national format: a document for offices of the province, or a status of one of theirs.
  ///
  /// All that follows from it is one transaction. Receiving it again only adds the files that were lost the first time.
  ///
  /// - Throws: `AxisRefusal`, `EdXMLRefusal`, `HubStorageRefusal`.
  public func receiveFromAxis(_ bytes: [UInt8]) throws -> AxisOutcome {
    let (message, remarks) = try EdXMLMessage.read(bytes, receivedOn: today)
    var attachments: [EdXMLAttachment] = []
    if case .document(let document) = message { attachments = document.attachments.filter { !$0.bytes.isEmpty } }
    var result = try write { db in
      var taking = AxisReceiving(hub: self, db: db, axis: try axis(db), directory: try directory(db), bytes: bytes)
      switch message {
      case .document(let document): return try taking.receive(document)
      case .status(let status): return try taking.receive(status)
      }
    }
    try keepForAxis(attachments)
    if let first = remarks.first, result.isNew {
      result.words = Bilingual(
        "\(result.words.vietnamese) \(first.vietnamese)", "\(result.words.english) \(first.english)")
    }
    return result
  }

  /// Stores the files of a message; those that nobody references, or that are there already, are skipped.
  private func keepForAxis(_ attachments: [EdXMLAttachment]) throws {
    for attachment in attachments {
      let hash = Hash256(of: attachment.bytes)
      let all = (0..<Piece.count(in: attachment.bytes.count)).map { index in
        let start = index * WireLimits.piece
        let end = start + Piece.length(of: index, in: attachment.bytes.count)
        return Piece(file: hash, index: index, offset: 0, bytes: Array(attachment.bytes[start..<end]))
      }
      // In transactions of a megabyte.
      for start in stride(from: 0, to: all.count, by: 16) {
        try store(Array(all[start..<min(start + 16, all.count)]), of: NationalAxis.id, from: NationalAxis.id)
      }
    }
    if !attachments.isEmpty { try finishContents(of: NationalAxis.id, from: NationalAxis.id) }
  }
}

/// Receives one message.
struct AxisReceiving {
  let hub: Hub
  let db: Database
  let axis: AxisStation
  let directory: OrganDirectory
  let bytes: [UInt8]

  mutating func receive(_ message: EdXMLDocument) throws -> AxisOutcome {
    let code = cut(message.document.code)
    if let documentID = message.document.documentID, try !documents("out", documentID).isEmpty {
      throw AxisRefusal.ourOwn(code)
    }
    let key = key(message)
    let known = try documents("in", key)
    if try known.isEmpty && isListed(message) { throw AxisRefusal.ourOwn(code) }
    if let office = try office(of: message) { throw AxisRefusal.hasStation(code, office.name) }
    switch message.business {
    case .new: return try issue(message, as: key, known)
    case .replacement(let replaced): return try issue(message, as: key, known, insteadOf: replaced)
    case .recall:
      guard !known.isEmpty else { throw AxisRefusal.unknown(code) }
      return try recall(known, at: receivers(message), code, reason: message.reason)
    case .update(let update):
      // An office that does not have it yet gets it as it reads now.
      return known.isEmpty ? try issue(message, as: key, known) : try change(update, message, as: key, known)
    }
  }

  // MARK: finding

  /// Whether an office of the province issued it through this hub, which has delivered it to its readers.
  private func isListed(_ message: EdXMLDocument) throws -> Bool {
    guard let issuer = message.from.known(in: directory, on: hub.today) else { return false }
    return try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM listed WHERE organ = ? AND code = ? AND day = ?)"),
      arguments: [issuer.id, message.document.code, message.document.issuedDate.description])!
  }

  /// The office of the province in whose name the message is, if it has a station: then it speaks with its own key, and
  /// nobody else may speak for it. Code and name are checked separately.
  private func office(of message: EdXMLDocument) throws -> Organ? {
    let coded = directory.organs(withCode: message.from.organID).filter { $0.exists(on: hub.today) }
    let named = [message.from.name, message.document.organName].flatMap { directory.namesakes($0, on: hub.today) }
    return try (coded + named).first { organ in
      try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM stations WHERE organ = ? AND organ <> ? AND revoked IS NULL)"),
        arguments: [organ.id, NationalAxis.id])!
    }
  }

  /// The sender and the identifier of the message, in a form of bounded length.
  private func key(_ message: EdXMLDocument) -> String {
    let document = message.document
    let written = document.code.isEmpty ? Hash256(of: bytes).description : "\(document.code),\(document.issuedDate)"
    return AxisReceiving.key(message.from, document.documentID ?? written)
  }

  static func key(_ sender: EdXMLOrgan, _ identifier: String) -> String {
    let name = sender.organID.isEmpty ? OrganDirectory.nameKey(sender.name) : sender.organID.uppercased()
    let text = "\(name) \(identifier)"
    return text.utf8.count <= 300 ? text : Hash256(of: Array(text.utf8)).description
  }

  func documents(_ direction: String, _ message: String) throws -> [AxisDocument] {
    try String.fetchAll(
      db.cachedStatement(
        sql: "SELECT document FROM axisDocuments WHERE direction = ? AND message = ? ORDER BY document"),
      arguments: [direction, message]
    ).compactMap { try EntryReference($0).flatMap { try AxisDocument($0, db) } }
  }

  /// The offices of the province among its receivers.
  func receivers(_ message: EdXMLDocument) -> [Organ] {
    var seen: Set<Organ.ID> = []
    return message.to.compactMap { $0.known(in: directory, on: hub.today) }
      .filter { $0.level != .ministry && $0.id != NationalAxis.id && seen.insert($0.id).inserted }
  }

  // MARK: documents

  /// Issues it to the receivers that do not have it yet.
  func issue(
    _ message: EdXMLDocument, as key: String, _ known: [AxisDocument], insteadOf replaced: [EdXMLReplacement] = []
  ) throws -> AxisOutcome {
    let receivers = receivers(message)
    let name = cut(message.document.code.isEmpty ? message.document.subject : message.document.code)
    guard !receivers.isEmpty else {
      throw AxisRefusal.notForUs(cut(message.to.map { $0.name.isEmpty ? $0.organID : $0.name }.joined(separator: ", ")))
    }
    let had = Set(known.flatMap { $0.recipients.compactMap(\.organID) })
    let new = receivers.filter { !had.contains($0.id) }
    var (document, _) = message.incoming(in: directory)
    let files = AxisReceiving.files(message)
    let older = try replaced.compactMap { try documents("in", AxisReceiving.key(message.from, $0.documentID)).first }
    let cites = try message.citations(of: document, in: directory).map { try withEntry($0, from: message.from) }
    if !replaced.isEmpty {
      let names = replaced.map { MessageIdentifier($0.documentID)?.code ?? $0.documentID }.joined(separator: ", ")
      document.note = String(
        [document.note, "Thay thế \(names)"].compactMap(\.self).joined(separator: "; ").prefix(500))
    }
    // A different content under an identifier that was delivered before has to be explained by its sender.
    if new.count < receivers.count, message.business.code != 2, !known.contains(where: { $0.was(document, files) }) {
      throw AxisRefusal.different(name)
    }
    guard !new.isEmpty else { return again(name) }
    let year = hub.today.year
    let book = Book(series: "lien-thong", direction: .outgoing, year: year, name: "Sổ văn bản đến từ trục liên thông")
    let last = try Row.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM custody WHERE organ = ?1 AND book = ?2),
          (SELECT max(number) FROM numbers WHERE organ = ?1 AND book = ?2)
        """, arguments: [NationalAxis.id, book.id])
    let isOpen: Bool = last?[0] ?? false
    let issued = Act.issued(
      .init(
        document: document, book: book.id, number: (last?[1] ?? 0) + 1, suffix: nil,
        to: new.map { Recipient(name: $0.name, organID: $0.id) }, draft: nil, reason: nil,
        files: files.isEmpty ? nil : files, replaces: older.first?.reference, cites: cites.isEmpty ? nil : cites))
    guard try StoredAct.text(of: issued).utf8.count < WireLimits.payload / 2 else { throw AxisRefusal.tooLong(name) }
    let entries = try hub.actForAxis(isOpen ? [issued] : [.bookOpened(.init(book: book)), issued], axis, db)
    try db.execute(
      sql: "INSERT INTO axisDocuments (direction, message, document) VALUES ('in', ?, ?)",
      arguments: [key, entries[entries.count - 1].description])
    let names = cut(new.map(\.name).joined(separator: ", "), to: 200)
    return AxisOutcome(
      words: Bilingual(
        "đã chuyển \(name) của \(cut(document.organName)) đến \(names).",
        "\(name) from \(cut(document.organName)) is delivered to \(names)."),
      isNew: true)
  }

  /// Adds the entry of a cited document that went or came over the axis: by it, the offices of the province find it.
  private func withEntry(_ citation: Citation, from sender: EdXMLOrgan) throws -> Citation {
    guard let identifier = citation.document.documentID else { return citation }
    var citation = citation
    citation.document.entry =
      switch citation.relation {
      case .answers: try documents("out", identifier).first?.reference
      case .replaces, .answeredBy: try documents("in", AxisReceiving.key(sender, identifier)).first?.reference
      }
    return citation
  }

  static func files(_ message: EdXMLDocument) -> [StoredFile] {
    var seen: Set<String> = []
    return message.attachments.filter { !$0.bytes.isEmpty }.map {
      StoredFile(
        name: $0.name, sha256: Hash256(of: $0.bytes).description, size: $0.bytes.count,
        mediaType: String($0.mediaType.prefix(100)))
    }.filter { seen.insert($0.sha256).inserted }
  }

  func again(_ name: String) -> AxisOutcome {
    AxisOutcome(
      words: Bilingual("\(name): đã nhận trước đây, không đổi gì.", "\(name) was already received; nothing changes."),
      isNew: false)
  }
}
