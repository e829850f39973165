import Glibc

/// A plain file that is open for reading, part by part.
public final class OpenFile {
  private let path: String
  private let file: Int32
  public private(set) var size = 0

  /// The `stat` when it was opened. If it equals an earlier one, nobody has written to the file in between.
  public let facts: stat

  /// Opens a file that a person or the program itself named; a link is followed.
  ///
  /// `nil` if nothing has this name, or something other than a plain file.
  public convenience init?(_ path: String) throws {
    try self.init(path) { SystemPath.with(path) { open($0, OpenFile.flags) } }
  }

  /// Opens a file in a folder that others can write to. `nil` for a link, a pipe or a device as well.
  public convenience init?(_ name: String, in folder: Folder) throws {
    let path = "\(folder.path)/\(name)"
    // Look before opening: opening a device may already have an effect.
    guard let facts = folder.facts(name) else {
      if errno == ENOENT { return nil }
      throw FileFailure(path)
    }
    guard facts.isPlainFile else { return nil }
    try self.init(path) { SystemPath.with(name) { openat(folder.handle, $0, OpenFile.flags | O_NOFOLLOW) } }
  }

  // O_NONBLOCK: opening a pipe would otherwise wait for ever.
  private static let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK

  private init?(_ path: String, _ open: () -> Int32) throws {
    self.path = path
    file = open()
    var facts = stat()
    if file < 0 {
      // ENXIO, ENODEV: sockets, and devices without a driver. ELOOP: a link where none may be followed.
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

  /// Creates a temporary file without a name, for writing and reading; it disappears when this object does.
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

  /// Returns at most `count` bytes from `offset` on; fewer at the end of the file.
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

  /// Calls `body` with the file's bytes, 64 KiB at a time.
  public func eachPart(_ body: ([UInt8]) throws -> Void) throws {
    var place = 0
    while true {
      let bytes = try read(65_536, at: place)
      guard !bytes.isEmpty else { return }
      place += bytes.count
      try body(bytes)
    }
  }

  /// Whether size and modification time are those at opening, that is, nobody has written to it since.
  public var isUnchanged: Bool {
    var now = stat()
    return fstat(file, &now) == 0 && now.st_size == facts.st_size && now.st_mtim.tv_sec == facts.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == facts.st_mtim.tv_nsec
  }

  /// Returns all bytes of a file; `nil` if there is no plain file, or it is longer than `most` bytes.
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

  /// Syncs a file that any program has written, and its name.
  public static func settle(_ path: String) throws {
    let file = SystemPath.with(path) { open($0, flags | O_NOFOLLOW) }
    guard file >= 0 else { throw FileFailure(path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw FileFailure(path) }
    try Folder.sync(Folder.parent(of: path))
  }
}
