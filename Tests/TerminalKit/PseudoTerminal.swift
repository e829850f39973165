import CVTerm
import Glibc

/// A program in a pseudo-terminal, with a virtual screen that a test can read.
///
/// One test owns one; the program is ended when the object is released.
public final class PseudoTerminal {
  public let processID: pid_t
  public private(set) var rows: Int
  public private(set) var columns: Int
  /// How many bytes the program has sent to the terminal.
  public private(set) var bytesReceived = 0
  /// Everything it has sent, if `keepsOutput`.
  public private(set) var output: [UInt8] = []
  public var keepsOutput = false

  let emulator: OpaquePointer
  let screen: OpaquePointer
  private let main: Int32
  private var exitStatus: Int32?

  /// Starts the program; `environment` is added to a small one of our own, and a value of `nil` removes a name.
  public init(
    program: String, arguments: [String] = [], environment: [String: String?] = [:], rows: Int = 24, columns: Int = 80
  ) throws {
    self.rows = rows
    self.columns = columns
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var main: Int32 = -1
    var side: Int32 = -1
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&main, &side, &name, nil, &size) == 0 else { throw TerminalFailure("openpty: \(errno)") }
    _ = fcntl(main, F_SETFD, FD_CLOEXEC)
    _ = fcntl(side, F_SETFD, FD_CLOEXEC)
    defer { close(side) }
    do {
      processID = try start(program, arguments, Self.environment(environment), terminal: name)
    } catch {
      close(main)
      throw error
    }
    self.main = main
    emulator = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(emulator, 1)
    screen = vterm_obtain_screen(emulator)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit {
    if exitStatus == nil {
      var status: Int32 = 0
      kill(processID, SIGKILL)
      waitpid(processID, &status, 0)
    }
    close(main)
    vterm_free(emulator)
  }

  private static func environment(_ wanted: [String: String?]) -> [String: String] {
    var all = ["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
    // The coverage of a child counts too.
    if let profile = getenv("LLVM_PROFILE_FILE") { all["LLVM_PROFILE_FILE"] = String(cString: profile) }
    for (name, value) in wanted { all[name] = value }
    return all
  }

  // MARK: Typing

  /// Sends bytes as they are.
  public func send(_ text: String) { send(bytes: Array(text.utf8)) }

  public func send(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { write(main, $0.baseAddress, $0.count) }
      if sent < 0, errno == EINTR { continue }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
      // A program that draws while the test types must not wait for the test.
      if !rest.isEmpty { pump(quiet: 0) }
    }
  }

  /// Presses keys by the names key files use: `press("down", "enter", "ctrl-s", "f2", "alt-x", "j")`.
  public func press(_ keys: String...) { for key in keys { send(keySequence(key)) } }

  /// Pastes a text as a terminal with bracketed paste does.
  public func paste(_ text: String) { send("\u{1b}[200~\(text)\u{1b}[201~") }

  /// Clicks on a cell, as a mouse with SGR reports does.
  public func click(row: Int, column: Int) {
    send("\u{1b}[<0;\(column + 1);\(row + 1)M\u{1b}[<0;\(column + 1);\(row + 1)m")
  }

  public func resize(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    vterm_set_size(emulator, Int32(rows), Int32(columns))
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(main, UInt(TIOCSWINSZ), &size)
  }

  public func signal(_ number: Int32) { kill(processID, number) }

  /// Sends SIGHUP. The terminal itself stays open, so that a test can see how it was left.
  public func hangUp() { kill(processID, SIGHUP) }

  // MARK: Waiting

  /// Feeds the screen until nothing has arrived for that many milliseconds. Returns whether anything arrived.
  @discardableResult
  public func pump(quiet milliseconds: Int) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    var file = pollfd(fd: main, events: Int16(POLLIN), revents: 0)
    var any = false
    while poll(&file, 1, Int32(milliseconds)) > 0 {
      let count = read(main, &buffer, buffer.count)
      if count <= 0 { return any }
      any = true
      bytesReceived += count
      if keepsOutput { output += buffer.prefix(count) }
      buffer.withUnsafeBytes {
        _ = vterm_input_write(emulator, $0.bindMemory(to: CChar.self).baseAddress, count)
      }
      answer()
    }
    return any
  }

  /// Sends the emulator's answers (its type, its cursor) back to the program.
  private func answer() {
    var answer = [CChar](repeating: 0, count: 1024)
    let length = vterm_output_read(emulator, &answer, answer.count)
    if length > 0 { _ = write(main, answer, length) }
  }

  /// Waits until the text is on the screen.
  public func wait(for text: String, timeout milliseconds: Int = 5000) throws {
    try wait("“\(text)” did not appear", timeout: milliseconds) { $0.text.contains(text) }
  }

  /// Waits until the text is no longer on the screen.
  public func waitGone(_ text: String, timeout milliseconds: Int = 5000) throws {
    try wait("“\(text)” did not go away", timeout: milliseconds) { !$0.text.contains(text) }
  }

  public func wait(
    _ failure: String, timeout milliseconds: Int = 5000, until condition: (PseudoTerminal) -> Bool
  ) throws {
    let end = now() + milliseconds
    while !condition(self) {
      if now() > end { throw TerminalFailure("\(failure); the screen:\n\(text)") }
      pump(quiet: 5)
    }
  }

  /// Waits until the program has been quiet for a while.
  public func waitQuiet(_ milliseconds: Int = 60) { while pump(quiet: milliseconds) {} }

  /// Waits for the end. Returns the exit status, or the negative number of the signal that ended the program.
  @discardableResult
  public func waitExit(timeout milliseconds: Int = 5000) throws -> Int32 {
    let end = now() + milliseconds
    while true {
      if let exitStatus { return exitStatus }
      pump(quiet: 5)
      var status: Int32 = 0
      if waitpid(processID, &status, WNOHANG) == processID {
        exitStatus = status & 0x7f == 0 ? status >> 8 & 0xff : -(status & 0x7f)
        pump(quiet: 5)
      } else if now() > end {
        throw TerminalFailure("the program did not end; the screen:\n\(text)")
      }
    }
  }

  /// Resident memory of the program in kilobytes, as the kernel counts it.
  public var residentKilobytes: Int {
    guard let file = fopen("/proc/\(processID)/statm", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
    let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let numbers = text.split(separator: " ").compactMap { Int($0) }
    return numbers.count > 1 ? numbers[1] * sysconf(Int32(_SC_PAGESIZE)) / 1024 : 0
  }

  /// The settings of the terminal, which show whether the program has restored them.
  public var settings: termios {
    var settings = termios()
    tcgetattr(main, &settings)
    return settings
  }

  /// Whether a shell could continue here: line mode and echo are on.
  public var isCooked: Bool {
    let flags = settings.c_lflag
    return flags & tcflag_t(ICANON) != 0 && flags & tcflag_t(ECHO) != 0
  }

  private func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// What went wrong, with the screen as it was.
public struct TerminalFailure: Error, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}
