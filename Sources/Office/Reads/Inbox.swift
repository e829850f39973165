import GRDB
import Records
import Wording

/// Hộp việc: what needs a hand now, the most pressing first.
public struct InboxLine: Identifiable, Equatable, Sendable {
  public var line: DocumentLine
  public var need: Need

  public var id: Int64 { line.id }
}

/// Why a line stands in the box, in the order of the box.
public enum Need: Int, CaseIterable, Sendable {
  /// The number was used on paper before a restore.
  case enterAgain
  /// The sender asks for its document back, or has changed it, and awaits an answer.
  case requested
  /// Urgent and not handed on, or not even registered: at once (Decree 30/2020, articles 4.2c, 23.1).
  case urgent
  /// Came through the hub and is not registered: the same day, at the latest the next working day (article 4.2c).
  case arrived
  case overdue
  /// Not laid before the head by the working day after its arrival (article 23.1).
  case submissionLate
  case dueSoon
  /// Registered, to be submitted or routed.
  case toHandOn
  /// Submitted, an opinion is awaited.
  case opinion
  /// In hand, with a day ahead.
  case inHand
  case draft
  /// In hand without a day: shown, else the figures lie.
  case withoutDay
  /// Came from an office that was muted, and is not registered: shown apart.
  case muted

  public var words: Words {
    switch self {
    case .enterAgain: Words("chờ nhập lại", "enter again")
    case .requested: Words("nơi gửi yêu cầu", "sender asks")
    case .urgent: Words("khẩn", "urgent")
    case .arrived: Words("mới đến", "arrived")
    case .overdue: Words("quá hạn", "overdue")
    case .submissionLate: Words("chậm trình", "late to submit")
    case .dueSoon: Words("sắp đến hạn", "due soon")
    case .toHandOn: Words("chờ trình", "to hand on")
    case .opinion: Words("chờ ý kiến", "awaits opinion")
    case .inHand: Words("đang xử lý", "in hand")
    case .draft: Words("dự thảo", "draft")
    case .withoutDay: Words("không có hạn", "without a day")
    case .muted: Words("đã tắt tiếng", "muted")
    }
  }
}

enum Inbox {
  static let open = "('arrived', 'accepted', 'submitted', 'assigned', 'inProgress', 'draft', 'reserved')"

  /// As the index `document_open` has it.
  static let isOpen = "state IN \(open) OR requests > 0"

  /// The more urgent, the smaller: what is muted has one need, and says in no other way what presses.
  static let calm = "CASE urgency WHEN 'hoatoc' THEN 0 WHEN 'thuongkhan' THEN 1 WHEN 'khan' THEN 2 ELSE 3 END"

  /// The need of a line as a number, given: today, the last working day before today, the last day that is soon.
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
  /// The box: every open line with its need. `soon` is how many working days ahead count as soon.
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
            ORDER BY need, CASE WHEN need = 12 THEN \(Inbox.calm) ELSE 0 END, ifnull(dueDate, '9999'), id LIMIT ?4 OFFSET ?5
            """), arguments: arguments
      ).map { row in InboxLine(line: try DocumentLine(row: row), need: Need(rawValue: row["need"])!) }
    }
  }

  /// How many lines of each need the box holds.
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

  /// Quá hạn: open lines whose day is past, the longest first.
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
