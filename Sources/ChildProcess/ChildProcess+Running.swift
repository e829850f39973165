import Glibc

extension ChildProcess {
  /// The result of a program that has ended.
  public struct Ended: Sendable {
    /// Its exit status; 128 plus the signal if a signal ended it.
    public var status: Int32
    public var output: [UInt8]
    public var error: [UInt8]
    /// It was killed, with all it had started, because its time was over or its output had reached the limit.
    public var isCutShort: Bool
  }

  /// Runs a program to its end and collects its output.
  ///
  /// - Parameters:
  ///   - input: what it reads from standard input.
  ///   - patience: its time, in seconds.
  ///   - most: bytes of output after which it is killed.
  /// - Returns: `nil` if it could not be started.
  public static func run(
    _ words: [String], input: [UInt8] = [], environment: [String]? = nil, patience: Int? = nil, most: Int = .max,
    session: Session = .shared
  ) -> Ended? {
    var pipes: [(read: Int32, write: Int32)] = []
    for _ in 0..<3 {
      guard let pipe = Self.pipe() else {
        for pipe in pipes { for end in [pipe.read, pipe.write] { close(end) } }
        return nil
      }
      pipes.append(pipe)
    }
    let child = ChildProcess(
      words, environment: environment, input: pipes[0].read, output: pipes[1].write, error: pipes[2].write,
      session: session)
    for end in [pipes[0].read, pipes[1].write, pipes[2].write] { close(end) }
    var talk = Talk(input: pipes[0].write, output: pipes[1].read, error: pipes[2].read, rest: input[...])
    guard let child else {
      talk.end()
      return nil
    }
    let isWhole = talk.go(on: patience.map { milliseconds() + $0 * 1000 }, most: most)
    // Processes it left behind may hold the pipes open and use the processor.
    if case .shared = session { if !isWhole { child.endAll() } } else { child.endAll() }
    talk.end()
    return Ended(status: child.wait(), output: talk.said, error: talk.complaint, isCutShort: !isWhole)
  }

  /// Starts it beside this program, with something to read from its standard input.
  ///
  /// - Parameter input: at most 4,096 bytes, which a pipe holds; `nil` for `/dev/null`.
  public convenience init?(
    _ words: [String], saying input: [UInt8]?, output: Int32? = nil, error: Int32? = nil, session: Session = .shared
  ) {
    guard let input else {
      self.init(words, output: output, error: error, session: session)
      return
    }
    guard input.count <= 4_096, let pipe = Self.pipe() else { return nil }
    defer { close(pipe.read) }
    let isSaid = input.withUnsafeBytes { write(pipe.write, $0.baseAddress, $0.count) } == input.count
    close(pipe.write)
    guard isSaid else { return nil }
    self.init(words, input: pipe.read, output: output, error: error, session: session)
  }

  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  fileprivate static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// Input and output of a running program, whichever it is ready for.
private struct Talk {
  var input: Int32
  var output: Int32
  var error: Int32
  var rest: ArraySlice<UInt8>
  var said: [UInt8] = []
  var complaint: [UInt8] = []

  /// Bytes of stderr that are kept; nobody reads more.
  private static let longestComplaint = 65_536

  init(input: Int32, output: Int32, error: Int32, rest: ArraySlice<UInt8>) {
    (self.input, self.output, self.error, self.rest) = (input, output, error, rest)
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
  }

  /// Passes input and output on until the program closes its output; false if the time is over, or there was too much.
  mutating func go(on deadline: Int?, most: Int) -> Bool {
    while output >= 0 || error >= 0 {
      if rest.isEmpty { shut(&input) }
      let left = deadline.map { $0 - ChildProcess.milliseconds() }
      if let left, left <= 0 { return false }
      var waiting = [
        pollfd(fd: input, events: Int16(POLLOUT), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: error, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waiting, 3, left.map { Int32(clamping: $0) } ?? -1) > 0 else { continue }
      if waiting[0].revents != 0 { say() }
      if waiting[1].revents != 0, let bytes = Talk.listen(output) {
        said += bytes.prefix(most - said.count)
        if said.count >= most { return false }
      } else if waiting[1].revents != 0 {
        shut(&output)
      }
      if waiting[2].revents != 0, let bytes = Talk.listen(error) {
        complaint += bytes.prefix(max(0, Talk.longestComplaint - complaint.count))
      } else if waiting[2].revents != 0 {
        shut(&error)
      }
    }
    return true
  }

  mutating func end() {
    shut(&input)
    shut(&output)
    shut(&error)
  }

  private mutating func say() {
    let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
    if count > 0 { rest = rest.dropFirst(count) }
    // The program reads no more.
    if count < 0, errno != EINTR, errno != EAGAIN { shut(&input) }
  }

  /// Returns the next bytes; `nil` at the end.
  private static func listen(_ pipe: Int32) -> [UInt8]? {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(pipe, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      return count > 0 ? Array(piece[..<count]) : nil
    }
  }

  private func shut(_ end: inout Int32) {
    if end >= 0 { close(end) }
    end = -1
  }
}
