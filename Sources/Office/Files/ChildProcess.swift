import Glibc

/// Another program, run for what it prints: for so long, and so much of it.
enum ChildProcess {
  /// What the program printed, cut after `most` bytes; nil when it could not be started, failed, or took longer than `patience`
  /// seconds (it is ended then).
  static func output(of command: [String], patience: Int, most: Int) -> [UInt8]? {
    guard let (process, pipe) = start(command) else { return nil }
    defer { close(pipe) }
    let (bytes, reason) = read(pipe, until: milliseconds() + patience * 1000, most: most)
    if reason != .end { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    switch reason {
    case .late: return nil
    case .enough: return bytes
    case .end: return status == 0 ? bytes : nil
    }
  }

  private enum Reason { case end, late, enough }

  private static func start(_ command: [String]) -> (pid_t, Int32)? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, command[0], &actions, nil, &arguments, environ)
    close(ends[1])
    guard result == 0 else {
      close(ends[0])
      return nil
    }
    return (process, ends[0])
  }

  private static func read(_ pipe: Int32, until deadline: Int, most: Int) -> ([UInt8], Reason) {
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while bytes.count < most {
      let left = deadline - milliseconds()
      guard left > 0 else { return (bytes, .late) }
      var waiting = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, Int32(clamping: left)) > 0 else { continue }
      let count = Glibc.read(pipe, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return (bytes, .end) }
      bytes += buffer[..<min(count, most - bytes.count)]
    }
    return (bytes, .enough)
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
