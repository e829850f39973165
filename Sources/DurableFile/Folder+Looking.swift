import Glibc

/// Facts about a path, without opening it.
extension Folder {
  /// Returns the `stat` of the file a path leads to, following links; `nil` if there is none, and `errno` says why.
  public static func facts(_ path: String) -> stat? {
    var facts = stat()
    return SystemPath.with(path) { stat($0, &facts) } == 0 ? facts : nil
  }

  /// Whether the path leads to a folder.
  public static func exists(_ path: String) -> Bool { facts(path)?.isFolder ?? false }

  /// Whether the path leads to anything at all.
  public static func leadsSomewhere(_ path: String) -> Bool { facts(path) != nil }

  /// What a user may do with the file or folder a path leads to.
  public enum Right: Sendable {
    case read
    case write
    /// Run the program, or enter the folder.
    case execute
  }

  /// Whether this user has the right. False where nothing exists, and for `.write` on a read-only disk.
  public static func allows(_ right: Right, _ path: String) -> Bool {
    let mode =
      switch right {
      case .read: R_OK
      case .write: W_OK
      case .execute: X_OK
      }
    return SystemPath.with(path) { access($0, mode) } == 0
  }

  /// Returns the absolute path with all links resolved; `nil` if nothing exists there.
  public static func resolved(_ path: String) -> String? {
    guard let resolved = SystemPath.with(path, { realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return SystemPath.text(resolved)
  }

  /// Returns the target of a link; `nil` if the path is not a link.
  public static func target(ofLink path: String) -> String? {
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { room, length in
      let count = room.count
      length = max(
        0,
        SystemPath.with(path) { path in
          room.withMemoryRebound(to: CChar.self) { readlink(path, $0.baseAddress!, count) }
        })
    }
    return bytes.isEmpty ? nil : SystemPath.text(bytes)
  }

  /// The working directory of this program; `nil` if it no longer exists.
  public static var current: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return SystemPath.text(path)
  }

  /// Whether the disk or stick the path is on is mounted read-only, so that no right helps.
  public static func isOnReadOnlyDisk(_ path: String) -> Bool {
    disk(path).map { $0.f_flag & UInt(ST_RDONLY) != 0 } ?? false
  }

  /// Returns how many bytes an ordinary user may still write to the disk the path is on; `nil` if that is unknown.
  public static func freeBytes(_ path: String) -> Int? { disk(path).map { Int($0.f_bavail) * Int($0.f_frsize) } }

  private static func disk(_ path: String) -> statvfs? {
    var disk = statvfs()
    return SystemPath.with(path) { statvfs($0, &disk) } == 0 ? disk : nil
  }
}
