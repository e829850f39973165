import CommandWords
import Office
import Records
import Wording

/// What is said of backups: in the box, in the list of them, in the shell.
enum BackupWords {
  /// Days without a good backup, and without the stick, after which the box warns.
  static let (mostDaysWithout, mostDaysAway): (Int64, Int64) = (2, 7)

  /// What the box says before all else; nil when all is well or nothing is known yet.
  static func trouble(_ places: BackupPlaces, now: Int64) -> Words? {
    if let failure = places.own.failure {
      return Words("Sao lưu hôm nay không được: \(failure.vietnamese)", "Today's backup failed: \(failure.english)")
    }
    let days = (now - (places.own.made ?? places.began)) / 86_400_000
    if days > mostDaysWithout {
      return Words("Đã \(days) ngày chưa có bản sao lưu nào", "No backup for \(days) days")
    }
    for place in places.others {
      if let failure = place.failure {
        return Words(
          "Sao lưu vào \(place.path) không được: \(failure.vietnamese)",
          "The backup to \(place.path) failed: \(failure.english)")
      }
      let away = (now - (place.made ?? places.began)) / 86_400_000
      if away > mostDaysAway {
        return Words(
          "Đã \(away) ngày chưa sao lưu vào \(place.path); cắm USB hay ổ ấy vào",
          "No backup to \(place.path) for \(away) days; put that stick or disk in")
      }
    }
    return nil
  }

  /// `sao lưu: hôm nay 08:02 · USB: 3 ngày trước`
  static func summary(_ places: BackupPlaces, today: Day) -> Words {
    let own = when(places.own, today)
    let others = places.others.map { place in
      let name = place.path.split(separator: "/").last.map(String.init) ?? place.path
      let when = when(place, today)
      return (" · \(name): \(when.vietnamese)", " · \(name): \(when.english)")
    }
    return Words(
      "sao lưu: \(own.vietnamese)" + others.map(\.0).joined(), "backup: \(own.english)" + others.map(\.1).joined())
  }

  /// The same where there is little room: the last good copy of all, `sao lưu hôm nay`.
  static func short(_ places: BackupPlaces, today: Day) -> Words {
    let newest = when(
      ([places.own] + places.others).max { $0.day ?? Day.first < $1.day ?? Day.first } ?? places.own, today)
    return Words("sao lưu \(newest.vietnamese)", "backup \(newest.english)")
  }

  private static func when(_ place: BackupPlace, _ today: Day) -> Words {
    guard let day = place.day else { return Words("chưa có", "none yet") }
    switch today.ordinal - day.ordinal {
    case 0: return Words("hôm nay", "today")
    case 1: return Words("hôm qua", "yesterday")
    case 2...60: return Words("\(today.ordinal - day.ordinal) ngày trước", "\(today.ordinal - day.ordinal) days ago")
    default: return Words(day.display, day.display)
    }
  }

  static func place(_ place: BackupPlace, today: Day, now: Int64) -> Words {
    let made = place.made.map { clockTime($0) }
    let seen = place.seen.map { clockTime($0) }
    let failure = place.failure?.words
    return Words(
      "\(place.path)\tbản cuối: \(made ?? "chưa có")\tthấy lần cuối: \(seen ?? "chưa")"
        + (failure.map { "\t\($0.vietnamese)" } ?? ""),
      "\(place.path)\tlast: \(made ?? "none")\tlast seen: \(seen ?? "never")"
        + (failure.map { "\t\($0.english)" } ?? ""))
  }

  static func line(_ backup: FoundBackup) -> Words {
    let kind = kind(backup)
    return Words(
      "\(clockTime(backup.modified))\t\(kind.vietnamese)\t\(backup.size.inBytes)\t\(backup.path)",
      "\(clockTime(backup.modified))\t\(kind.english)\t\(backup.size.inBytes)\t\(backup.path)")
  }

  static func kind(_ backup: FoundBackup) -> Words {
    switch backup.kind {
    case .daily: Words("hằng ngày", "daily")
    case .setAside: Words("cất khi phục hồi", "set aside")
    case .beforeMending: Words("trước khi chữa sổ", "before mending")
    case .other: Words("sao lưu tay", "by hand")
    }
  }
}
