import Glibc

/// A file that appears complete or not at all: written under a temporary name and synced before it gets its own.
///
/// All files of all programs are made by this. The temporary name cannot be guessed and is created exclusively, so no
/// link that was prepared there is followed; it is in the folder that was open when the work began.
public final class NewFile {
  /// The final path.
  public let path: String
  /// The temporary path, for SQLite, which needs one.
  public let asidePath: String
  private let folder: Folder
  private let name: String
  private let aside: String
  private let replacing: Replacing
  private var file: Int32 = -1
  private var isDone = false

  /// - Parameters:
  ///   - path: links on the way to its folder are followed; they belong to the person who named it.
  ///   - mode: for its owner alone, unless others are to read it.
  /// - Throws: `FileFailure`.
  public convenience init(_ path: String, replacing: Replacing = .names, mode: mode_t = 0o600) throws {
    try self.init(
      Folder.name(of: path), in: Folder(Folder.parent(of: path)), at: path, replacing: replacing, mode: mode)
  }

  public convenience init(
    _ name: String, in folder: Folder, replacing: Replacing = .names, mode: mode_t = 0o600
  ) throws {
    try self.init(name, in: folder, at: "\(folder.path)/\(name)", replacing: replacing, mode: mode)
  }

  private init(_ name: String, in folder: Folder, at path: String, replacing: Replacing, mode: mode_t) throws {
    (self.path, self.name, self.folder, self.replacing) = (path, name, folder, replacing)
    // Checked before the work and again in `finish`.
    guard !name.isEmpty else { throw FileFailure(path, .noPlainFile, code: EISDIR) }
    aside = NewFile.randomName()
    asidePath = "\(folder.path)/\(aside)"
    try folder.refuseToReplace(name, at: path, replacing)
    file = NewFile.create(aside, in: folder, mode: mode)
    guard file >= 0 else { throw FileFailure(path) }
    Ownership.settle(file, at: path)
  }

  deinit { giveUp() }

  static func create(_ name: String, in folder: Folder, mode: mode_t) -> Int32 {
    SystemPath.with(name) {
      openat(folder.handle, $0, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    }
  }

  public func write(_ bytes: [UInt8]) throws { try file.writeAll(bytes, path) }

  /// Syncs what was written so far.
  public func sync() throws { guard fsync(file) == 0 else { throw FileFailure(path) } }

  /// Renames the file to its final name.
  ///
  /// - Parameters:
  ///   - isSafe: whether the file and its name are durable when the call returns.
  ///   - other: another name in the same folder, if the file turned out to be something else.
  /// - Throws: `FileFailure`; nothing is left behind then.
  public func finish(as other: String? = nil, isSafe: Bool = true) throws {
    do {
      if isSafe { try sync() }
      var made = stat()
      _ = fstat(file, &made)
      // Close now: closing it later would drop SQLite's locks on the finished file, if this process has opened it by
      // then.
      shut()
      do { try Folder.give(aside, in: folder, the: other ?? name, in: folder, replacing) } catch var failure
        as FileFailure
      {
        failure.path = path
        throw failure
      }
      isDone = true
      guard isSafe else { return }
      try folder.sync()
      folder.removeLeftovers(before: made.st_mtim.tv_sec - 86_400)
    } catch {
      giveUp()
      throw error
    }
  }

  /// Removes the temporary file, unless `finish` has succeeded.
  public func giveUp() {
    shut()
    guard !isDone else { return }
    isDone = true
    for end in NewFile.ends { try? folder.remove(aside + end) }
  }

  /// Closes once only: later the descriptor may belong to another file.
  private func shut() {
    if file >= 0 { close(file) }
    file = -1
  }

  public static func write(
    _ bytes: [UInt8], to path: String, replacing: Replacing = .names, mode: mode_t = 0o600, isSafe: Bool = true
  ) throws {
    let new = try NewFile(path, replacing: replacing, mode: mode)
    try new.write(bytes)
    try new.finish(isSafe: isSafe)
  }

  public static func write(_ bytes: [UInt8], to name: String, in folder: Folder, mode: mode_t = 0o600) throws {
    try NewFile(name, in: folder, mode: mode).filled { try $0.write(bytes) }
  }

  /// Calls `body` to fill the file, then `finish`. If `body` throws, nothing is left behind.
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

// MARK: temporary names

extension NewFile {
  /// The suffixes of SQLite's files: the database and those beside it.
  static let ends = ["", "-wal", "-shm", "-journal"]

  static func randomName() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return ".vanthu-\(String(repeating: "0", count: 16 - digits.count))\(digits).part"
  }

  /// Whether a name is that of a temporary file of `NewFile`, or of SQLite beside one.
  public static func isAside(_ name: String) -> Bool {
    let end = ends.last { name.hasSuffix(".part" + $0) } ?? ""
    let stem = name.dropLast(end.utf8.count)
    return name.hasPrefix(".vanthu-") && stem.hasSuffix(".part") && stem.utf8.count == 29
      && stem.dropFirst(8).prefix(16).allSatisfy(\.isHexDigit)
  }
}

extension Folder {
  /// Removes temporary files left by runs that were cut off: files of this user with such a name, last written before
  /// `moment` (seconds since 1970, by the clock of the file system).
  func removeLeftovers(before moment: Int) {
    for name in (try? names()) ?? [] where NewFile.isAside(name) {
      guard let facts = facts(name), facts.isPlainFile, facts.st_uid == geteuid(), facts.st_mtim.tv_sec < moment else {
        continue
      }
      try? remove(name)
    }
  }

  /// Removes temporary files of any age. Only for folders in which nobody else can be writing.
  public func removeLeftovers() { removeLeftovers(before: .max) }
}

extension Int32 {
  /// Writes all bytes to this file descriptor.
  func writeAll(_ bytes: [UInt8], _ path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(self, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw FileFailure(path) }
      rest = rest.dropFirst(count)
    }
  }
}
