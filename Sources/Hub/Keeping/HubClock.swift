import GRDB
import Records
import RecordsSQL
import Wording

/// Why the hub's clock is probably wrong, or was. Codes expire by it, and stations compare theirs with it.
public enum HubClockDoubt: Sendable, Equatable {
  /// It is before the day of the program's version.
  case beforeProgram(Day, now: Int)
  /// The hub itself has written something later: milliseconds since 1970.
  case behind(newest: Int, now: Int)

  public var words: Bilingual {
    switch self {
    case .beforeProgram(let day, let now):
      Bilingual(
        "Đồng hồ của máy này chỉ \(moment(Int64(now))), mà chương trình này làm ngày \(day.display): đồng hồ đang "
          + "chậm; chỉnh lại (timedatectl), không thì các trạm sẽ bị báo là sai giờ.",
        "This machine's clock says \(moment(Int64(now))), and this program was built on \(day.display): the clock is "
          + "slow; set it (timedatectl), or the stations will be told that theirs are wrong.")
    case .behind(let newest, let now):
      Bilingual(
        "Đồng hồ của máy này chỉ \(moment(Int64(now))), mà nhật ký đã có việc lúc \(moment(Int64(newest))): đồng hồ "
          + "đang chậm thì chỉnh lại (timedatectl); trước đây nó chạy nhanh và nay đã đúng thì không phải làm gì.",
        "This machine's clock says \(moment(Int64(now))), and the log has something of \(moment(Int64(newest))): if "
          + "the clock is slow, set it (timedatectl); if it was ahead before and is right now, nothing need be done.")
    }
  }
}

extension Hub {
  /// By how many milliseconds a clock may go back without a word: it is set by the network, or two machines differ.
  static let clockSlack = 3_600_000

  /// Compares the clock with the newest time in the audit log and the hub's own journal, and with the day of the
  /// program's version.
  public func clockDoubt() throws -> HubClockDoubt? {
    let now = system.now()
    if today < Build.day { return .beforeProgram(Build.day, now: now) }
    let newest = try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT max(
            ifnull((SELECT max(time) FROM audit), 0), ifnull((SELECT max(newest) FROM auditSegments), 0),
            ifnull((SELECT max(time) >> 16 FROM entries WHERE station = ?), 0))
          """, arguments: [station])
    }
    return newest.flatMap { $0 > now + Hub.clockSlack ? .behind(newest: $0, now: now) : nil }
  }
}
