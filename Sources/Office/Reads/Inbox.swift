import GRDB
import Records
import Wording

/// Hộp việc: the documents that something must be done about, the most urgent first.
public struct InboxLine: Identifiable, Equatable, Sendable {
  public var line: DocumentLine
  public var need: Need

  public var id: Int64 { line.id }
}

/// The reason why a line is in the inbox, in the order of the inbox.
public enum Need: Int, CaseIterable, Sendable {
  /// The number was used on paper before a restore.
  case enterAgain
  /// The sender has recalled or changed its document and waits for an answer.
  case requested
  /// Urgent, and not routed or not even registered: at once (Decree 30/2020, articles 4.2c, 23.1).
  case urgent
  /// Arrived through the hub and is not registered: the same day, at the latest the next working day (article 4.2c).
  case arrived
  case overdue
  /// Not submitted to the head by the working day after its arrival (article 23.1).
  case submissionLate
  case dueSoon
  /// Registered, to be submitted or routed.
  case toHandOn
  /// Submitted, waits for an opinion.
  case opinion
  /// Assigned or in progress, with a due date to come.
  case inHand
  case draft
  /// Assigned or in progress without a due date: shown, otherwise the figures would mislead.
  case withoutDay
  /// From a muted office, and not registered: shown separately.
  case muted

  public var words: Bilingual {
    switch self {
    case .enterAgain: Bilingual("chờ nhập lại", "enter again")
    case .requested: Bilingual("nơi gửi yêu cầu", "sender asks")
    case .urgent: Bilingual("khẩn", "urgent")
    case .arrived: Bilingual("mới đến", "arrived")
    case .overdue: Bilingual("quá hạn", "overdue")
    case .submissionLate: Bilingual("chậm trình", "late to submit")
    case .dueSoon: Bilingual("sắp đến hạn", "due soon")
    case .toHandOn: Bilingual("chờ trình", "to hand on")
    case .opinion: Bilingual("chờ ý kiến", "awaits opinion")
    case .inHand: Bilingual("đang xử lý", "in hand")
    case .draft: Bilingual("dự thảo", "draft")
    case .withoutDay: Bilingual("không có hạn", "without a day")
    case .muted: Bilingual("đã tắt tiếng", "muted")
    }
  }
}

enum Inbox {
  static let open = "('arrived', 'accepted', 'submitted', 'assigned', 'inProgress', 'draft', 'reserved')"

  /// The condition of the index `document_open`.
  static let isOpen = "state IN \(open) OR requests > 0"

  /// The urgency as a sort key, smaller for more urgent: it orders the muted lines, which all have the same need.
  static let calm = "CASE urgency WHEN 'hoatoc' THEN 0 WHEN 'thuongkhan' THEN 1 WHEN 'khan' THEN 2 ELSE 3 END"

  /// The need of a line as a number; its parameters are today, the last working day before today, and the last day that
  /// counts as soon.
  static let need = """
    CASE
      WHEN state = 'reserved' THEN 0
      WHEN requests > 0 THEN 1
      WHEN state = 'arrived' AND EXISTS (
        SELECT 1 FROM muted JOIN peer USING (organ) WHERE isMuted AND peer.station = substr(document.entry, 1, 8)
      ) THEN 12
      WHEN urgency <> 'thuong' AND state IN ('arrived', 'accepted', 'submitted') THEN 2
      WHEN state = 'arrived' THEN 3
      WHEN dueDate < ?1 THEN 4
      WHEN state = 'accepted' AND day < ?2 THEN 5
      WHEN dueDate <= ?3 THEN 6
      WHEN state = 'accepted' THEN 7
      WHEN state = 'submitted' THEN 8
      WHEN state = 'draft' THEN 10
      WHEN dueDate IS NOT NULL THEN 9
      ELSE 11
    END
    """
}

extension Office {
  /// Returns the inbox: every open line with its need.
  ///
  /// - Parameter soon: how many working days ahead count as soon.
  public func inbox(
    today: Day, calendar: WorkingCalendar, soon: Int = 3, offset: Int = 0, limit: Int = 1000
  ) throws -> [InboxLine] {
    let arguments: StatementArguments = [
      today.description, calendar.adding(workingDays: -1, to: today).description,
      calendar.adding(workingDays: soon, to: today).description, limit, offset,
    ]
    return try read { db in
      try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(DocumentLine.columns), \(Inbox.need) AS need FROM document INDEXED BY document_open
            WHERE \(Inbox.isOpen)
            ORDER BY need, CASE WHEN need = 12 THEN \(Inbox.calm) ELSE 0 END, \
            ifnull(dueDate, '9999'), id LIMIT ?4 OFFSET ?5
            """), arguments: arguments
      ).map { row in InboxLine(line: try DocumentLine(row: row), need: Need(rawValue: row["need"])!) }
    }
  }

  /// Returns how many lines of each need the inbox contains.
  public func inboxCounts(today: Day, calendar: WorkingCalendar, soon: Int = 3) throws -> [Need: Int] {
    let arguments: StatementArguments = [
      today.description, calendar.adding(workingDays: -1, to: today).description,
      calendar.adding(workingDays: soon, to: today).description,
    ]
    return try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(Inbox.need) AS need, count(*) FROM document INDEXED BY document_open
            WHERE \(Inbox.isOpen) GROUP BY 1
            """), arguments: arguments)
      return Dictionary(uniqueKeysWithValues: rows.map { (Need(rawValue: $0[0])!, $0[1]) })
    }
  }

  /// Returns the lines that are quá hạn: open, with a due date in the past, the longest overdue first.
  public func overdue(today: Day, limit: Int = 1000) throws -> [DocumentLine] {
    try read { db in
      try DocumentLine.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT \(DocumentLine.columns) FROM document INDEXED BY document_open
            WHERE (\(Inbox.isOpen)) AND state IN \(Inbox.open) AND dueDate < ? ORDER BY dueDate, id LIMIT ?
            """), arguments: [today.description, limit])
    }
  }
}
