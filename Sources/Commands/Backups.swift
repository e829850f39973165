import CommandWords
import Office
import Wording

/// Các nơi sao lưu và các bản đang có.
package extension Command {
  static let backups: Command = Command(
    name: "backups", aliases: ["ban-sao-luu"], group: .file,
    summary: Bilingual(
      "các nơi sao lưu và các bản đang có; thêm, bỏ một nơi", "places for backups, and their contents; add, remove"),
    parameters: [BackupsParameters.verb, BackupsParameters.folder],
    examples: [
      Example("vanthu backups add /media/van-thu/USB", "thêm một USB, ổ thứ hai", "a USB stick, a second disk"),
      Example("vanthu backups", "các nơi và các bản", "places and backups"),
    ],
    run: { session, given in
      switch try given(BackupsParameters.verb) ?? .list {
      case .add:
        _ = try session.office.addBackupPlace(
          try FileNames.absolute(try given.required(BackupsParameters.folder)), now: session.clock())
        session.hasActed = true
      case .remove:
        _ = try session.office.removeBackupPlace(
          try FileNames.absolute(try given.required(BackupsParameters.folder)), now: session.clock())
        session.hasActed = true
      case .list: break
      }
      let (office, language) = (session.paths.office, session.language)
      let (remembered, found) = (BackupPlaces.read(office), FoundBackup.near(office))
      let (places, absent) = (remembered?.all ?? [], remembered?.absent(beside: office) ?? [])
      let nothing = session.say(
        "Chưa có bản sao lưu nào; làm ngay bằng vanthu backup.", "No backup yet; run vanthu backup.")
      return Outcome(
        rows: places.map { place in
          let facts =
            BackupWords.facts(place, isThere: !absent.contains(place.path)) + (place.failure.map { [$0.words] } ?? [])
          return .columns([place.path] + facts.map { $0[language] })
        } + found.map { .columns(BackupWords.columns($0, language)) } + (found.isEmpty ? [OutputLine(nothing)] : []),
        json: .object([("places", .array(places.map { json($0, absent) })), ("backups", .array(found.map(json)))]))
    },
    asks: { call in call.given.has(BackupsParameters.verb) ? nil : .backups })
}

package enum BackupsParameters {
  package enum Verb: String, CaseIterable, Sendable {
    case list, add, remove
  }

  package static let verb = Typed<Verb>.argument("verb", Bilingual("việc", "what"), required: false)
  package static let folder = Typed<String>.argument("folder", .file, Bilingual("thư mục", "folder"), required: false)
}
