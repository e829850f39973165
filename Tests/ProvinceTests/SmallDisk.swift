import Foundation
import Glibc

/// A file system in memory that is soon full. Making one requires the right to mount.
final class SmallDisk {
  private let path: String

  static let isAllowed: Bool = {
    let path = "/tmp/vanthu-disk-\(getpid())"
    guard let disk = try? SmallDisk(at: path, megabytes: 1) else { return false }
    withExtendedLifetime(disk) {}
    return true
  }()

  init(at path: String, megabytes: Int) throws {
    self.path = path
    mkdir(path, 0o700)
    try SmallDisk.mount("size=\(megabytes)m,mode=0700", path, 0)
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }

  func grow(megabytes: Int) throws { try SmallDisk.mount("size=\(megabytes)m,mode=0700", path, UInt(MS_REMOUNT)) }

  private static func mount(_ options: String, _ path: String, _ flags: UInt) throws {
    guard Glibc.mount("tmpfs", path, "tmpfs", flags, options) == 0 else { throw CannotMount(code: errno) }
  }

  struct CannotMount: Error { let code: Int32 }
}
