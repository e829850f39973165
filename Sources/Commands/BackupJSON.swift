import Office
import Records

/// Backups and their places for scripts.
package extension Command {
  static func json(_ place: BackupPlace, _ absent: [String]) -> JSON {
    .object([
      ("folder", .string(place.path)), ("there", .bool(!absent.contains(place.path))),
      ("day", JSON(place.day?.description)), ("made", JSON(place.made.map(Int.init))),
      ("seen", JSON(place.seen.map(Int.init))), ("failure", JSON(place.failure?.vietnamese)),
    ])
  }

  static func json(_ backup: FoundBackup) -> JSON {
    let kind =
      switch backup.kind {
      case .daily: "daily"
      case .setAside: "setAside"
      case .replaced: "replaced"
      case .beforeMending: "beforeMending"
      case .working: "working"
      case .other: "other"
      }
    let owner =
      switch backup.owner {
      case .own: "own"
      case .unknown: "unknown"
      case .otherStation: "otherStation"
      case .otherOffice: "otherOffice"
      case .sample: "sample"
      }
    return .object([
      ("file", .string(backup.path)), ("kind", .string(kind)), ("owner", .string(owner)),
      ("damaged", .bool(backup.isDamaged)),
      ("agency", JSON(backup.owner.agency.isEmpty ? nil : backup.owner.agency)),
      ("modified", .number(Int(backup.modified))), ("size", .number(backup.size)),
    ])
  }
}
