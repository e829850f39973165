import GRDB
import Records
import Wording

/// Hộp việc: the documents that something must be done about, the most urgent first.
public struct InboxLine: Identifiable, Equatable, Sendable {
  public var line: DocumentLine
  public var need: Need
  /// What two stations made of it, if that is why it is here.
  public var conflict: Bilingual?
  /// The recipients of a document that was sent that are why it is here: who sent it back, refused or answered, or has
  /// not taken it.
  public var recipients: [String] = []

  public var id: Int64 { line.id }
}

/// The reason why a line is in the inbox, in the order of the inbox.
public enum Need: Int, CaseIterable, Sendable {
  /// The number was used on paper before a restore.
  case enterAgain
  /// Another document has the same number.
  case doubled
  /// The sender has recalled or changed its document and waits for an answer.
  case requested
  /// Two stations of this office did different things with it, neither knowing of the other.
  case conflict
  /// Urgent, and not routed or not even registered: at once (Decree 30/2020, articles 4.2c, 23.1).
  case urgent
  /// A document of ours that the hub delivered to nobody.
  case held
  /// A document of ours that a recipient sent back.
  case returned
  /// A document of ours that a recipient does not give back, or does not change, as we asked.
  case recallRefused
  /// Arrived through the hub and is not registered: the same day, at the latest the next working day (article 4.2c).
  case arrived
  case overdue
  /// Not submitted to the head by the working day after its arrival (article 23.1).
  case submissionLate
  case dueSoon
  /// A document of ours that a recipient has not fetched, or not registered, for days.
  case untaken
  /// A document of ours that a recipient has answered.
  case answered
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
    case .doubled: Bilingual("số trùng", "number given twice")
    case .requested: Bilingual("nơi gửi yêu cầu", "sender asks")
    case .conflict: Bilingual("hai máy cùng sửa", "two stations")
    case .urgent: Bilingual("khẩn", "urgent")
    case .held: Bilingual("tỉnh giữ lại", "held by hub")
    case .returned: Bilingual("bị trả lại", "sent back")
    case .recallRefused: Bilingual("không đồng ý", "refused")
    case .arrived: Bilingual("mới đến", "arrived")
    case .overdue: Bilingual("quá hạn", "overdue")
    case .submissionLate: Bilingual("chậm trình", "late to submit")
    case .dueSoon: Bilingual("sắp đến hạn", "due soon")
    case .untaken: Bilingual("chưa ai nhận", "not taken")
    case .answered: Bilingual("đã trả lời", "answered")
    case .toHandOn: Bilingual("chờ trình", "to hand on")
    case .opinion: Bilingual("chờ ý kiến", "awaits opinion")
    case .inHand: Bilingual("đang xử lý", "in hand")
    case .draft: Bilingual("dự thảo", "draft")
    case .withoutDay: Bilingual("không có hạn", "without a day")
    case .muted: Bilingual("đã tắt tiếng", "muted")
    }
  }

  /// Whether it is about an outgoing document that was sent.
  public var isOfSent: Bool {
    switch self {
    case .held, .returned, .recallRefused, .untaken, .answered: true
    case .enterAgain, .doubled, .requested, .conflict, .urgent, .arrived, .overdue, .submissionLate, .dueSoon,
      .toHandOn, .opinion, .inHand,
      .draft, .withoutDay, .muted:
      false
    }
  }
}

enum Inbox {
  static let open = "('arrived', 'accepted', 'submitted', 'assigned', 'inProgress', 'draft', 'reserved')"

  /// The condition of the index `document_open`.
  static let isOpen = "state IN \(open) OR requests > 0"

  /// The condition that a document has a number which another one bears. A voided one needs nothing any more.
  private static let isDoubled = "doubled > 0 AND state <> 'voided'"
  private static let isSettled = "(doubled = 0 OR state = 'voided')"

  /// The urgency as a sort key, smaller for more urgent: it orders the muted lines, which all have the same need.
  static let calm = "CASE urgency WHEN 'hoatoc' THEN 0 WHEN 'thuongkhan' THEN 1 WHEN 'khan' THEN 2 ELSE 3 END"

  /// The condition that the office that sent it is muted here.
  static let isMuted = """
    EXISTS (SELECT 1 FROM muted JOIN peer USING (organ) WHERE isMuted AND peer.station = substr(document.entry, 1, 8))
    """

  /// The documents with which two stations did different things, until the clerk has looked.
  private static let unseen = "SELECT document FROM conflict WHERE NOT isSeen"

