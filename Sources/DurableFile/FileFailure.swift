import Glibc

/// Why a file or folder could not be read or written.
public struct FileFailure: Error, Equatable {
  public enum Kind: Sendable {
    /// What the system said: `code` is its error number.
    case system
    /// Something of that name is there, and nothing may be written over.
    case exists
    /// A folder, link, pipe or device stands where only a plain file is read or replaced.
    case noPlainFile
    /// A link, or a file, stands where a folder is to be, in a folder that others fill.
    case noPlainFolder
  }

  public var path: String
  public var kind: Kind
  public var code: Int32

  /// With the error number of the call that has just failed.
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

  /// Whether the disk is full, read-only, broken or gone, so that the next file would fare no better than this one.
  public var isOfDisk: Bool {
    isFull || kind == .system && [EROFS, EIO, ENODEV, ENXIO, ESTALE, ENOTCONN, EMFILE, ENFILE, ENOMEM].contains(code)
  }
}
