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
  /// Open from the beginning: another window's run puts new files under the same names.
  private let output: OpenFile
  private let error: OpenFile

  /// How a run ended.
  enum End: Equatable {
    case done
    /// It refused, in the clerk's language.
    case refused(String)
    /// It failed without a message; the exit status is 128 plus the signal where one ended it.
    case failed(status: Int32)
  }

  /// - Parameters:
  ///   - input: what it reads from its standard input; a few hundred bytes at most.
  ///   - place: the path of the output files, without their endings; the next run replaces them.
  /// - Throws: `SiblingRefusal` when the program is missing, or its output cannot be written.
  init(_ command: Command, _ line: [String], input: String? = nil, saying place: String) throws {
    self.command = command
    makeFolders(above: place)
    guard let said = try? WorkRun.begin(place + ".out"), let complained = try? WorkRun.begin(place + ".err") else {
      throw SiblingRefusal.noPlaceForOutput(place + ".out")
    }
    (output, error) = (said.reading, complained.reading)
    guard
      let process = ChildProcess(
        line, saying: input.map { SystemPath.bytes($0 + "\n") }, output: said.writing.descriptor,
        error: complained.writing.descriptor, session: .own)
    else { throw SiblingRefusal.missing(line[0]) }
    self.process = process
  }

  private static func begin(_ path: String) throws -> (writing: StandingFile, reading: OpenFile) {
    try NewFile.write([], to: path, isSafe: false)
    let writing = try StandingFile(path)
    guard let reading = try OpenFile(path) else { throw FileFailure(path) }
    return (writing, reading)
  }

  /// Ends the command, as if the power had failed.
  func stop() {
    isStopped = true
    process.endAll()
  }

  /// Whether the clerk has ended it.
  private(set) var isStopped = false

  /// Whether the command has ended. Never waits.
  var hasEnded: Bool { process.hasEnded }

  /// The lines that the command printed, once it has ended.
  var lines: [String] { WorkRun.lines(output, atMost: 16 << 20) }

  /// How far the helper program says it is, in words; `nil` where it says nothing.
  var progress: String? {
    guard let last = WorkRun.lines(error, atMost: 1 << 20).last, last.hasPrefix(HelperRequest.progress) else {
      return nil
    }
    return last.dropFirst(HelperRequest.progress.count).split(separator: "\t").first.map(String.init)
  }

  /// How the command ended; waits for it.
  var end: End {
    let status = process.wait()
    guard status != 0 else { return .done }
    guard let message = WorkRun.lines(error, atMost: 1 << 20).last(where: { $0.hasPrefix(WorkRun.sign) }) else {
      return .failed(status: status)
    }
    return .refused(String(message.dropFirst(WorkRun.sign.count)))
  }

  private static let sign = "vanthu: "

  private static func lines(_ file: OpenFile, atMost size: Int) -> [String] {
    // Output that cannot be read back is none: the exit status still counts.
    let bytes = (try? file.read(size, at: 0)) ?? []
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
