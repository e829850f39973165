import Glibc

/// A file that appears whole or not at all: written aside, on the disk before it gets its name.
public final class NewFile {
  private let path: String
  private let aside: String
  private let file: Int32
  private var isOpen = true

  public init(_ path: String, mode: mode_t = 0o600) throws {
    self.path = path
    aside = "\(path).\(getpid()).part"
    file = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw FileFailure(aside) }
  }

  public func write(_ bytes: [UInt8]) throws { try file.write(bytes, aside) }

  /// Gives the file its name.
  public func finish() throws {
    guard fsync(file) == 0 else { throw FileFailure(aside) }
    shut()
    guard rename(aside, path) == 0 else { throw FileFailure(path) }
    try Folder.sync(Folder.parent(of: path))
  }

  /// Leaves nothing behind.
  public func giveUp() {
    shut()
    unlink(aside)
  }

  /// Once: its number may be somebody else's file by then.
  private func shut() {
    if isOpen { close(file) }
    isOpen = false
  }

  public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
    try NewFile(path, mode: mode).filled { try $0.write(bytes) }
  }

  /// Filled by `body`, it gets its name; where that throws, there is nothing.
  public func filled<Result>(_ body: (NewFile) throws -> Result) throws -> Result {
    do {
      let result = try body(self)
      try finish()
      return result
    } catch {
      giveUp()
      throw error
    }
  }
}

extension Int32 {
  /// Writes all of it to the file this is the descriptor of.
  func write(_ bytes: [UInt8], _ path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(self, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(path) }
      rest = rest.dropFirst(count)
    }
  }
}
