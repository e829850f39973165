import CommandWords
import Glibc
import Office
import Wording

/// The helper of `vanthu` for everything that needs the network, or the national message format. `vanthu` has already
/// parsed the command line and passes it as an `HelperRequest`.
@main
enum VanthuSync {
  static func main() {
    ProcessEnvironment.turnSignalsIntoErrors()
    keepStandardStreams()
    guard ProcessEnvironment.words.count == 1, let request = HelperRequest(ProcessEnvironment.words[0]) else {
      printError(
        "vanthu-sync",
        "Chương trình này do vanthu gọi; gõ vanthu sync. (This program is run by vanthu; type vanthu sync.)")
      exit(ExitStatus.usage.rawValue)
    }
    exit(run(request))
  }

  private static func run(_ request: HelperRequest) -> Int32 {
    let language = Language(rawValue: request.language) ?? .vietnamese
    do {
      guard let name = request.name else {
        throw UsageError.unknownCommand(request.command, nearest: nil)
      }
      let outcome = try name.perform(HelperTask(request))
      let status = try outcome.outcome.show(asJSON: request.asJSON)
      return status == .done ? outcome.status : status.rawValue
    } catch let refusal as any Refusal {
      printError("vanthu", refusal, language)
      return ExitStatus(refusal).rawValue
    } catch {
      let log = FaultLog(request.state + "/vanthu.log", of: "vanthu-sync \(request.version)")
      printError("vanthu", log.add(error, milliseconds: ProcessEnvironment.milliseconds())[language])
      return ExitStatus.fault.rawValue
    }
  }
}
