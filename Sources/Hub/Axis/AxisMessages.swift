import EdXML
import Exchange
import FoundationEssentials
import GRDB
import Records
import RecordsSQL
import Wording

/// Makes the messages that go out over the axis.
struct AxisMessages {
  let hub: Hub
  let db: Database
  let directory: OrganDirectory

  enum Made {
    /// The message to be written, and the identifier it has from then on.
    case message([UInt8], identifier: String?)
    /// One of its files is not complete yet.
    case waits
    /// It cannot be sent over the axis: the sender is informed why.
    case impossible(Bilingual)
    case nothing
  }

  func make(_ kind: AxisQueue.Kind, of document: EntryReference, at position: Int) throws -> Made {
    guard let known = try AxisDocument(document, db) else { return .nothing }
    switch kind {
    case .status: return try status(of: known, at: position)
    case .document, .update, .recall: return try message(kind, known)
    }
  }

  // MARK: documents

  private func message(_ kind: AxisQueue.Kind, _ known: AxisDocument) throws -> Made {
    let was = try identifier(of: known.reference)
    // What was never sent can be neither changed nor recalled.
    guard kind == .document || was != nil else { return .nothing }
    let recipients = known.recipients.filter { directory.outside($0, on: hub.today) != nil }
    guard !recipients.isEmpty else {
      return .impossible(
        Bilingual(
          "Không có nơi nhận nào có mã định danh để gửi qua trục liên thông",
          "no recipient has a code that the axis knows"))
    }
    var files: [EdXMLAttachment] = []
    if kind != .recall {
      guard known.files.reduce(0, { $0 + $1.size }) <= EdXMLLimits.standard.attachmentBytes / 2 else {
        return .tooLarge
      }
      for file in known.files {
        guard let bytes = try bytes(of: file) else { return .waits }
        files.append(EdXMLAttachment(name: file.name, mediaType: file.mediaType, bytes: bytes))
      }
    }
    let issuer = try Hub.organ(of: known.reference.station, db) ?? ""
    let office = try profile(of: issuer)
    let business: EdXMLBusiness =
      switch kind {
      case .recall: .recall
      case .update: .update(EdXMLUpdate(changesDocument: true, changesReceivers: false))
      default: try replacement(of: known)
      }
    var content = known.content
    // The identifier, once given, never changes.
    content.documentID = was ?? content.documentID
    var (message, _) = EdXMLDocument.issued(
      content, to: recipients, by: office, in: directory, at: EdXMLTime(unixSeconds: hub.system.now() / 1_000),
      business: business, reason: kind == .recall ? known.recalled ?? "" : "", attachments: files)
    message.toPlaces = EdXMLDocument.places(known.recipients)
    if kind != .recall {
      message.responseFor = known.answered.map { EdXMLReference($0, in: directory, by: office) }
    }
    let bytes = EdXMLMessage.document(message).write()
    guard bytes.count <= EdXMLLimits.standard.fileBytes else { return .tooLarge }
    return .message(bytes, identifier: message.document.documentID)
  }

  private func replacement(of known: AxisDocument) throws -> EdXMLBusiness {
    guard let older = known.replaces, let identifier = try identifier(of: older) else { return .new }
    return .replacement([EdXMLReplacement(documentID: identifier)])
  }

  private func identifier(of document: EntryReference) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT message FROM axisDocuments WHERE document = ? AND direction = 'out'",
      arguments: [document.description])
  }

  /// The content of a file; `nil` until it is complete.
  private func bytes(of file: StoredFile) throws -> [UInt8]? {
    guard let hash = Hash256(hexadecimal: file.sha256),
      let size = try Contents.held(hash, for: NationalAxis.id, db)
    else { return nil }
    return try (0..<Piece.count(in: size)).reduce(into: []) { bytes, piece in
      bytes += try hub.contents.read(
        hash, piece: piece, offset: 0, count: Piece.length(of: piece, in: size), db)
    }
  }

  // MARK: status

  private func status(of known: AxisDocument, at position: Int) throws -> Made {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT \(Journals.columns) FROM mailboxes JOIN entries ON place = entry WHERE organ = ? AND position = ?
        """, arguments: [NationalAxis.id, position])
    guard let stored = try row.map(Journals.entry),
      case .reported(let report)? = try? StoredAct.act(from: stored.act),
      let reporter = try Hub.organ(of: stored.station, db)
    else { return .nothing }
    let document = known.content
    let issuer = document.organID.flatMap { directory[$0] }
    let sender = MessageIdentifier(document.documentID ?? "")?.organID ?? issuer?.code ?? issuer?.newCode ?? ""
    // Neither a sender nor an identifier to report to.
    guard !sender.isEmpty || document.documentID != nil else { return .nothing }
    let message = EdXMLStatus.about(
      document, sentBy: sender, status: report.status, note: report.note ?? "", by: try profile(of: reporter),
      at: EdXMLTime(unixSeconds: Int(stored.time.milliseconds / 1_000)))
    return .message(EdXMLMessage.status(message).write(), identifier: nil)
  }

  // MARK: who

  /// The profile an office gives in its journal, with its code and name from the tree.
  private func profile(of organ: Organ.ID) throws -> OfficeProfile {
    let first = try String.fetchAll(
      db,
      sql: """
        SELECT act FROM stations JOIN entries USING (station) WHERE organ = ? AND epoch = 1 AND sequence = 1
        ORDER BY enrolled
        """, arguments: [organ])
    var own: OfficeProfile?
    // Acts that cannot be read are skipped.
    for case .founded(let act)? in first.map({ try? StoredAct.act(from: $0) }) { own = own ?? act.office }
    let known = directory[organ]
    let code = known?.code ?? known?.newCode ?? own?.organID ?? organ
    return OfficeProfile(
      organID: code, name: known?.name ?? own?.name ?? organ, place: own?.place ?? "",
      superior: own?.superior ?? known?.parentName, symbol: own?.symbol ?? "UBND")
  }
}

extension AxisMessages.Made {
  fileprivate static var tooLarge: Self {
    .impossible(
      Bilingual(
        "Tệp kèm theo quá lớn cho trục liên thông (64 MB); hãy gửi tệp bằng cách khác",
        "the files are too large for the axis (64 MB); send them another way"))
  }
}
