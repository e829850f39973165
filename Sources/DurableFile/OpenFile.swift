import Glibc

/// Reads a plain file part by part.
public final class OpenFile {
  private let path: String
  private let file: Int32
  public private(set) var size = 0

  /// Whether `facts` say what an earlier look said: that nobody wrote to it meanwhile.
  public let facts: stat

  /// A file somebody has named, or one of the program's own: a link may stand for it.
  ///
  /// `nil` when there is none of this name, or no plain file.
  public convenience init?(_ path: String) throws {
    try self.init(path) { SystemPath.with(path) { open($0, OpenFile.flags) } }
  }

  /// A file in a folder that others fill: a link is none, nor is a pipe or a device.
  public convenience init?(_ name: String, in folder: Folder) throws {
    let path = "\(folder.path)/\(name)"
    // To open a device may already do something.
    guard let facts = folder.facts(name) else {
      if errno == ENOENT { return nil }
      throw FileFailure(path)
    }
    guard facts.isPlainFile else { return nil }
    try self.init(path) { SystemPath.with(name) { openat(folder.handle, $0, OpenFile.flags | O_NOFOLLOW) } }
  }

  // A pipe would be waited for, for ever.
  private static let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK

  private init?(_ path: String, _ open: () -> Int32) throws {
    self.path = path
    file = open()
    var facts = stat()
    if file < 0 {
      // Sockets and devices nobody serves cannot be opened; of links only those that may not stand for a file.
      if [ENOENT, ELOOP, ENXIO, ENODEV].contains(errno) { return nil }
      throw FileFailure(path)
    }
    guard fstat(file, &facts) == 0, facts.isPlainFile else {
      close(file)
      return nil
    }
    self.facts = facts
    size = Int(facts.st_size)
  }

  /// A file without a name, to be written and read again: it is gone when this is.
  public init(withoutNameIn folder: Folder) throws {
    let name = NewFile.randomName()
    path = "\(folder.path)/\(name)"
    file = NewFile.create(name, in: folder, mode: 0o600)
    guard file >= 0 else { throw FileFailure(path) }
    var facts = stat()
    fstat(file, &facts)
    self.facts = facts
    try folder.remove(name)
  }

  deinit { if file >= 0 { close(file) } }

  public func append(_ bytes: [UInt8]) throws {
    try file.writeAll(bytes, path)
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

  /// Whether nobody has written to it since it was opened.
  public var isUnchanged: Bool {
    var now = stat()
    return fstat(file, &now) == 0 && now.st_size == facts.st_size && now.st_mtim.tv_sec == facts.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == facts.st_mtim.tv_nsec
  }

  /// All of a file; `nil` when there is none, or it is longer than `most`.
  public static func all(_ path: String, atMost most: Int) throws -> [UInt8]? {
    try OpenFile(path)?.all(atMost: most)
  }

  public static func all(_ name: String, in folder: Folder, atMost most: Int) throws -> [UInt8]? {
    try OpenFile(name, in: folder)?.all(atMost: most)
  }

  private func all(atMost most: Int) throws -> [UInt8]? {
    guard size <= most else { return nil }
    return try read(size, at: 0)
  }

  /// What was written to a file, by whoever it was, is on the disk after this, with its name.
  public static func settle(_ path: String) throws {
    let file = SystemPath.with(path) { open($0, flags | O_NOFOLLOW) }
    guard file >= 0 else { throw FileFailure(path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FileFailure(path) }
    try Folder.sync(Folder.parent(of: path))
  }
}
