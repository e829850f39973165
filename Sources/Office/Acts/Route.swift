import GRDB
import Records
import Vietnamese
import Wording

extension OfficeTransaction {
  /// Chuyển giao: routes a document to one lead unit, and to any number for cooperation and for information. For
  /// information only, nothing is left to settle.
  @discardableResult
  public func route(
    _ line: DocumentLine, to assignments: [Assignment], instruction: String? = nil, instructedBy: String? = nil
  ) throws -> DocumentLine {
    let line = try current(line)
    try expect(line, .incoming, "chuyển", "routed", [.accepted, .submitted, .assigned, .inProgress])
    guard !assignments.isEmpty else { throw HandlingRefusal.nobody }
    guard assignments.count(where: { $0.role == .lead }) <= 1 else { throw HandlingRefusal.twoLeads }
    if assignments.contains(where: { $0.role == .cooperating }), !assignments.contains(where: { $0.role == .lead }) {
      throw HandlingRefusal.noLead
    }
    for assignment in assignments {
      try FieldLimits.check(assignment.unit, Bilingual("đơn vị", "unit"), 1...200)
      if let due = assignment.dueDate { try FieldLimits.check(due, Field.dueDate.words) }
      if let due = assignment.dueDate, due < line.day { throw HandlingRefusal.dueBeforeArrival(due, line.day) }
    }
    try FieldLimits.check(instruction, Bilingual("ý kiến chỉ đạo", "instruction"), 0...2000)
    try FieldLimits.check(instructedBy, Bilingual("người chỉ đạo", "head"), 1...100)
    return try changed(
      line,
      .routed(
        .init(
          document: try line.made(), assignments: assignments, instruction: instruction, instructedBy: instructedBy,
          seen: try seen(of: line))))
  }
}

extension Acts.Routed: LineChange {
  /// Assigns the line to its units. For information only, it is completed at once.
  func change(_ id: Int64, by entry: JournalEntry, in registers: Registers) throws {
    try registers.run("DELETE FROM assignment WHERE document = ?", [id])
    for (position, assignment) in assignments.enumerated() {
      try registers.run(
        "INSERT INTO assignment (document, position, unit, unitKey, role, dueDate) VALUES (?, ?, ?, ?, ?, ?)",
        [
          id, position, assignment.unit, toneKey(assignment.unit), assignment.role.rawValue,
          assignment.dueDate?.description,
        ])
    }
    let (lead, day) = (assignments.first { $0.role == .lead }, entry.day.description)
    try registers.run(
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
}
