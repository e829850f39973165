import Glibc

/// Folders and files by path: those of the program itself, and those a person named.
extension Folder {
  /// Returns the path of the folder that contains the path.
  public static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Returns the last component of a path; empty if the path ends in a slash.
  public static func name(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  /// Returns the path of this name in the folder of another path.
  public static func path(of name: String, beside path: String) -> String {
    (path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? "") + name
  }

  /// Creates a folder with its missing parents; does nothing if it exists.
  public static func make(_ path: String, mode: mode_t = 0o700) throws {
    if SystemPath.with(path, { mkdir($0, mode) }) == 0 { return try giveAway(path) }
    if errno == EEXIST { return }
    let parent = parent(of: path)
    guard errno == ENOENT, parent != path else { throw FileFailure(path) }
    try make(parent, mode: mode)
    if SystemPath.with(path, { mkdir($0, mode) }) == 0 { return try giveAway(path) }
    guard errno == EEXIST else { throw FileFailure(path) }
  }

  private static func giveAway(_ path: String) throws {
    guard Ownership.owner(at: path) != nil else { return }
    let folder = try Folder(path)
    withExtendedLifetime(folder) { Ownership.settle(folder.handle, at: path) }
  }

  /// Creates a temporary folder for this user alone, in `TMPDIR` or `/tmp`.
  public static func makePrivate() throws -> String {
    let root = getenv("TMPDIR").map { SystemPath.text($0) } ?? "/tmp"
    var template = SystemPath.cString("\(root)/vanthu-XXXXXX")
    guard mkdtemp(&template) != nil else { throw FileFailure(root) }
    return template.withUnsafeBufferPointer { SystemPath.text($0.baseAddress!) }
  }

  /// Removes a folder of the program's own and the files in it. Ignores failures: a leftover does no harm.
  public static func removePrivate(_ path: String) {
    guard let folder = try? Folder(path) else { return }
    for name in (try? folder.names()) ?? [] { try? folder.remove(name) }
    SystemPath.with(path) { _ = rmdir($0) }
  }

  /// Syncs a folder, so that the names in it survive a power cut.
  public static func sync(_ path: String) throws { try Folder(path).sync() }

  /// Returns the names in a folder, sorted; empty if there is no such folder.
  public static func names(_ path: String) throws -> [String] {
    do { return try Folder(path).names() } catch let failure as FileFailure where failure.code == ENOENT { return [] }
  }

  /// Removes the rights of others from a file of this user. The group keeps its rights if it may write the file,
  /// because then somebody wanted that.
  public static func closeToOthers(_ path: String) {
    guard let facts = facts(path), facts.isPlainFile, facts.st_uid == geteuid() else { return }
    let kept: mode_t = facts.st_mode & 0o020 != 0 ? 0o660 : 0o600
    if facts.st_mode & 0o777 & ~kept != 0 { SystemPath.with(path) { _ = chmod($0, facts.st_mode & kept) } }
  }

  /// Removes a file of the program's own; does nothing if there is none.
  public static func remove(_ path: String) throws {
    guard SystemPath.with(path, { unlink($0) }) == 0 || errno == ENOENT else { throw FileFailure(path) }
  }

  /// Removes a database with the files SQLite keeps beside it. Ignores failures: a leftover does no harm.
  public static func removeDatabase(_ path: String) { for end in NewFile.ends { try? remove(path + end) } }

  /// Renames a file of the program's own, in its folder or to another one on the same disk, and syncs both folders.
  public static func move(_ path: String, to place: String, replacing: Replacing = .names) throws {
    let (from, to) = (parent(of: path), parent(of: place))
    let folder = try Folder(from)
    try folder.move(name(of: path), to: from == to ? folder : Folder(to), as: name(of: place), replacing: replacing)
  }

  /// Gives a file of the program's own a second name (a hard link). Returns false if the file system has no hard links
  /// or the name is taken.
  public static func link(_ path: String, as place: String) -> Bool {
    SystemPath.with(path) { old in SystemPath.with(place) { Glibc.link(old, $0) } } == 0
  }

  /// Gives a file a second name (a hard link) in this folder.
  public func link(_ path: String, as name: String) -> Bool {
    SystemPath.with(path) { old in SystemPath.with(name) { linkat(AT_FDCWD, old, handle, $0, 0) } } == 0
  }
}
