import CommandWords
import Office
import Records
import Wording

/// Sao lưu: một bản vào tệp, hay bản của hôm nay vào mọi nơi; các nơi và các bản đang có.
extension Command {
  static let backup = Command(
    name: "backup", aliases: ["sao-luu"], group: .file,
    summary: Words("sao lưu, kể cả khi đang làm việc", "back up, also while others work"),
    detail: Words(
      """
      Không nêu tệp thì làm bản của hôm nay ở mọi nơi sao lưu đang có mặt: thư mục cạnh tệp sổ và những nơi đã thêm bằng backups \
      add. Bản cạnh tệp sổ được kiểm tra toàn bộ. Màn hình tự làm việc này mỗi ngày một lần. Giữ 30 bản: 14 ngày, 8 tuần, 8 tháng.
      """,
      """
      Without a file it makes the backup of today in every place that is there: the folder beside the office's file and those \
      added with backups add. The one beside the file is verified whole. The screen does this by itself once a day. Thirty stay: \
      14 days, 8 weeks, 8 months.
      """),
    parameters: [.argument("file", .file, Words("Tệp sao lưu", "Backup"), required: false)],
    examples: [
      Example("vanthu backup", "bản của hôm nay, ở mọi nơi", "today's, everywhere"),
      Example("vanthu backup /media/usb/so-2026-11-20.db", "sao lưu vào USB", "to a stick"),
    ],
    run: { session, arguments in
      let progress = session.progress(Words("Sao lưu", "Backing up"))
      guard let typed = arguments["file"] else {
        let run = try session.office.backUpEverywhere(today: session.today, now: session.clock()) {
          progress.at(Int($0 * 1000))
        }
        if let refusal = run.storage, run.written.isEmpty || run.isOfDamage { throw refusal }
        session.hasActed = true
        progress.finish()
        return outcome(of: run, session)
      }
      let path = try FileNames.found(typed)
      try session.office.backup(to: path) { progress.at(Int($0 * 1000)) }
      session.hasActed = true
      progress.finish()
      return Outcome(
        session.say("Đã sao lưu vào \(path).", "Backed up to \(path)."), json: .object([("file", .string(path))]))
    })

  static let backups: Command = Command(
    name: "backups", aliases: ["ban-sao-luu"], group: .file,
    summary: Words(
      "các nơi sao lưu và các bản đang có; thêm, bỏ một nơi", "places for backups, and what is there; add, remove"),
    parameters: [
      .argument("verb", .choice(["list", "add", "remove"]), Words("việc", "what"), required: false),
      .argument("folder", .file, Words("thư mục", "folder"), required: false),
    ],
    examples: [
      Example("vanthu backups add /media/van-thu/USB", "thêm một USB, ổ thứ hai", "a stick, a second disk"),
      Example("vanthu backups", "các nơi và các bản", "places and backups"),
    ],
    run: { session, arguments in
      switch arguments["verb"] ?? "list" {
      case "add":
        _ = try session.office.addBackupPlace(
          try FileNames.absolute(try arguments.required("folder")), now: session.clock())
        session.hasActed = true
      case "remove":
        _ = try session.office.removeBackupPlace(
          try FileNames.absolute(try arguments.required("folder")), now: session.clock())
        session.hasActed = true
      default: break
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
    act: { workbench, arguments in
      guard arguments["verb"] == nil else { return try workbench.confirm(.backups, arguments) }
      workbench.show(BackupsScreen(workbench.session))
    })
}

extension Command {
  /// Exit 1 when there is none beside the office's file, 0 with a line for each other place that has none.
  @MainActor
  private static func outcome(of run: BackupRun, _ session: Session) -> Outcome {
    let failed = run.places.all.compactMap { place in
      place.failure.map { "\(place.path): \($0.words[session.language])" }
    }
    let absent = run.absent.map { BackupWords.absent($0)[session.language] }
    return Outcome(
      lines: run.written.map { session.say("Đã sao lưu vào \($0).", "Backed up to \($0).") } + failed + absent,
      json: .object([
        ("files", .array(run.written.map(JSON.string))),
        ("places", .array(run.places.all.map { json($0, run.absent) })),
        ("absent", .array(run.absent.map(JSON.string))),
        ("findings", .array(run.findings.map { $0.json(session.language) })),
      ]), status: run.places.own.failure == nil ? .done : .refused)
  }

  private static func json(_ place: BackupPlace, _ absent: [String]) -> JSON {
    .object([
      ("folder", .string(place.path)), ("there", .bool(!absent.contains(place.path))),
      ("day", JSON(place.day?.description)), ("made", JSON(place.made.map(Int.init))),
      ("seen", JSON(place.seen.map(Int.init))), ("failure", JSON(place.failure?.vietnamese)),
    ])
  }

  private static func json(_ backup: FoundBackup) -> JSON {
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
