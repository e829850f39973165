import CommandWords
import Glibc
import Office
import Wording

/// The helper of `vanthu` for everything that needs the network, or the national message format. `vanthu` has already
/// parsed the command line and passes it as an `Errand`.
@main
enum VanthuSync {
  static func main() {
    Surroundings.turnSignalsIntoErrors()
    keepStandardStreams()
    guard Surroundings.words.count == 1, let errand = Errand(Surroundings.words[0]) else {
      complain(
        "vanthu-sync",
        "Chương trình này do vanthu gọi; gõ vanthu sync. (This program is run by vanthu; type vanthu sync.)")
      exit(ExitStatus.usage.rawValue)
    }
    exit(run(errand))
  }

  private static func run(_ errand: Errand) -> Int32 {
    let language = Language(rawValue: errand.language) ?? .vietnamese
    do {
      guard let name = errand.name else {
        throw UsageError.unknownCommand(errand.command, nearest: nil)
      }
      let outcome = try name.perform(Job(errand))
      let status = try outcome.outcome.show(asJSON: errand.asJSON)
      return status == .done ? outcome.status : status.rawValue
    } catch let refusal as any Refusal {
      complain("vanthu", refusal, language)
      return ExitStatus(refusal).rawValue
    } catch {
      let log = FaultLog(errand.state + "/vanthu.log", of: "vanthu-sync \(errand.version)")
      complain("vanthu", log.add(error, milliseconds: Surroundings.milliseconds())[language])
      return ExitStatus.fault.rawValue
    }
  }
}
