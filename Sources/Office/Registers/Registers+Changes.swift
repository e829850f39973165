import GRDB
import Records
import Vietnamese

extension Registers {
  /// Applies an act to a line. Depends on nothing but the line and the act, so that a line can be rebuilt from its
  /// trail.
  ///
  /// - Returns: the reserved line whose number the act gave to this line, if there was one.
  @discardableResult
  func change(_ id: Int64, _ sourced: SourcedEntry) throws -> Int64? {
    guard !sourced.isReceived else {
      try changeForeign(id, sourced.entry)
      return nil
    }
    let filled = try changeOwn(id, sourced)
    // Whatever a colleague did with it meanwhile, and whatever their clock: a document that was destroyed for its
    // sender stays destroyed.
    if try isWithdrawn(id) { try withdraw(id) }
    try closeIfMerged(id)
    return filled
  }

  /// Does what the act of another office does here, and nothing else: `TravellingAct.effect`.
  private func changeForeign(_ id: Int64, _ entry: JournalEntry) throws {
    guard let travelling = entry.act.body as? any TravellingAct else { return }
    switch type(of: travelling).effect(at: try stage(of: id)) {
    case .changesLine: try entry.act.changing?.applyForeign(id, by: entry, in: self)
    case .asks(let request): try self.request(id, entry.reference, request)
    case .isRecorded: break
    }
  }

  /// Puts to this office what the sender of a document that was merged into the line did.
  func ask(_ id: Int64, _ entry: JournalEntry) throws {
    guard let travelling = entry.act.body as? any TravellingAct,
      case .asks(let request) = type(of: travelling).effect(at: try stage(of: id))
    else { return }
    try self.request(id, entry.reference, request)
  }

  private func changeOwn(_ id: Int64, _ sourced: SourcedEntry) throws -> Int64? {
    guard let changing = sourced.entry.act.changing else {
      preconditionFailure("\(sourced.entry.reference) is not about a document that exists")
    }
    let filled = try sourced.ownNumber.flatMap { try fill($0.book, $0.number, $0.suffix) }
    try changing.change(id, by: sourced.entry, in: self)
    return filled
  }

  func isNumbered(_ id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT number IS NOT NULL FROM document WHERE id = ?"), arguments: [id])!
  }

  func attach(_ id: Int64, _ files: [StoredFile]) throws {
    for file in files {
      try run(
        "INSERT OR IGNORE INTO attachment (document, sha256, name, size, mediaType) VALUES (?, ?, ?, ?, ?)",
        [id, file.sha256, file.name, min(max(file.size, 0), StoredFile.longest), file.mediaType])
    }
    try countFiles(id)
  }

  func detach(_ id: Int64, _ sha256: String) throws {
    try run("DELETE FROM attachment WHERE document = ? AND sha256 = ?", [id, sha256])
    try countFiles(id)
  }

  private func countFiles(_ id: Int64) throws {
    try run("UPDATE document SET files = (SELECT count(*) FROM attachment WHERE document = id) WHERE id = ?", [id])
  }

  /// Sets a field of a line to its corrected value. A value that the field cannot hold leaves it unchanged.
  func correct(_ id: Int64, _ field: Field, _ new: String) throws {
    if field == .toPlaces {
      return try run(
        """
        UPDATE document SET toPlaces = ?, organOrder = CASE direction WHEN 'outgoing' THEN ? ELSE organOrder END
        WHERE id = ?
        """, [new, OrderKeys.organ(new), id])
    }
    let line = try DocumentLine.fetchOne(db.cachedStatement(sql: DocumentLine.byID), arguments: [id])
    guard var document = line?.document else { throw RegisterFault.unknown("\(id)") }
    document.set(field, to: new)
    if field == .organName {
      let organ = try organ(named: new, nil, of: id)
      (document.organName, document.organID) = (organ?.name ?? new, organ?.id)
      try run(
        "UPDATE document SET organOrder = ? WHERE id = ? AND direction = 'incoming'",
        [OrderKeys.organ(document.organName), id])
    }
    try write(document, to: id)
  }
}
