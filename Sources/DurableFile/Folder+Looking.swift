import Glibc

/// What there is to be known of a path without opening it.
extension Folder {
  /// What a path leads to, links followed; `nil` when it leads to nothing. `errno` says why.
  public static func facts(_ path: String) -> stat? {
    var facts = stat()
    return SystemPath.with(path) { stat($0, &facts) } == 0 ? facts : nil
  }

  /// Whether it is a folder.
  public static func exists(_ path: String) -> Bool { facts(path)?.isFolder ?? false }

  /// Whether it leads to anything at all.
  public static func leadsSomewhere(_ path: String) -> Bool { facts(path) != nil }

  /// What somebody may do with what a path leads to.
  public enum Right: Sendable {
    case read
    case write
    /// A program is run, and a folder entered.
    case execute
  }

  /// Whether this user may. Neither may anybody where there is nothing, nor write on a disk that takes no writing.
  public static func allows(_ right: Right, _ path: String) -> Bool {
    let mode =
      switch right {
      case .read: R_OK
      case .write: W_OK
      case .execute: X_OK
      }
    return SystemPath.with(path) { access($0, mode) } == 0
  }

  /// The path of the thing itself: from the root, through no link; `nil` when there is none.
  public static func resolved(_ path: String) -> String? {
    guard let resolved = SystemPath.with(path, { realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return SystemPath.text(resolved)
  }

  /// What a link says; `nil` when it is none.
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

  /// The folder this program was begun in; `nil` when it is gone.
  public static var current: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return SystemPath.text(path)
  }

  /// Whether nothing can be written where it lies, whatever rights one has: a disk or stick that is mounted read-only.
  public static func isOnReadOnlyDisk(_ path: String) -> Bool {
    disk(path).map { $0.f_flag & UInt(ST_RDONLY) != 0 } ?? false
  }

  /// How many bytes an ordinary user may still write where it lies; `nil` where it cannot be known.
  public static func freeBytes(_ path: String) -> Int? { disk(path).map { Int($0.f_bavail) * Int($0.f_frsize) } }

  private static func disk(_ path: String) -> statvfs? {
    var disk = statvfs()
    return SystemPath.with(path) { statvfs($0, &disk) } == 0 ? disk : nil
  }
}
