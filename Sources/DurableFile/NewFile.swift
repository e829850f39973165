import Glibc

/// A file that appears whole or not at all: written aside, on the disk before it gets its name.
///
/// Every file of every program is made by this. Aside it has a name nobody can guess, is created and never opened, so that no link that
/// was laid ready leads anywhere; it lies in the folder that was open when the work began.
public final class NewFile {
  /// Where it will be.
  public let path: String
  /// Where it is until then: for SQLite, which wants a path.
  public let asidePath: String
  private let folder: Folder
  private let name: String
  private let aside: String
  private let replacing: Replacing
  private var file: Int32 = -1
  private var isDone = false

  /// - Parameters:
  ///   - path: links on the way to its folder are those of whoever named it.
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
    // Asked before the work as well as after it.
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

  /// What is written so far is on the disk.
  public func sync() throws { guard fsync(file) == 0 else { throw FileFailure(path) } }

  /// Gives the file its name.
  ///
  /// - Parameters:
  ///   - isSafe: whether it is on the disk, with its name, when the call returns.
  ///   - other: another name in the same folder, where it turned out to be something else.
  /// - Throws: `FileFailure`; nothing is left behind then.
  public func finish(as other: String? = nil, isSafe: Bool = true) throws {
    do {
      if isSafe { try sync() }
      var made = stat()
      _ = fstat(file, &made)
      // At once: closing it later would take SQLite's locks from whoever opens the whole file in this process.
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

  /// Leaves nothing behind.
  public func giveUp() {
    shut()
    guard !isDone else { return }
    isDone = true
    for end in NewFile.ends { try? folder.remove(aside + end) }
  }

  /// Once: its number may be somebody else's file by then.
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

// MARK: the names aside

extension NewFile {
  /// What SQLite lays beside a file.
  static let ends = ["", "-wal", "-shm", "-journal"]

  static func randomName() -> String {
    let digits = String(UInt64.random(in: .min ... .max), radix: 16)
    return ".vanthu-\(String(repeating: "0", count: 16 - digits.count))\(digits).part"
  }

  /// Whether a file of this name was one in the making.
  public static func isAside(_ name: String) -> Bool {
    let end = ends.last { name.hasSuffix(".part" + $0) } ?? ""
    let stem = name.dropLast(end.utf8.count)
    return name.hasPrefix(".vanthu-") && stem.hasSuffix(".part") && stem.utf8.count == 29
      && stem.dropFirst(8).prefix(16).allSatisfy(\.isHexDigit)
  }
}

extension Folder {
  /// Takes away what runs left here that were cut off while they made a file: files of this user, of such a name, last written before
  /// that moment (seconds since 1970, by the clock of the file system).
  func removeLeftovers(before moment: Int) {
    for name in (try? names()) ?? [] where NewFile.isAside(name) {
      guard let facts = facts(name), facts.isPlainFile, facts.st_uid == geteuid(), facts.st_mtim.tv_sec < moment else {
        continue
      }
      try? remove(name)
    }
  }

  /// The same whatever their age: only where nobody else can be at work in it.
  public func removeLeftovers() { removeLeftovers(before: .max) }
}

extension Int32 {
  /// Writes all of it to the file this is the descriptor of.
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
