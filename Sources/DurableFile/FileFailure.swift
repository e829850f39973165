import Glibc

/// Why a file or folder could not be read or written.
public struct FileFailure: Error, Equatable {
  public enum Kind: Sendable {
    /// The system refused; `code` is its error number.
    case system
    /// A file of that name exists, and it must not be overwritten.
    case exists
    /// There is a folder, link, pipe or device where only a plain file is read or replaced.
    case noPlainFile
    /// There is a link or a file where a folder is expected, in a folder that others can write to.
    case noPlainFolder
  }

  public var path: String
  public var kind: Kind
  public var code: Int32

  /// Takes the error number from `errno`, so it must follow the failed call immediately.
  public init(_ path: String) {
    self.path = path
    kind = .system
    code = errno
  }

  init(_ path: String, _ kind: Kind, code: Int32 = 0) {
    self.path = path
    self.kind = kind
    self.code = code
  }

  public var isFull: Bool { code == ENOSPC || code == EDQUOT || code == EFBIG }

  /// Whether the disk is full, read-only, broken or gone, so that the next file would fail as well.
  public var isOfDisk: Bool {
    isFull || kind == .system && [EROFS, EIO, ENODEV, ENXIO, ESTALE, ENOTCONN, EMFILE, ENFILE, ENOMEM].contains(code)
  }
}
