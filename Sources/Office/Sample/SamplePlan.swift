import GRDB
import Records

/// The size and the content of a sample office.
public struct SamplePlan: Sendable {
  /// The number of lines in its registers, including drafts.
  public var documents: Int
  /// The same seed makes the same office.
  public var seed: UInt64
  /// The last day.
  public var today: Day
  public var years: Int
  public var profile: OfficeProfile

  /// - Parameter years: if not given, one year for up to 4,000 documents and more years for more, at most 20.
  public init(documents: Int, seed: UInt64, today: Day, years: Int? = nil, profile: OfficeProfile? = nil) {
    self.documents = max(0, documents)
    self.seed = seed
    self.today = today
    self.years = min(max(years ?? (documents + 3_999) / 4_000, 1), 20)
    self.profile =
      profile
      ?? OfficeProfile(
        organID: "000.01.47.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: "UBND tỉnh Cao Bằng")
  }

  /// The two clerks of every sample.
  static let clerks = ["Nông Thị Hương", "Lý Văn Sơn"]

  /// About two of three documents are incoming.
  var incoming: Int { (documents * 65 + 50) / 100 }
  var outgoing: Int { documents - incoming }

  /// Whether a file is a sample: it has the sample's agency and its two clerks, who do not work together in any real
  /// office.
  static func made(_ db: Database) throws -> Bool {
    let profile = SamplePlan(documents: 0, seed: 0, today: Day.first).profile
    guard try String.fetchOne(db, sql: "SELECT organID FROM office") == profile.organID else { return false }
    return try Set(String.fetchAll(db, sql: "SELECT name FROM clerk")).isSuperset(of: clerks)
  }
}

/// The working days of a sample office, and the number of documents on each.
struct SampleDays {
  let days: [Day]
  let incoming: [Int]
  let outgoing: [Int]

  init(_ plan: SamplePlan, _ random: inout SampleRandom) {
    let start = plan.today.adding(months: -12 * plan.years).adding(days: 1)
    let calendar = WorkingCalendar.shipped
    var days = (start.ordinal...plan.today.ordinal).compactMap { Day(ordinal: $0) }.filter(calendar.isWorkingDay)
    if days.isEmpty { days = [plan.today] }
    // Mondays have more documents, and no two days are alike.
    let weights = days.map { ($0.weekday == .monday ? 1.4 : 1) * (0.5 + random.unit()) }
    self.days = days
    incoming = SampleDays.share(plan.incoming, weights)
    outgoing = SampleDays.share(plan.outgoing, weights)
  }

  var last: Int { days.count - 1 }
  var incomingPerDay: Double { Double(incoming.reduce(0, +)) / Double(days.count) }
  var outgoingPerDay: Double { Double(outgoing.reduce(0, +)) / Double(days.count) }

  /// Splits a number by weights, without a remainder.
  private static func share(_ whole: Int, _ weights: [Double]) -> [Int] {
    let total = weights.reduce(0, +)
    var (sum, given) = (0.0, 0)
    return weights.enumerated().map { index, weight in
      sum += weight
      let reached = index == weights.count - 1 ? whole : Int((Double(whole) * sum / total).rounded())
      defer { given = reached }
      return reached - given
    }
  }
}
