import GRDB
import Records
import Wording

/// What an office may send in a day, and how much of its files the hub keeps, as a command says it. What is over is not lost, it comes later.
public struct Quota: Equatable, Sendable {
  /// Documents issued to offices of the exchange, and letters that go into mailboxes, whatever they are about.
  public var documents: Int
  public var recipients: Int
  /// Of entries and files, and of files that are kept.
  public var bytes: Int
  public var storage: Int
  /// Of one document (`ChangesOfDay`).
  public var changes: Int

  /// More than the busiest office of a province has on its busiest day: 60 documents to all 60 communes are 3,600 letters
  /// (docs/performance.md), a day of scans 300 MB. Ten years of a busy commune's scans are 20 GB. A document is corrected a few times in
  /// its life, and a file of a large one has some hundred parts.
  public static let usual = Quota(documents: 500, recipients: 20_000, bytes: 2 << 30, storage: 50 << 30, changes: 500)
  static let none = Quota()

  public init(documents: Int = 0, recipients: Int = 0, bytes: Int = 0, storage: Int = 0, changes: Int = 0) {
    (self.documents, self.recipients, self.bytes, self.storage) = (documents, recipients, bytes, storage)
    self.changes = changes
  }

  /// What is set. The raw values are what is stored and typed.
  public enum Thing: String, CaseIterable, Sendable {
    case documents, recipients, bytes, storage, changes
  }

  /// Those that are summed up for an office; changes are counted for each document by itself.
  public static let counted: [Thing] = [.documents, .recipients, .bytes, .storage]
  /// Those that begin anew every day.
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
  /// What is counted, and of what time.
  public var words: Words {
    switch self {
    case .documents: Words("văn bản", "documents")
    case .recipients: Words("nơi nhận", "recipients")
    case .bytes: Words("gửi", "sent")
    case .storage: Words("giữ", "kept")
    case .changes: Words("sửa một văn bản", "changes of a document")
    }
  }

  /// Whether it is a size and may be typed as `500MB`.
  public var isSize: Bool { self == .bytes || self == .storage }

  /// An amount, wherever one is shown: `500`, `20.000`, `2 GB`.
  public func shown(_ value: Int, _ language: Language) -> String {
    guard isSize else { return Quota.Thing.grouped(value, language) }
    if value >= 1 << 30, value % (1 << 30) == 0 { return "\(value >> 30) GB" }
    return value < 1 << 20 ? "\((value + 1023) >> 10) kB" : "\(value >> 20) MB"
  }

  /// What was set, to the byte: `2 GB`, `1536 kB`, `2 byte`.
  public func exactly(_ value: Int, _ language: Language) -> String {
    guard isSize, value > 0 else { return shown(value, language) }
    let units = [("GB", 30), ("MB", 20), ("kB", 10)]
    if let (unit, bits) = units.first(where: { value % (1 << $0.1) == 0 }) { return "\(value >> bits) \(unit)" }
    return Words("\(value) byte", "\(value) bytes")[language]
  }

  /// The least that is worth setting: below it not one document gets through whole. Nothing at all may be said.
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

/// How an office stands: what it may, what it has had today, what is kept of it.
public struct QuotaStanding: Equatable, Sendable {
  public var organ: Organ.ID
  public var organName: String
  /// For an ordinary day.
  public var quota: Quota
  /// What was said for this office alone.
  public var own: [Quota.Thing]
  /// Today; `storage` is all that is kept.
  public var spent: Quota
  /// For so many days at once: an office that was not here for some days sends what came together in them.
  public var days: Int

  /// The offices that do not want to hear of it.
  public var mutedBy: [Organ.ID]

  /// What waits until tomorrow, or until more is allowed.
  public var isOver: Bool
}

extension Quota {
  /// An office that was away has the allowance of so many days at most.
  static let mostDays = 7

  /// - Returns: its quota, and what of it was said for it alone.
  static func of(_ organ: Organ.ID, _ db: Database) throws -> (quota: Quota, own: [Quota.Thing]) {
    var quota = Quota.usual
    var own: [Quota.Thing] = []
    // '' is before any key.
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

  /// What is kept of an office's files, with those that are under way.
  static func kept(_ organ: Organ.ID, _ db: Database) throws -> Int {
    let whole = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(size), 0) FROM contents WHERE broughtBy = ?"), arguments: [organ])
    let begun = try Int.fetchOne(
      db.cachedStatement(sql: "SELECT ifnull(sum(got), 0) FROM concerns WHERE organ = ? AND wanted = 1"),
      arguments: [organ])
    return (whole ?? 0) + (begun ?? 0)
  }
}

/// What an office has had on a day, and what is left of it.
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

  /// What would be over if so much more were taken. The first of a day is always taken: nothing is so large that it never goes on;
  /// but an allowance of nothing is nothing.
  func isOver(_ cost: Quota) -> Quota.Thing? {
    Quota.daily.first { thing in
      let most = quota[thing] * days
      guard cost[thing] > 0 else { return false }
      return most == 0 || spent[thing] > 0 && spent[thing] + cost[thing] > most
    }
  }

  /// What is over for the batch that was too much before.
  var isStillOver: Quota.Thing? { isOver(over) }

  /// Writes down what was taken.
  mutating func spend(_ cost: Quota, _ db: Database) throws {
    for thing in Quota.daily { spent[thing] += cost[thing] }
    over = .none
    try keep(db)
  }

  /// Writes down what was too much.
  mutating func refuse(_ cost: Quota, _ db: Database) throws {
    over = cost
    try keep(db)
  }

  private func keep(_ db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO spent (organ, day, documents, recipients, bytes, overDocuments, overRecipients, overBytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      organ, day.description, spent.documents, spent.recipients, spent.bytes, over.documents, over.recipients,
      over.bytes,
    ])
  }
}
