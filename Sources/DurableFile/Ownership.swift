import Glibc
import Synchronization

/// The owner to whom root gives the files it creates: a service cannot read files in its folder that root keeps for
/// itself. Files created by any other user stay that user's.
public struct Ownership: Equatable, Sendable {
  public var user: uid_t
  public var group: gid_t

  public init(of facts: stat) { (user, group) = (facts.st_uid, facts.st_gid) }

  private static let given = Mutex<[String: Ownership]>([:])

  /// From now on, what this program creates at or below the path belongs to this owner, if the program runs as root.
  public func give(below path: String) {
    let folder = String(path.reversed().drop { $0 == "/" }.reversed())
    Ownership.given.withLock { $0[folder] = self }
  }

  /// Returns the owner to give a path to; `nil` if it stays the program's own.
  static func owner(at path: String) -> Ownership? {
    guard geteuid() == 0 else { return nil }
    return given.withLock { given in given.first { SystemPath.begins(path + "/", with: $0.key + "/") }?.value }
  }

  /// Changes the owner of a file that was opened or created at the path. Failures are ignored: a file system without
  /// owners lets everybody read it.
  static func settle(_ file: Int32, at path: String) {
    if file >= 0, let owner = owner(at: path) { _ = fchown(file, owner.user, owner.group) }
  }
}
