import Glibc

/// Reads a file part by part.
public final class OpenFile {
  private let path: String
  private let file: Int32
  public private(set) var size = 0

  /// `nil` when there is none of this name, or no plain file.
  ///
  /// - Parameter followingLinks: whether a link may stand for the file.
  public init?(_ path: String, followingLinks: Bool = true) throws {
    self.path = path
    // A pipe would be waited for, for ever.
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
    if file < 0 {
      if errno == ENOENT || !followingLinks && errno == ELOOP { return nil }
      throw FileFailure(path)
    }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(facts.st_size)
  }

  /// A file without a name, to be written and read again: it is gone when this is.
  public init(withoutNameIn folder: String) throws {
    path = "\(folder)/vanthu.\(getpid()).part"
    file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw FileFailure(path) }
    unlink(path)
  }

  deinit { if file >= 0 { close(file) } }

  public func append(_ bytes: [UInt8]) throws {
    try file.write(bytes, path)
    size += bytes.count
  }

  /// At most `count` bytes from `offset` on; fewer at the end.
  public func read(_ count: Int, at offset: Int) throws -> [UInt8] {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      filled = 0
      while filled < count {
        let got = pread(file, room.baseAddress! + filled, count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        guard got > 0 else { return }
        filled += got
      }
    }
    if failed { throw FileFailure(path) }
    return bytes
  }

  /// All of it, part by part.
  public func eachPart(_ body: ([UInt8]) throws -> Void) throws {
    var place = 0
    while true {
      let bytes = try read(65_536, at: place)
      guard !bytes.isEmpty else { return }
      place += bytes.count
      try body(bytes)
    }
  }

  /// All of a small file; `nil` when there is none, or it is longer than `most`.
  public static func all(_ path: String, atMost most: Int) throws -> [UInt8]? {
    guard let file = try OpenFile(path), file.size <= most else { return nil }
    return try file.read(file.size, at: 0)
  }
}
