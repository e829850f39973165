import ChildProcess
import CommandWords
import DurableFile
import Office
import Records
import Wording

/// The program of the user that is run when documents have arrived: `on-arrival` in the folder of the settings. It is
/// started by itself, never by a shell, with the facts in its environment. Whatever it does, the exchange is over.
struct ArrivalHook {
  private let path: String
  private let request: HelperRequest

  /// Its time, in seconds.
  private static let patience = 30
  /// Bytes of its output that are read, for the log.
  private static let most = 4_096

  /// - Returns: `nil` if there is no such program.
  init?(_ request: HelperRequest) {
    guard let folder = request.configuration, Folder.leadsSomewhere(folder + "/on-arrival") else { return nil }
    (path, self.request) = (folder + "/on-arrival", request)
  }

  /// Runs it once for all the documents; not at all for none.
  func run(_ arrived: [DocumentLine], _ office: Office) {
    guard let first = arrived.first, let name = try? office.profile.name else { return }
    let urgent = arrived.count { $0.document.urgency > .routine }
    let flash = arrived.count { $0.document.urgency == .flash }
    var environment = ProcessEnvironment.environment.filter { !$0.key.hasPrefix(ArrivalHook.prefix) }
    for (key, value) in [
      ("OFFICE", request.office), ("OFFICE_NAME", name), ("COUNT", "\(arrived.count)"), ("URGENT", "\(urgent)"),
      ("FLASH", "\(flash)"), ("URGENCY", first.document.urgency.rawValue), ("CODE", first.document.code),
      ("FROM", first.author), ("SUBJECT", first.document.subject), ("REFERENCE", first.reference),
    ] {
      // What others wrote: no byte ends it early, and no line break makes two of one.
      environment[ArrivalHook.prefix + key] = value.map { $0.isNewline || $0 == "\0" ? " " : String($0) }.joined()
    }
    let ended = ChildProcess.run(
      [path], environment: environment.map { "\($0.key)=\($0.value)" }.sorted(), patience: ArrivalHook.patience,
      most: ArrivalHook.most)
    guard ended?.status != 0 || ended?.isCutShort == true else { return }
    let said = ended.map { String(decoding: $0.error.prefix(200), as: UTF8.self) } ?? ""
    let status = ended.map { $0.isCutShort ? "too slow, or too much output" : "status \($0.status)" } ?? "cannot be run"
    FaultLog(request.state + "/vanthu.log", of: "vanthu-sync \(request.version)").note(
      "\(path): \(status) \(said)", milliseconds: ProcessEnvironment.milliseconds())
  }

  private static let prefix = "VANTHU_ARRIVAL_"
}
