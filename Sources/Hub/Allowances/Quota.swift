import GRDB
import Records
import RecordsSQL
import Wording

/// What an office may send in a day, and how much of its files the hub stores; set by a command. What exceeds it is not
/// lost, but comes later.
public struct Quota: Equatable, Sendable {
  /// Documents issued to offices of the exchange, and items put into mailboxes, whatever they are about.
  public var documents: Int
  public var recipients: Int
  /// Bytes of entries and files sent, and of files stored.
  public var bytes: Int
  public var storage: Int
  /// Changes of one document (`ChangesOfDay`).
  public var changes: Int

  /// The default: more than the busiest office of a province needs on its busiest day: 60 documents to all 60 communes
  /// are 3,600 deliveries (docs/performance.md), a day of scans 300 MB. Ten years of a busy commune's scans are 20 GB.
  /// A document is corrected a few times, and a large one has some hundred attached files.
  public static let usual = Quota(documents: 500, recipients: 20_000, bytes: 2 << 30, storage: 50 << 30, changes: 500)
  static let none = Quota()

  public init(documents: Int = 0, recipients: Int = 0, bytes: Int = 0, storage: Int = 0, changes: Int = 0) {
    (self.documents, self.recipients, self.bytes, self.storage) = (documents, recipients, bytes, storage)
    self.changes = changes
  }

  /// The settings. The raw values are stored and typed.
  public enum Thing: String, CaseIterable, Sendable {
    case documents, recipients, bytes, storage, changes
  }

  /// Those that are summed up for an office; changes are counted for each document separately.
  public static let counted: [Thing] = [.documents, .recipients, .bytes, .storage]
  /// Those that start from 0 every day.
  static let daily: [Thing] = [.documents, .recipients, .bytes]

  public subscript(thing: Thing) -> Int {
    get {
      switch thing {
      case .documents: documents
      case .recipients: recipients
      case .bytes: bytes
      case .storage: storage
      case .changes: changes
      }
    }
    set {
      switch thing {
      case .documents: documents = newValue
      case .recipients: recipients = newValue
      case .bytes: bytes = newValue
      case .storage: storage = newValue
      case .changes: changes = newValue
      }
    }
  }
}

extension Quota.Thing {
  /// The name of a setting.
  public var words: Bilingual {
    switch self {
    case .documents: Bilingual("văn bản", "documents")
    case .recipients: Bilingual("nơi nhận", "recipients")
    case .bytes: Bilingual("gửi", "sent")
    case .storage: Bilingual("giữ", "kept")
    case .changes: Bilingual("sửa một văn bản", "changes of a document")
    }
  }

  /// Whether it is a size and may be typed as `500MB`.
  public var isSize: Bool { self == .bytes || self == .storage }

  /// An amount, rounded: `500`, `20.000`, `2 GB`.
  public func shown(_ value: Int, _ language: Language) -> String {
    guard isSize else { return Quota.Thing.grouped(value, language) }
    if value >= 1 << 30, value % (1 << 30) == 0 { return "\(value >> 30) GB" }
    return value < 1 << 20 ? "\((value + 1023) >> 10) kB" : "\(value >> 20) MB"
  }

  /// A setting, exact to the byte: `2 GB`, `1536 kB`, `2 byte`.
  public func exactly(_ value: Int, _ language: Language) -> String {
    guard isSize, value > 0 else { return shown(value, language) }
    let units = [("GB", 30), ("MB", 20), ("kB", 10)]
    if let (unit, bits) = units.first(where: { value % (1 << $0.1) == 0 }) { return "\(value >> bits) \(unit)" }
    return Bilingual("\(value) byte", "\(value) bytes")[language]
  }

  /// The smallest sensible setting other than 0: below it not a single document would be accepted.
  public var least: Int {
    switch self {
    case .bytes, .storage: 1 << 20
    case .documents, .recipients, .changes: 1
    }
  }

  private static func grouped(_ value: Int, _ language: Language) -> String {
    let digits = Array(String(value))
    return digits.indices.map { place in
      let isFirst = place == 0 || (digits.count - place) % 3 != 0
      return (isFirst ? "" : language == .vietnamese ? "." : ",") + String(digits[place])
    }.joined()
  }
}

