import GRDB
import Records
import Vietnamese

extension Registers {
  /// Brings one line up to an act about it. Depends on nothing but the line and the act, so that a line can be made
  /// again from its trail. Gives the reserved line whose number the act took, if there was one.
  @discardableResult
  func change(_ id: Int64, _ told: Told) throws -> Int64? {
    guard !told.isReceived else {
      try hear(id, told.entry)
      return nil
    }
    let filled = try changeOwn(id, told.entry)
    // Whatever a colleague did with it meanwhile, by whatever clock: what its sender took back stays destroyed.
    if try isWithdrawn(id) { try withdraw(id) }
    return filled
  }

  private func changeOwn(_ id: Int64, _ entry: JournalEntry) throws -> Int64? {
    let day = entry.day.description
    switch entry.act {
    case .registered(let document, let book, let number, let suffix, let arrived, _, .some, _):
      let filled = try fill(book, number, suffix)
      try rewrite(id, document)
      try place(id, book, number, suffix, arrived)
      try run(
        "UPDATE document SET state = 'accepted', organOrder = ? WHERE id = ?",
        [OrderKeys.organ(document.organName), id])
      return filled
    case .submitted:
      try state(id, .submitted)
    case .routed(_, let assignments, let instruction, _):
      try route(id, assignments, instruction, day)
    case .progressed(_, let note):
      try run("UPDATE document SET state = 'inProgress', progress = ? WHERE id = ?", [note, id])
    case .settled(_, let answer, let note):
      try run(
        "UPDATE document SET state = 'completed', answer = ?, progress = ifnull(?, progress), closedOn = ? WHERE id = ?",
        [answer, note, day, id])
    case .sentBack(_, let reason):
      try run("UPDATE document SET state = 'returned', reason = ?, closedOn = ? WHERE id = ?", [reason, day, id])
    case .redrafted(_, let document, let to):
      // What left the house under a number stands as it left: the colleague who changed the draft had not heard of it.
      if try isNumbered(id) { break }
      try rewrite(id, document)
      try address(id, to)
    case .issued(let document, let book, let number, let suffix, let to, _, _, _, let replaces):
      let filled = try fill(book, number, suffix)
      try rewrite(id, document)
      try address(id, to)
      try place(id, book, number, suffix, document.issuedDate)
      try run(
        "UPDATE document SET state = 'issued', closedOn = ?, handedOn = ?, replaces = ? WHERE id = ?",
        [day, day, replaces?.description, id])
      return filled
    case .draftDiscarded:
      if try isNumbered(id) { break }
      try run("UPDATE document SET state = 'voided', closedOn = ? WHERE id = ?", [day, id])
    case .corrected(_, let field, _, let new, _):
      try correct(id, field, new)
    case .voided(_, let reason):
      try run("UPDATE document SET state = 'voided', reason = ?, closedOn = ? WHERE id = ?", [reason, day, id])
    case .attached(_, let file):
      try attach(id, [file])
    case .detached(_, let sha256, _):
      try detach(id, sha256)
    case .recalled(_, let reason):
      try run("UPDATE document SET state = 'recalled', reason = ? WHERE id = ?", [reason, id])
    case .reported(_, _, let status, _, let answers):
      try report(id, status, answering: answers)
    case .undone:
      break  // in the trail only: the line is made again without the act it names
    case .founded, .clerkNamed, .bookOpened, .groupNamed, .organNamed, .calendarSet, .senderMuted, .epochBegun,
      .numbersConfirmed,
      .custodyHandedOver, .custodyRecovered, .organsListed, .stationEnrolled, .stationRevoked,
      .registered(_, _, _, _, _, _, nil, _), .registeredProvisionally, .registerImported, .drafted:
      preconditionFailure("\(entry.reference) is not about a document that exists")
    }
    return nil
  }

  private func isNumbered(_ id: Int64) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT number IS NOT NULL FROM document WHERE id = ?"), arguments: [id])!
  }

  private func state(_ id: Int64, _ state: Processing) throws {
    try run("UPDATE document SET state = ? WHERE id = ?", [state.rawValue, id])
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

  /// Hands the line to its units. For information only, nothing is left to settle.
  private func route(_ id: Int64, _ assignments: [Assignment], _ instruction: String?, _ day: String) throws {
    try run("DELETE FROM assignment WHERE document = ?", [id])
    for (position, assignment) in assignments.enumerated() {
      try run(
        "INSERT INTO assignment (document, position, unit, unitKey, role, dueDate) VALUES (?, ?, ?, ?, ?, ?)",
        [
          id, position, assignment.unit, toneKey(assignment.unit), assignment.role.rawValue,
          assignment.dueDate?.description,
        ])
    }
    let lead = assignments.first { $0.role == .lead }
    try run(
      """
      UPDATE document SET state = ?, toPlaces = ?, instruction = ifnull(?, instruction), handedOn = ?,
        dueDate = ifnull(?, dueDate), closedOn = ?
      WHERE id = ?
      """,
      [
        lead == nil ? "completed" : "assigned", assignments.map(\.unit).joined(separator: "; "), instruction, day,
        lead?.dueDate?.description, lead == nil ? day : nil, id,
      ])
  }

  func correct(_ id: Int64, _ field: Field, _ new: String) throws {
    let value: String? = new.isEmpty ? nil : new
    switch field {
    case .code:
      try run("UPDATE document SET code = ?, codeKey = ? WHERE id = ?", [new, Duplicates.key(of: new), id])
    case .organName:
      let organ = try organ(named: new, nil, of: id)
      let name = organ?.name ?? new
      try run(
        """
        UPDATE document SET organName = ?, organKey = ?, organID = ?,
          organOrder = CASE direction WHEN 'incoming' THEN ? ELSE organOrder END
        WHERE id = ?
        """, [name, OrganDirectory.nameKey(name), organ?.id, OrderKeys.organ(name), id])
    case .issuedDate: try run("UPDATE document SET issuedDate = ? WHERE id = ?", [new, id])
    case .typeName:
      try run("UPDATE document SET typeName = ?, typeOrder = ? WHERE id = ?", [new, OrderKeys.type(new), id])
    case .subject:
      try run("UPDATE document SET subject = ?, subjectOrder = ? WHERE id = ?", [new, OrderKeys.subject(new), id])
    case .urgency: try run("UPDATE document SET urgency = ? WHERE id = ?", [new, id])
    case .signer:
      // The corrected name stands as it was given; the position is part of it.
      try run(
        "UPDATE document SET signerName = ?, signerPosition = NULL, signerOrder = ? WHERE id = ?",
        [value, OrderKeys.signer(value), id])
    case .pageAmount: try run("UPDATE document SET pageAmount = ? WHERE id = ?", [Int(new), id])
    case .issuedAmount: try run("UPDATE document SET issuedAmount = ? WHERE id = ?", [Int(new), id])
    case .dueDate: try run("UPDATE document SET dueDate = ? WHERE id = ?", [value, id])
    case .note: try run("UPDATE document SET note = ? WHERE id = ?", [value, id])
    case .toPlaces:
      try run(
        """
        UPDATE document SET toPlaces = ?, organOrder = CASE direction WHEN 'outgoing' THEN ? ELSE organOrder END
        WHERE id = ?
        """, [new, OrderKeys.organ(new), id])
    case .documentID: try run("UPDATE document SET documentID = ? WHERE id = ?", [value, id])
    }
  }
}
