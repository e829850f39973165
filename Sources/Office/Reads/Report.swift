import GRDB
import Records
import Vietnamese

/// The figures of a year, by the formulas of the provincial report: what came in, what went out, what was settled in
/// time.
public struct Report: Equatable, Sendable {
  public var year: Int
  public var incoming = 0
  public var outgoing = 0
  public var voided = 0
  /// Settled by the due date, settled after it, and settled without ever having one.
  public var settledInTime = 0
  public var settledLate = 0
  public var settledWithoutDay = 0
  /// Open: with a due date to come, with one in the past, without one. The last must be shown, otherwise the rate
  /// misleads.
  public var openInTime = 0
  public var openLate = 0
  public var openWithoutDay = 0
  /// By month, January first.
  public var incomingByMonth = [Int](repeating: 0, count: 12)
  public var outgoingByMonth = [Int](repeating: 0, count: 12)
  /// The ten most frequent; equal ones in the order of the dictionary.
  public var types: [Share] = []
  public var units: [Share] = []

  public struct Share: Equatable, Sendable {
    public var name: String
    public var amount: Int
  }

  /// The share settled in time of all documents with a due date that are settled or late: settled in time ÷ (settled in
  /// time + settled late + open and late). `nil` if there are none.
  public var inTimeRate: Double? {
    let all = settledInTime + settledLate + openLate
    return all == 0 ? nil : Double(settledInTime) / Double(all)
  }

  public var json: JSON {
    func shares(_ shares: [Share]) -> JSON {
      .array(shares.map { .object([("name", .string($0.name)), ("amount", .number($0.amount))]) })
    }
    return .object([
      ("year", .number(year)), ("incoming", .number(incoming)), ("outgoing", .number(outgoing)),
      ("voided", .number(voided)),
      ("settledInTime", .number(settledInTime)), ("settledLate", .number(settledLate)),
      ("settledWithoutDay", .number(settledWithoutDay)), ("openInTime", .number(openInTime)),
      ("openLate", .number(openLate)), ("openWithoutDay", .number(openWithoutDay)),
      ("inTimeRate", inTimeRate.map(JSON.decimal) ?? .null),
      ("incomingByMonth", .array(incomingByMonth.map(JSON.number))),
      ("outgoingByMonth", .array(outgoingByMonth.map(JSON.number))), ("types", shares(types)), ("units", shares(units)),
    ])
  }
}

extension Office {
  /// Returns the figures of a year as of `today`. Reads the lines of the year.
  public func report(year: Int, today: Day) throws -> Report {
    var report = Report(year: year)
    let (first, next) = (Int64(Day(year, 1, 1).ordinal) << 24, Int64(Day(year, 12, 31).ordinal + 1) << 24)
    try read { db in
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT direction, CAST(substr(day, 6, 2) AS INTEGER), state, dueDate, closedOn, count(*) FROM document
          WHERE id >= ? AND id < ? AND book IS NOT NULL GROUP BY 1, 2, 3, 4, 5
          """, arguments: [first, next])
      while let row = try rows.next() {
        let (direction, month, state, amount): (String, Int, String, Int) = (row[0], row[1], row[2], row[5])
        report.count(
          direction == "incoming", month, Processing(rawValue: state), due: row[3], closed: row[4], amount, today)
      }
      report.types = try shares(
        db, "SELECT typeName, count(*) FROM document WHERE id >= ? AND id < ? AND typeName <> '' GROUP BY 1", first,
        next)
      report.units = try shares(
        db,
        """
        SELECT unit, count(*) FROM assignment WHERE document >= ? AND document < ? AND role = 'lead' GROUP BY unitKey
        """, first, next)
    }
    return report
  }

  private func shares(_ db: Database, _ sql: String, _ first: Int64, _ next: Int64) throws -> [Report.Share] {
    let all = try Row.fetchAll(db, sql: sql, arguments: [first, next]).map { Report.Share(name: $0[0], amount: $0[1]) }
    let ordered = all.sortedByWords(\.name).enumerated()
    return ordered.sorted { (-$0.element.amount, $0.offset) < (-$1.element.amount, $1.offset) }.prefix(10).map(
      \.element)
  }
}

extension Report {
  fileprivate mutating func count(
    _ isIncoming: Bool, _ month: Int, _ state: Processing?, due: String?, closed: String?, _ amount: Int, _ today: Day
  ) {
    if isIncoming {
      incoming += amount
      incomingByMonth[month - 1] += amount
    } else {
      outgoing += amount
      outgoingByMonth[month - 1] += amount
    }
    switch state {
    case .voided: voided += amount
    case .completed where isIncoming:
      switch (due, closed) {
      case (nil, _): settledWithoutDay += amount
      case (.some(let due), .some(let closed)) where closed > due: settledLate += amount
      default: settledInTime += amount
      }
    case .arrived, .accepted, .submitted, .assigned, .inProgress:
      if let due {
        if due < today.description { openLate += amount } else { openInTime += amount }
      } else {
        openWithoutDay += amount
      }
    case .completed, .returned, .withdrawn, .draft, .issued, .recalled, .reserved, nil: break
    }
  }
}