  /// The need of a line as a number; its parameters are today, the last working day before today, and the last day that
  /// counts as soon.
  private static let need = """
    CASE
      WHEN state = 'reserved' THEN \(Need.enterAgain.rawValue)
      WHEN requests > 0 THEN \(Need.requested.rawValue)
      WHEN document.id IN (\(unseen)) THEN \(Need.conflict.rawValue)
      WHEN state = 'arrived' AND \(isMuted) THEN \(Need.muted.rawValue)
      WHEN urgency <> 'thuong' AND state IN ('arrived', 'accepted', 'submitted') THEN \(Need.urgent.rawValue)
      WHEN state = 'arrived' THEN \(Need.arrived.rawValue)
      WHEN dueDate < ?1 THEN \(Need.overdue.rawValue)
      WHEN state = 'accepted' AND day < ?2 THEN \(Need.submissionLate.rawValue)
      WHEN dueDate <= ?3 THEN \(Need.dueSoon.rawValue)
      WHEN state = 'accepted' THEN \(Need.toHandOn.rawValue)
      WHEN state = 'submitted' THEN \(Need.opinion.rawValue)
      WHEN state = 'draft' THEN \(Need.draft.rawValue)
      WHEN dueDate IS NOT NULL THEN \(Need.inHand.rawValue)
      ELSE \(Need.withoutDay.rawValue)
    END
    """

  /// How many working days a recipient may leave a document untaken before the clerk is told, and for how many days the
  /// clerk is told.
  private static let patience = (workingDays: 3, days: 90)

  /// The condition that something of a delivery has to be looked at.
  static func needsLook(_ today: Day, _ calendar: WorkingCalendar) -> String {
    let late = calendar.adding(workingDays: -patience.workingDays, to: today)
    return """
      isSeen = 0 AND (place = 'held' OR event IS NOT NULL
        OR place IN ('hub', 'arrived') AND day < '\(late)' AND day >= '\(today.adding(days: -patience.days))')
      """
  }

  /// The need of a document that was sent, as a number, from a row of `delivery`.
  fileprivate static let needOfSent = """
    CASE
      WHEN place = 'held' THEN \(Need.held.rawValue)
      WHEN event = 'returned' THEN \(Need.returned.rawValue)
      WHEN event = 'refused' THEN \(Need.recallRefused.rawValue)
      WHEN event = 'answered' THEN \(Need.answered.rawValue)
      ELSE \(Need.untaken.rawValue)
    END
    """

  /// The lines of the inbox with their needs: open ones, and those that were sent and need a look.
  static func lines(_ columns: String, _ today: Day, _ calendar: WorkingCalendar) -> String {
    """
    SELECT \(columns)\(need) AS need FROM document INDEXED BY document_open WHERE (\(isOpen)) AND \(isSettled)
    UNION ALL
    SELECT \(columns)\(Need.doubled.rawValue) FROM document INDEXED BY document_doubled WHERE \(isDoubled)
    UNION ALL
    SELECT \(columns)sent.need FROM (
      SELECT document AS id, min(\(needOfSent)) AS need FROM delivery WHERE \(needsLook(today, calendar))
      GROUP BY document
    ) AS sent CROSS JOIN document ON document.id = sent.id WHERE \(isSettled) AND document.id NOT IN (\(unseen))
    UNION ALL
    SELECT \(columns)\(Need.conflict.rawValue)
    FROM (SELECT DISTINCT document AS id FROM conflict WHERE NOT isSeen) AS two
    CROSS JOIN document ON document.id = two.id
    WHERE NOT (\(isOpen)) AND \(isSettled)
    """
  }
}

extension Office {
  /// Returns the inbox: every open line with its need, and every document that was sent and needs a look.
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
            SELECT * FROM (\(Inbox.lines("\(DocumentLine.columns), ", today, calendar)))
            ORDER BY need, CASE WHEN need = \(Need.muted.rawValue) THEN \(Inbox.calm) ELSE 0 END, \
            ifnull(dueDate, '9999'), id LIMIT ?4 OFFSET ?5
            """), arguments: arguments
      ).map { row in
        let line = InboxLine(line: try DocumentLine(row: row), need: Need(rawValue: row["need"])!)
        if line.need.isOfSent { return try line.withRecipients(today, calendar, db) }
        return line.need == .conflict ? try line.withConflict(db) : line
      }
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
            SELECT need, count(*) FROM (\(Inbox.lines("", today, calendar))) GROUP BY 1
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

extension InboxLine {
  fileprivate func withRecipients(_ today: Day, _ calendar: WorkingCalendar, _ db: Database) throws -> InboxLine {
    var line = self
    line.recipients = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT name FROM recipient WHERE document = ?1 AND position IN (
            SELECT position FROM delivery
            WHERE document = ?1 AND \(Inbox.needOfSent) = ?2 AND \(Inbox.needsLook(today, calendar)))
          ORDER BY position
          """), arguments: [id, need.rawValue])
    return line
  }

  fileprivate func withConflict(_ db: Database) throws -> InboxLine {
    var line = self
    line.conflict = Conflict.all(in: try Journal(db).entries(about: id)).last?.words
    return line
  }
}
