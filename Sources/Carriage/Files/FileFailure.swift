import Glibc

/// What the system says a file did wrong.
public struct FileFailure: Error {
  public var path: String
  public var code: Int32

  public init(_ path: String) {
    self.path = path
    code = errno
  }

  public var isFull: Bool { code == ENOSPC || code == EDQUOT }
}
