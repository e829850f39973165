import CommandWords
import Office
import Records
import Wording

/// Sao lưu: một bản vào tệp, hay bản của hôm nay vào mọi nơi.
package extension Command {
  static let backup = Command(
    name: "backup", aliases: ["sao-luu"], group: .file,
    summary: Bilingual("sao lưu, kể cả khi đang làm việc", "back up, also while others work"),
    detail: Bilingual(
      """
      Không nêu tệp thì làm bản của hôm nay ở mọi nơi sao lưu đang có mặt: thư mục cạnh tệp sổ và những nơi đã thêm \
      bằng backups add. Bản cạnh tệp sổ được kiểm tra toàn bộ. Màn hình tự làm việc này mỗi ngày một lần. Giữ 30 bản: \
      14 ngày, 8 tuần, 8 tháng.
      """,
      """
      Without a file it makes today's backup in every available place: the folder beside the office's file and those \
      added with backups add. The one beside the file is verified completely. The screen does this by itself once a \
      day. Thirty are kept: 14 daily, 8 weekly, 8 monthly.
      """),
    parameters: [BackupParameters.file],
    examples: [
      Example("vanthu backup", "bản của hôm nay, ở mọi nơi", "today's, everywhere"),
      Example("vanthu backup /media/usb/so-2026-11-20.db", "sao lưu vào USB", "to a USB stick"),
    ],
    isLong: { _ in true },
    run: { session, given in
      let progress = session.progress(Bilingual("Sao lưu", "Backing up"))
      guard let typed = given(BackupParameters.file) else {
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

  /// Returns the result with exit status 1 if the backup beside the office's file failed; otherwise 0, with a line for
  /// each other place that has none.
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
}

package enum BackupParameters {
  package static let file = Typed<String>.argument("file", .file, Bilingual("Tệp sao lưu", "Backup"), required: false)
}
