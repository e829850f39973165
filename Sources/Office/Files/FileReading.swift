import DurableFile
import Records

/// A file from outside while it is read into the office. Changes during the reading are detected, so that a mixture of
/// an old and a new version is never stored.
final class FileReading {
  let path: String
  let size: Int
  private let file: OpenFile

  /// The maximum size of a file in bytes: a scan of a thousand pages is smaller, and a backup must remain easy to
  /// handle.
  static let most = 512 << 20

  init(_ path: String) throws {
    self.path = path
    file = try FileRefusal.opening(path)
    size = file.size
    guard size > 0 else { throw FileRefusal.empty(path) }
    guard size <= FileReading.most else { throw FileRefusal.large(path, size: size) }
  }

  /// Passes the file to `body` piece by piece, from the beginning.
  func pieces(of length: Int, _ body: ([UInt8]) throws -> Void) throws {
    var total = 0
    while true {
      let piece: [UInt8]
      do { piece = try file.read(length, at: total) } catch is FileFailure { throw FileRefusal.unreadable(path) }
      total += piece.count
      guard total <= size else { throw FileRefusal.changed(path) }
      if !piece.isEmpty { try body(piece) }
      if piece.count < length { break }
    }
    guard total == size, file.isUnchanged else { throw FileRefusal.changed(path) }
  }
}
