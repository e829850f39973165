import Glibc

extension Folder {
  /// Whether nothing can be written where it lies, whatever rights one has: a disk or stick that is mounted read-only.
  public static func isOnReadOnlyDisk(_ path: String) -> Bool {
    var disk = statvfs()
    return SystemPath.with(path) { statvfs($0, &disk) } == 0 && disk.f_flag & UInt(ST_RDONLY) != 0
  }
}
