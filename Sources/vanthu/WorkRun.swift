import ChildProcess
import CommandWords
import Commands
import DurableFile

/// A long command running in the background: this program again, in a session of its own, so that neither a key nor the
/// end of the terminal ends it. Its output goes into files.
@MainActor
final class WorkRun {
  let command: Command
  private let process: ChildProcess
  private let output: String
  private let error: String

  /// - Parameter place: the path of the output files, without their endings; the next run overwrites them.
  /// - Throws: `SiblingRefusal` when the program is missing, or its output cannot be written.
  init(_ command: Command, _ line: [String], saying place: String) throws {
    self.command = command
    (output, error) = (place + ".out", place + ".err")
    makeFolders(above: place)
    guard let said = try? WorkRun.begin(output), let complained = try? WorkRun.begin(error) else {
      throw SiblingRefusal.noPlaceToSay(output)
    }
    guard let process = ChildProcess(line, output: said.descriptor, error: complained.descriptor, session: .own)
    else { throw SiblingRefusal.missing(line[0]) }
    self.process = process
  }

  private static func begin(_ path: String) throws -> StandingFile {
    try NewFile.write([], to: path, isSafe: false)
    return try StandingFile(path)
  }

  /// Whether the command has ended. Never waits.
  var hasEnded: Bool { process.hasEnded }

  /// The lines that the command printed, once it has ended.
  var lines: [String] { OwnFile.read(output, atMost: 16 << 20).map(WorkRun.lines) ?? [] }

  /// The last error message of the command; `nil` where it printed none, or succeeded.
  var complaint: String? {
    guard process.wait() != 0 else { return nil }
    return OwnFile.read(error).map(WorkRun.lines)?.last { $0.hasPrefix(WorkRun.sign) }
      .map { String($0.dropFirst(WorkRun.sign.count)) }
  }

  private static let sign = "vanthu: "

  private static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }
}
