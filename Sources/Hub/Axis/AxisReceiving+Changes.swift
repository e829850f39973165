import EdXML
import GRDB
import Records
import RecordsSQL
import Wording

/// Changes by its sender to a document received before, and statuses that outside receivers report of ours.
extension AxisReceiving {
  /// Asks the receivers to destroy it.
  ///
  /// - Parameter receivers: the receivers the message names; empty for all.
  func recall(
    _ known: [AxisDocument], at receivers: [Organ], _ code: String, reason: String
  ) throws -> AxisOutcome {
    let open = known.filter { $0.recalled == nil }
    guard !open.isEmpty else { return again(code) }
    let named = Set(receivers.map(\.id))
    let meant = named.isEmpty ? open : open.filter { $0.recipients.contains { named.contains($0.organID ?? "") } }
    guard !meant.isEmpty else { return again(code) }
    // An entry is recalled from all of its receivers or from none.
    guard named.isEmpty || meant.allSatisfy({ $0.recipients.allSatisfy { named.contains($0.organID ?? "") } }) else {
      throw AxisRefusal.onlySome(code)
    }
    let why = reason.isEmpty ? "Nơi gửi yêu cầu lấy lại" : cut(reason, to: 500)
    try hub.actForAxis(meant.map { .recalled(.init(document: $0.reference, reason: why)) }, axis, db)
    return AxisOutcome(
      words: Bilingual("đã báo thu hồi \(code) cho nơi nhận.", "the recipients of \(code) are informed of its recall."),
      isNew: true)
  }

  private static let fields = Field.allCases.filter(\.isUpdated)

  /// Brings the document up to what the message says: the fields it has, its files if it has any, new receivers and
  /// those no longer meant.
  func change(
    _ update: EdXMLUpdate, _ message: EdXMLDocument, as key: String, _ known: [AxisDocument]
  ) throws -> AxisOutcome {
    let code = cut(message.document.code)
    let open = known.filter { $0.recalled == nil }
    guard !open.isEmpty else { throw AxisRefusal.unknown(code) }
    let reason = message.reason.isEmpty ? "Nơi gửi cập nhật" : cut(message.reason, to: 500)
    var acts: [Act] = []
    if update.changesDocument {
      let (new, _) = message.incoming(in: directory)
      for old in open { acts += changes(of: old, to: new, AxisReceiving.files(message), reason) }
    }
    let out = Set(
      update.receivers.filter { !$0.isAdded }.compactMap {
        EdXMLOrgan(organID: $0.organID, name: "").known(in: directory, on: hub.today)?.id
      })
    for old in open where old.recipients.contains(where: { out.contains($0.organID ?? "") }) {
      guard old.recipients.allSatisfy({ out.contains($0.organID ?? "") }) else { throw AxisRefusal.onlySome(code) }
      acts.append(.recalled(.init(document: old.reference, reason: "Không còn là nơi nhận: \(cut(reason, to: 400))")))
    }
    try hub.actForAxis(acts, axis, db)
    // The receivers that are new.
    var added = message
    added.to =
      message.to.filter { organ in organ.known(in: directory, on: hub.today).map { !out.contains($0.id) } ?? false }
      + update.receivers.filter(\.isAdded).map { EdXMLOrgan(organID: $0.organID, name: "") }
    let issued = receivers(added).isEmpty ? again(code) : try issue(added, as: key, known)
    guard !acts.isEmpty || issued.isNew else { return again(code) }
    return AxisOutcome(
      words: Bilingual("đã cập nhật \(code) cho nơi nhận.", "the recipients of \(code) have its update."), isNew: true)
  }

  private func changes(of old: AxisDocument, to new: Document, _ files: [StoredFile], _ reason: String) -> [Act] {
    var acts: [Act] = AxisReceiving.fields.compactMap { field in
      let (was, is_) = (old.content.value(of: field), new.value(of: field))
      // A field missing from the message is not emptied.
      guard !is_.isEmpty, was != is_ else { return nil }
      return .corrected(.init(document: old.reference, field: field, old: was, new: is_, reason: reason))
    }
    guard !files.isEmpty else { return acts }
    let (before, now) = (Set(old.files.map(\.sha256)), Set(files.map(\.sha256)))
    acts += files.filter { !before.contains($0.sha256) }.map { .attached(.init(document: old.reference, file: $0)) }
    acts += old.files.filter { !now.contains($0.sha256) }.map {
      .detached(.init(document: old.reference, sha256: $0.sha256, reason: reason))
    }
    return acts
  }

  // MARK: status

  mutating func receive(_ message: EdXMLStatus) throws -> AxisOutcome {
    let reference = message.reference
    let identifier = MessageIdentifier(reference.documentID)
    let code = cut(reference.code.isEmpty ? identifier?.code ?? reference.documentID : reference.code)
    guard let status = message.status else { throw AxisRefusal.unknownStatus(cut(message.code)) }
    if status == .recalled {
      let known = try documents("in", AxisReceiving.key(message.from, reference.documentID))
      guard !known.isEmpty else { throw AxisRefusal.unknown(code) }
      return try recall(known, at: [], code, reason: message.note)
    }
    let day = reference.issuedDate?.day ?? identifier?.day
    let written = [reference.organID, day?.description.split(separator: "-").joined(separator: "/") ?? "", code]
    let named = reference.documentID.isEmpty ? written.joined(separator: ",") : reference.documentID
    guard let ours = try documents("out", named).first else { throw AxisRefusal.notSent(code) }
    guard let recipient = ours.recipients.first(where: { isMeant(message.from, by: $0) }) else {
      throw AxisRefusal.notReceiver(cut(message.from.name), code)
    }
    let name = recipient.organID ?? recipient.name
    let note = message.note.isEmpty ? nil : cut(message.note, to: 500)
    if let told = ours.told[name], told.status == status, told.note == note {
      return again("\(code) (\(status.rawValue))")
    }
    let isAnswer = status == .agreed || status == .disagreed
    try hub.actForAxis(
      [
        .reported(
          .init(
            document: ours.reference, recipient: name, status: status, note: note, answers: isAnswer ? ours.asked : nil)
        )
      ], axis, db)
    return AxisOutcome(
      words: Bilingual(
        "\(cut(message.from.name)) báo \(code): \(status.words.vietnamese).",
        "\(cut(message.from.name)) reports on \(code): \(status.words.english)."), isNew: true)
  }

  private func isMeant(_ organ: EdXMLOrgan, by recipient: Recipient) -> Bool {
    guard let outside = directory.outside(recipient, on: hub.today) else { return false }
    let codes = [outside.code, outside.organ?.code, outside.organ?.newCode].compactMap { $0?.uppercased() }
    if !organ.organID.isEmpty, codes.contains(organ.organID.uppercased()) { return true }
    let names = [recipient.name, outside.organ?.name].compactMap(\.self).map(OrganDirectory.nameKey)
    return !organ.name.isEmpty && names.contains(OrganDirectory.nameKey(organ.name))
  }
}
