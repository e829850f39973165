import CommandWords
import Office
import Wording

extension HelperTask {
  /// Makes the day's backup after the nightly exchange, whatever the outcome of that, if the screen has made none.
  /// Failures are recorded beside the office's file, and the screen shows them.
  func backUp(_ office: Office) throws -> [Bilingual] {
    guard office.isBackupDue(today: context.day) else { return [] }
    do {
      let run = try office.backUpEverywhere(today: context.day, now: ProcessEnvironment.milliseconds())
      return run.written.map { Bilingual("Đã sao lưu vào \($0).", "Backed up to \($0).") }
        + run.places.all.compactMap { place in
          place.failure.map {
            Bilingual(
              "Chưa sao lưu được vào \(place.path): \($0.words.vietnamese)",
              "No backup in \(place.path): \($0.words.english)")
          }
        }
    } catch BackupRefusal.running {
      return []
    } catch let refusal as any Refusal {
      return [refusal.words]
    }
  }
}
