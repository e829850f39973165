import CommandWords
import DurableFile
import Office
import Records
import Wording

/// Texts about backups: in the inbox, in the list of backups, in the shell.
package enum BackupWords {
  /// The number of days without a good backup, and without one at another place (the USB stick), after which the inbox
  /// warns.
  package static let (mostDaysWithout, mostDaysAway): (Int64, Int64) = (2, 7)

  /// Returns the warning at the top of the inbox; `nil` if all is well or nothing is known yet.
  ///
  /// - Parameter now: milliseconds since 1970 UTC.
  package static func trouble(_ places: BackupPlaces, isOfDamage: Bool, now: Int64) -> Bilingual? {
    // Damage to the office's file itself is shown above every screen.
    if isOfDamage { return nil }
    if let failure = places.own.failure?.words.withoutStop {
      return Bilingual("Sao lưu hôm nay không được: \(failure.vietnamese)", "Today's backup failed: \(failure.english)")
    }
    let days = (now - (places.own.made ?? places.began)) / 86_400_000
    if days > mostDaysWithout {
      return Bilingual("Đã \(days) ngày chưa có bản sao lưu nào", "No backup for \(days) days")
    }
    for place in places.others {
      if let failure = place.failure?.words.withoutStop {
        return Bilingual(
          "Sao lưu vào \(place.path) không được: \(failure.vietnamese)",
          "The backup to \(place.path) failed: \(failure.english)")
      }
      let away = (now - (place.made ?? places.began)) / 86_400_000
      if away > mostDaysAway {
        return Bilingual(
          "Đã \(away) ngày chưa sao lưu vào \(place.path); cắm USB hay ổ ấy vào",
          "No backup to \(place.path) for \(away) days; insert that stick or disk")
      }
    }
    return nil
  }

  /// Returns a summary of all places: `sao lưu: hôm nay · USB: 3 ngày trước`.
  package static func summary(_ places: BackupPlaces, today: Day) -> Bilingual {
    let own = when(places.own, today)
    let others = places.others.map { place in
      let name = place.path == "/" ? place.path : Folder.name(of: place.path)
      let when = when(place, today)
      return (" · \(name): \(when.vietnamese)", " · \(name): \(when.english)")
    }
    return Bilingual(
      "sao lưu: \(own.vietnamese)" + others.map(\.0).joined(), "backup: \(own.english)" + others.map(\.1).joined())
  }

  /// Returns a short summary: the last good backup at any place, `sao lưu hôm nay`.
  package static func short(_ places: BackupPlaces, today: Day) -> Bilingual {
    let newest = when(
      ([places.own] + places.others).max { $0.day ?? Day.first < $1.day ?? Day.first } ?? places.own, today)
    return Bilingual("sao lưu \(newest.vietnamese)", "backup \(newest.english)")
  }

  private static func when(_ place: BackupPlace, _ today: Day) -> Bilingual {
    guard let day = place.day else { return Bilingual("chưa có", "none yet") }
    switch today.ordinal - day.ordinal {
    case 0: return Bilingual("hôm nay", "today")
    case 1: return Bilingual("hôm qua", "yesterday")
    case 2...60:
      return Bilingual("\(today.ordinal - day.ordinal) ngày trước", "\(today.ordinal - day.ordinal) days ago")
    default: return Bilingual(day.display, day.display)
    }
  }

  /// Returns when the last backup was made at the place, and when the place was last present.
  package static func facts(_ place: BackupPlace, isThere: Bool) -> [Bilingual] {
    let (made, seen) = (place.made.map { clockTime($0) }, place.seen.map { clockTime($0) })
    return (isThere ? [] : [Bilingual("CHƯA THẤY", "NOT THERE")]) + [
      Bilingual("bản cuối: \(made ?? "chưa có")", "last: \(made ?? "none")"),
      Bilingual("thấy lần cuối: \(seen ?? "chưa")", "last seen: \(seen ?? "never")"),
    ]
  }

  /// Returns the remark about a place that was absent when a backup was made.
  package static func absent(_ path: String) -> Bilingual {
    Bilingual("chưa thấy \(path): chưa có bản ở đó", "\(path) is not there: no backup was made there")
  }

  package static func columns(_ backup: FoundBackup, _ language: Language) -> [String] {
    let agency = backup.owner.agency
    let whose = agency.isEmpty ? "" : ": " + agency
    return [
      clockTime(backup.modified), what(backup)[language] + whose, backup.size.inBytes, backup.path,
    ]
  }

  /// Returns the path of a backup, with the agency if it may be another's: `/media/usb/so.db (UBND xã Hòa An)`.
  package static func named(_ backup: FoundBackup) -> String {
    backup.owner.agency.isEmpty ? backup.path : "\(backup.path) (\(backup.owner.agency))"
  }

  /// Returns the owner of a backup if it is not this office's; otherwise how it was made.
  package static func what(_ backup: FoundBackup) -> Bilingual {
    guard !backup.isDamaged else { return Bilingual("hỏng", "damaged") }
    return switch backup.owner {
    case .own, .unknown: kind(backup)
    case .otherStation: Bilingual("máy khác", "another PC")
    case .otherOffice: Bilingual("cơ quan khác", "another office")
    case .sample: Bilingual("sổ mẫu", "sample")
    }
  }

  private static func kind(_ backup: FoundBackup) -> Bilingual {
    switch backup.kind {
    case .daily: Bilingual("hằng ngày", "daily")
    case .setAside: Bilingual("cất khi phục hồi", "set aside")
    case .replaced: Bilingual("cất khi bị thay", "was replaced")
    case .beforeMending: Bilingual("trước khi chữa sổ", "before mending")
    case .working: Bilingual("sổ đang dùng", "file in use")
    case .other: Bilingual("sao lưu tay", "by hand")
    }
  }

  /// Returns the warning before restoring a backup that may not be this office's; `nil` for its own.
  package static func warning(_ owner: BackupOwner) -> Bilingual? {
    switch owner {
    case .own: nil
    case .unknown:
      Bilingual(
        "Không rõ có phải sổ của cơ quan này; xem kỹ tên",
        "It is not known whether this is this office's; check the name")
    case .otherStation:
      Bilingual("Đây là sổ của máy khác trong cơ quan", "This is from another PC of the agency")
    case .otherOffice: Bilingual("Đây là sổ của CƠ QUAN KHÁC", "This is from ANOTHER OFFICE")
    case .sample: Bilingual("Đây là SỔ MẪU, không phải sổ thật", "This is a SAMPLE, not a real register")
    }
  }
}

package extension Bilingual {
  /// The words without the full stop, to continue the sentence after them.
  fileprivate var withoutStop: Bilingual {
    func cut(_ text: String) -> String { text.hasSuffix(".") ? String(text.dropLast()) : text }
    return Bilingual(cut(vietnamese), cut(english))
  }
}
