import DurableFile

/// A small text file of the user, such as settings.
package enum OwnFile {
  /// Returns the text; `nil` if there is no such file, or if it cannot be read or is too large.
  package static func read(_ path: String, atMost size: Int = 1 << 20) -> String? {
    guard let bytes = try? OpenFile.all(path, atMost: size) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }
}
