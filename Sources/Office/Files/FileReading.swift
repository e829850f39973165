import DurableFile
import Records

/// A file from outside while it is read into the office: watched, so that half of an old and half of a new file is never kept.
final class FileReading {
  let path: String
  let size: Int
  private let file: OpenFile

  /// The most one file may have: a scan of a thousand pages has less, and a backup must stay handy.
  static let most = 512 << 20

  init(_ path: String) throws {
    self.path = path
    file = try FileRefusal.opening(path)
    size = file.size
    guard size > 0 else { throw FileRefusal.empty(path) }
    guard size <= FileReading.most else { throw FileRefusal.large(path, size: size) }
  }

  /// Gives the file piece by piece, from the beginning.
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
