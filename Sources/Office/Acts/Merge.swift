import GRDB
import Records
import Wording

extension OfficeTransaction {
  /// Nhập làm một: a document that came once more is the one of a line that is registered already. The line keeps what
  /// was registered and gets the files, the identifier and the sender of the copy, who is told its number; the copy
  /// needs no number of its own, and one that it has is void.
  ///
  /// - Parameters:
  ///   - copy: what came through the hub and waits, was registered provisionally, or has a number by mistake.
  ///   - anyway: the reason for merging what its sender asks back, or two documents that are not the same.
  /// - Returns: the line into which it was merged.
  @discardableResult
  public func merge(_ copy: DocumentLine, into line: DocumentLine, anyway: String? = nil) throws -> DocumentLine {
    let (copy, line) = (try current(copy), try current(line))
    let (document, made) = (try line.made(), try copy.made())
    guard copy.id != line.id else { throw MergeRefusal.same(line.reference) }
    try expectCopy(copy)
    try expectRegistered(line)
    try expectOneSender(copy, line)
    try FieldLimits.check(anyway, Bilingual("lý do", "reason"), 1...Lengths.reason)
    if anyway == nil {
      if try isAskedBack(copy) { throw MergeRefusal.copyRecalled(copy.reference) }
      try expectOneDocument(copy, line)
    }
    let files = try StoredFile.beside(copy.id, db)
    let differences = Acts.Merged.Difference.between(line.document, copy.document)
    let registration =
      copy.number == nil ? nil : SourcedEntry.registration(of: try Journal(db).entries(about: copy.id))
    return try changed(
      line,
      .merged(
        .init(
          document: document, number: line.numberText, copy: made, registration: registration,
          copyNumber: copy.number == nil ? nil : copy.numberText, files: files.isEmpty ? nil : files,
          documentID: copy.document.documentID, differences: differences.isEmpty ? nil : differences,
          seen: try heard(of: copy), reason: anyway)))
  }

  private func expectCopy(_ copy: DocumentLine) throws {
    guard copy.direction == .incoming else { throw MergeRefusal.copyOutgoing(copy.reference) }
    switch copy.state {
    case .arrived, .accepted, .submitted, .assigned, .inProgress, .completed: return
    case .returned: throw MergeRefusal.copySentBack(copy.reference)
    case .withdrawn: throw MergeRefusal.copyDestroyed(copy.reference)
    case .voided, .draft, .issued, .recalled, .reserved:
      let end = try StoredMerge.end(of: copy.entry, db)
      let line =
        end == copy.entry
        ? nil
        : try DocumentLine.fetchOne(
          db.cachedStatement(sql: DocumentLine.byEntry), arguments: [end])
      throw line.map { MergeRefusal.copyMerged(copy.reference, $0.reference) } ?? .copyVoided(copy.reference)
    }
  }

  private func expectRegistered(_ line: DocumentLine) throws {
    guard line.direction == .incoming else {
      throw line.number == nil ? MergeRefusal.lineDraft(line.reference) : .lineOutgoing(line.reference)
    }
    guard line.number != nil else { throw MergeRefusal.lineUnregistered(line.reference) }
    if line.state == .voided { throw MergeRefusal.lineVoided(line.reference) }
    if line.state == .withdrawn { throw MergeRefusal.lineDestroyed(line.reference) }
  }

  /// Refuses a copy from another office than the one that the line has an electronic copy from. The national axis is no
  /// office: a document may come over it too.
  private func expectOneSender(_ copy: DocumentLine, _ line: DocumentLine) throws {
    func offices(_ line: DocumentLine) throws -> Set<Organ.ID> {
      let senders = [line.sender] + (try StoredMerge.copies(of: line.entry, db).map(\.sender))
      return Set(senders.compactMap(\.self)).subtracting([NationalAxis.id])
    }
    let (known, new) = (try offices(line), try offices(copy))
    guard let other = known.subtracting(new).min(), !new.isEmpty, new.isDisjoint(with: known) else { return }
    throw MergeRefusal.otherSender(line.reference, try Registers(db).organ(other)?.name ?? other)
  }

  /// Refuses a copy of another number than the electronic copy that the line has. A number that was registered from
  /// paper may have been mistyped.
  private func expectOneDocument(_ copy: DocumentLine, _ line: DocumentLine) throws {
    guard try line.sender != nil || !StoredMerge.copies(of: line.entry, db).isEmpty else { return }
    let (known, new) = (line.document.code, copy.document.code)
    guard Duplicates.key(of: known) != Duplicates.key(of: new) else { return }
    throw MergeRefusal.otherDocument(line.reference, known, copy: copy.reference, new)
  }

  private func isAskedBack(_ copy: DocumentLine) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM request WHERE document = ? AND kind = 'recall' AND answer IS NULL)
        """, arguments: [copy.id])!
  }
}

extension Acts.Merged.Difference {
  /// The fields that identify or describe a document and of which the copy states another value than the register.
  public static func between(_ registered: Document, _ copy: Document) -> [Self] {
    Field.all.filter { $0.isCompared }.compactMap { field in
      let (here, there) = (registered.value(of: field), copy.value(of: field))
      guard !there.isEmpty, here != there else { return nil }
      switch field {
      case .code where Duplicates.key(of: here) == Duplicates.key(of: there): return nil
      case .organName where OrganDirectory.nameKey(here) == OrganDirectory.nameKey(there): return nil
      default: return Self(field: field, registered: here, copy: there)
      }
    }
  }
}

extension Field {
  /// Whether a difference in it is told. The identifier of the copy becomes that of the line; a note is the office's
  /// own.
  fileprivate var isCompared: Bool { self != .organID && self != .documentID && self != .toPlaces && self != .note }
}

extension Acts.Merged: LineChange {
  /// Changes the line into which the copy was merged; the line of the copy is closed by `Registers.closeIfMerged`.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    guard try registers.stands(entry.reference) else { return }
    try registers.attach(id, files ?? [])
    // An issuer outside the province has no key, so its name is as sure as it was on paper.
    try registers.run(
      """
      UPDATE document SET documentID = ifnull(?, documentID),
        sender = ifnull(
          sender, (SELECT nullif(c.sender, '\(NationalAxis.id)') FROM document c WHERE c.entry = ?))
      WHERE id = ?
      """, [documentID, copy.description, id])
  }
}
