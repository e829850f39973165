import DurableFile

/// A small text file of the user's own: settings, what is kept for comfort.
package enum OwnFile {
  /// Nil when there is none, or it cannot be read.
  package static func read(_ path: String, atMost size: Int = 1 << 20) -> String? {
    guard let bytes = try? OpenFile.all(path, atMost: size) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
