import GRDB
import Records
import RecordsSQL
import Wording

/// The evidence that the clock is slow now, as with a dead battery, so that days after the clock's are not the work of
/// a clock that was ahead.
public enum SlowClock: Equatable, Sendable {
  /// It is before the day of the program's version.
  case beforeProgram(Day)
  /// It is before the hub's last answer.
  case beforeHub(Day)
  /// Numbers were given on more days after the clock's than have passed since the last act before them.
  case tooManyDays(Int)

  /// Looks for evidence. A clock that was ahead runs no faster than any other: on one day of work it numbers on one
  /// day.
  ///
  /// - Parameter days: the days after today on which numbers that are not voided were given.
  static func read(_ db: Database, today: Day, numbered days: Set<Day>) throws -> SlowClock? {
    if today < Build.day { return .beforeProgram(Build.day) }
    let hubTime = try Int64.fetchOne(db, sql: "SELECT hubTime FROM clock") ?? 0
    let hub = Day(unixSeconds: Int(hubTime / 1000))
    if today.adding(days: 1) < hub { return .beforeHub(hub) }
    let since = try lastDay(beforeThoseAfter: today, db) ?? today
    return days.count > today.ordinal - since.ordinal + 1 ? .tooManyDays(days.count) : nil
  }

  /// Returns the day of this station's last act before it acted on a day after `today`. Acts that were mended before
  /// are skipped.
  private static func lastDay(beforeThoseAfter today: Day, _ db: Database) throws -> Day? {
    let station = try Station.read(db).id
    return try String.fetchOne(
      db,
      sql: """
        SELECT max(day) FROM journal WHERE station = ?1 AND day <= ?2 AND (epoch, sequence) < (
          SELECT epoch, sequence FROM journal
          WHERE station = ?1 AND day > ?2 AND time >> 16 >= (SELECT mistrusted FROM clock)
          ORDER BY epoch, sequence LIMIT 1)
        """, arguments: [station, today.description]
    ).flatMap { Day($0) }
  }

  public var words: Bilingual {
    switch self {
    case .beforeProgram(let day):
      Bilingual("chương trình này làm ngày \(day.display)", "this program was built on \(day.display)")
    case .beforeHub(let day):
      Bilingual("tỉnh đã trả lời ngày \(day.display)", "the hub answered on \(day.display)")
    case .tooManyDays(let count):
      Bilingual("có số của \(count) ngày sau đó", "numbers were assigned on \(count) days after that")
    }
  }

  /// Only the last case can have another reason: the clock has jumped several times in a day.
  var otherWay: Bilingual {
    switch self {
    case .beforeProgram, .beforeHub: Bilingual("", "")
    case .tooManyDays: Bilingual("; đúng là hôm nay thì hủy từng số", "; if that is today, void them one by one")
    }
  }
}
