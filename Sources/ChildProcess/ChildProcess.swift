import CChild
import DurableFile
import Glibc

/// Another program that this one has started and that runs beside it.
public final class ChildProcess {
  /// How it is tied to this program.
  public enum Session: Sendable {
    /// In our process group: the same Ctrl-C ends it.
    case shared
    /// In a session of its own: neither a key nor the end of the terminal ends it.
    case own
    /// In a session of its own, for programs that read untrusted bytes: no network, no file changed, no more than these
    /// limits, and all it has started ends with it.
    case confined(Limits)
  }

  public struct Limits: Sendable {
    /// Address space, in bytes.
    public var memory = 1 << 30
    /// Seconds of processor time.
    public var seconds = 20
    /// Bytes of any file it writes. Output through a pipe does not count.
    public var file = 0
    /// How many processes this user may have in total.
    public var processes = 4_096

    public init() {}
  }

  private let process: pid_t
  private var status: Int32?

  /// Starts it; `nil` if there is no such program, or no process can be started. `errno` says why.
  ///
  /// - Parameters:
  ///   - words: the program (a path, or a name that is searched for in PATH) and its arguments.
  ///   - environment: `nil` to inherit ours.
  ///   - input, output, error: descriptors; `nil` for `/dev/null`.
  public init?(
    _ words: [String], environment: [String]? = nil, input: Int32? = nil, output: Int32? = nil, error: Int32? = nil,
    session: Session = .shared
  ) {
    guard let program = ChildProcess.find(words[0]) else { return nil }
    let nothing = (open("/dev/null", O_RDONLY | O_CLOEXEC), open("/dev/null", O_WRONLY | O_CLOEXEC))
    defer {
      close(nothing.0)
      close(nothing.1)
    }
    let streams = [input ?? nothing.0, output ?? nothing.1, error ?? nothing.1]
    var (kind, limits) = (child_session_shared, child_limits())
    switch session {
    case .shared: break
    case .own: kind = child_session_own
    case .confined(let some):
      kind = child_session_confined
      limits = child_limits(
        memory: UInt(some.memory), seconds: UInt(some.seconds), file: UInt(some.file), processes: UInt(some.processes))
    }
    let (texts, variables) = (ChildProcess.copies(words), environment.map(ChildProcess.copies))
    defer { for text in texts + (variables ?? []) { free(text) } }
    process = child_start(
      SystemPath.cString(program), texts, variables ?? ChildProcess.ours, streams,
      Int32(kind.rawValue), &limits)
    guard process > 0 else { return nil }
  }

  /// Whether it has ended. Never waits.
  public var hasEnded: Bool {
    var now: Int32 = 0
    guard status == nil else { return true }
    let answer = waitpid(process, &now, WNOHANG)
    guard answer != 0, answer > 0 || errno != EINTR else { return false }
    status = answer < 0 ? ChildProcess.lost : now
    return true
  }

  /// Waits for its end and returns its exit status; 128 plus the signal if a signal ended it.
  @discardableResult
  public func wait() -> Int32 {
    var now: Int32 = 0
    while status == nil {
      let answer = waitpid(process, &now, 0)
      if answer < 0, errno == EINTR { continue }
      status = answer < 0 ? ChildProcess.lost : now
    }
    return status! & 0x7F == 0 ? status! >> 8 & 0xFF : 128 + status! & 0x7F
  }

  /// The status of a child that nobody can say anything of (`ECHILD`): it has not succeeded; exit status 255.
  private static let lost: Int32 = 255 << 8

  /// Kills it, and all it has started if it has a session of its own.
  public func endAll() { child_end_all(process) }

  /// Replaces this program by another one (`execv`). Returns only on failure; `errno` says why.
  public static func become(_ words: [String]) {
    let texts = copies(words)
    defer { texts.forEach { free($0) } }
    execv(SystemPath.cString(words[0]), texts)
  }

  /// Returns the path of a program: of a name by searching PATH, of a path the path itself; `nil` if there is none.
  public static func find(_ name: String) -> String? {
    if name.contains("/") { return isProgram(name) ? name : nil }
    let path = getenv("PATH").map { SystemPath.text($0) } ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    Folder.facts(path)?.isPlainFile == true && Folder.allows(.execute, path)
  }

  private static func copies(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    words.map { strdup(SystemPath.cString($0)) } + [nil]
  }

  private static var ours: [UnsafeMutablePointer<CChar>?] {
    var (all, pointer) = ([UnsafeMutablePointer<CChar>?](), environ)
    while let entry = pointer.pointee {
      all.append(entry)
      pointer += 1
    }
    return all + [nil]
  }
}
