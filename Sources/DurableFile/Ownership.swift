import Glibc
import Synchronization

/// Whose the files are that root makes for somebody else: what root keeps for itself in the folder of a service the service cannot
/// read. What any other user makes is that user's.
public struct Ownership: Equatable, Sendable {
  public var user: uid_t
  public var group: gid_t

  public init(of facts: stat) { (user, group) = (facts.st_uid, facts.st_gid) }

  private static let given = Mutex<[String: Ownership]>([:])

  /// What this program makes at the path, or below it, is of this owner from now on, when the program runs as root.
  public func give(below path: String) {
    let folder = String(path.reversed().drop { $0 == "/" }.reversed())
    Ownership.given.withLock { $0[folder] = self }
  }

  /// `nil` where what is made at the path stays the program's own.
  static func owner(at path: String) -> Ownership? {
    guard geteuid() == 0 else { return nil }
    return given.withLock { given in given.first { SystemPath.begins(path + "/", with: $0.key + "/") }?.value }
  }

  /// Gives away what was opened or made at the path. A file system that knows no owners lets everybody read it.
  static func settle(_ file: Int32, at path: String) {
    if file >= 0, let owner = owner(at: path) { _ = fchown(file, owner.user, owner.group) }
  }
}
