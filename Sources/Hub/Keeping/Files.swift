import Glibc

/// What the system says a file did wrong.
struct FileFailure: Error {
  var path: String
  var code: Int32

  init(_ path: String) {
    self.path = path
    code = errno
  }

  var isFull: Bool { code == ENOSPC || code == EDQUOT }
}

/// A file that appears whole or not at all: written aside, on the disk before it gets its name.
struct NewFile {
  private let path: String
  private let aside: String
  private let file: Int32

  init(_ path: String, mode: mode_t = 0o600) throws {
    self.path = path
    aside = "\(path).\(getpid()).part"
    file = open(aside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard file >= 0 else { throw FileFailure(aside) }
  }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(aside) }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives the file its name.
  func finish() throws {
    guard fsync(file) == 0 else { throw FileFailure(aside) }
    close(file)
    guard rename(aside, path) == 0 else { throw FileFailure(path) }
    try Folder.sync(Folder.parent(of: path))
  }

  /// Leaves nothing behind.
  func giveUp() {
    close(file)
    unlink(aside)
  }

  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws {
    let new = try NewFile(path, mode: mode)
    do {
      try new.write(bytes)
      try new.finish()
    } catch {
      new.giveUp()
      throw error
    }
  }
}

/// Reads a file part by part.
final class OpenFile {
  private let path: String
  private let file: Int32

  /// `nil` when there is none of this name, or no plain file.
  init?(_ path: String) throws {
    self.path = path
    file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 {
      if errno == ENOENT { return nil }
      throw FileFailure(path)
    }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    size = Int(facts.st_size)
  }

  private(set) var size = 0

  deinit { if file >= 0 { close(file) } }

  /// At most `count` bytes from `offset` on; fewer at the end.
  func read(_ count: Int, at offset: Int) throws -> [UInt8] {
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

  /// All of a small file; `nil` when there is none, or it is longer than `most`.
  static func all(_ path: String, atMost most: Int) throws -> [UInt8]? {
    guard let file = try OpenFile(path), file.size <= most else { return nil }
    return try file.read(file.size, at: 0)
  }
}

enum Folder {
  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Makes it, with those it lies in; nothing when it is there.
  static func make(_ path: String, mode: mode_t = 0o700) throws {
    if mkdir(path, mode) == 0 || errno == EEXIST { return }
    let parent = parent(of: path)
    guard errno == ENOENT, parent != path else { throw FileFailure(path) }
    try make(parent, mode: mode)
    guard mkdir(path, mode) == 0 || errno == EEXIST else { throw FileFailure(path) }
  }

  /// Names that were given in the folder are on the disk after this.
  static func sync(_ path: String) throws {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw FileFailure(path) }
    defer { close(folder) }
    // Some file systems of sticks know no such thing for folders.
    guard fsync(folder) == 0 || errno == EINVAL else { throw FileFailure(path) }
  }

  /// The names in it, sorted; none when there is no such folder.
  static func names(_ path: String) throws -> [String] {
    guard let folder = opendir(path) else {
      if errno == ENOENT { return [] }
      throw FileFailure(path)
    }
    defer { closedir(folder) }
    var names: [String] = []
    while let item = readdir(folder) {
      let name = withUnsafePointer(to: &item.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