/// An office's quota, what it has used today, and what is stored of its files.
public struct QuotaStanding: Equatable, Sendable {
  public var organ: Organ.ID
  public var organName: String
  /// For an ordinary day.
  public var quota: Quota
  /// The settings made for this office alone.
  public var own: [Quota.Thing]
  /// Today; `storage` is all that is stored.
  public var spent: Quota
  /// The number of days the quota is multiplied by: an office that was away sends what accumulated.
  public var days: Int

  /// The offices that have muted this one.
  public var mutedBy: [Organ.ID]

  /// Whether something waits until tomorrow, or until the quota is raised.
  public var isOver: Bool
}

extension Quota {
  /// The most days whose allowance an office that was away can have.
  static let mostDays = 7

  /// - Returns: its quota, and the settings made for it alone.
  static func of(_ organ: Organ.ID, _ db: Database) throws -> (quota: Quota, own: [Quota.Thing]) {
    var quota = Quota.usual
    var own: [Quota.Thing] = []
    // '' sorts before any key, so an office's own settings override.
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT organ, thing, most FROM allowances WHERE organ IN ('', ?) ORDER BY organ, thing"),
      arguments: [organ])
    for row in rows {
      guard let thing = Quota.Thing(rawValue: row[1]) else { continue }
      quota[thing] = row[2]
      if row[0] == organ, !organ.isEmpty { own.append(thing) }
    }
    return (quota, own)
  }

  /// The bytes stored of an office's files, including unfinished uploads.
  static func kept(_ organ: Organ.ID, _ db: Database) throws -> Int {
    let whole = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(size), 0) FROM contents WHERE broughtBy = ?"), arguments: [organ])
    let begun = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(got), 0) FROM concerns WHERE organ = ? AND wanted = 1"),
      arguments: [organ])
    return (whole ?? 0) + (begun ?? 0)
  }
}

/// What an office has used on a day, and what is left.
struct Purse {
  let organ: Organ.ID
  let day: Day
  let quota: Quota
  let days: Int
  private(set) var spent: Quota
  private(set) var over: Quota

  init(_ organ: Organ.ID, on day: Day, _ db: Database) throws {
    self.organ = organ
    self.day = day
    quota = try Quota.of(organ, db).quota
    (spent, over) = (.none, .none)
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT documents, recipients, bytes, overDocuments, overRecipients, overBytes FROM spent
          WHERE organ = ? AND day = ?
          """), arguments: [organ, day.description])
    if let row {
      spent = Quota(documents: row[0], recipients: row[1], bytes: row[2])
      over = Quota(documents: row[3], recipients: row[4], bytes: row[5])
    }
    let before = try String.fetchOne(
      db.cachedStatement(sql: "SELECT max(day) FROM spent WHERE organ = ? AND day < ?"),
      arguments: [organ, day.description])
    days = min(Quota.mostDays, max(1, before.flatMap { Day($0) }.map { $0.days(to: day) } ?? 1))
  }

  /// The setting that would be exceeded if so much more were accepted. The first batch of a day is always accepted, so
  /// that nothing is too large to ever pass; but an allowance of 0 means none.
  func isOver(_ cost: Quota) -> Quota.Thing? {
    Quota.daily.first { thing in
      let most = quota[thing] * days
      guard cost[thing] > 0 else { return false }
      return most == 0 || spent[thing] > 0 && spent[thing] + cost[thing] > most
    }
  }

  /// The setting that is still exceeded by the batch that was refused before.
  var isStillOver: Quota.Thing? { isOver(over) }

  /// Records what was accepted.
  mutating func spend(_ cost: Quota, _ db: Database) throws {
    for thing in Quota.daily { spent[thing] += cost[thing] }
    over = .none
    try keep(db)
  }

  /// Records what was refused.
  mutating func refuse(_ cost: Quota, _ db: Database) throws {
    over = cost
    try keep(db)
  }

  private func keep(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO spent (organ, day, documents, recipients, bytes, overDocuments, \
        overRecipients, overBytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      organ, day.description, spent.documents, spent.recipients, spent.bytes, over.documents, over.recipients,
      over.bytes,
    ])
  }
}
