import Glibc

/// Writes to stderr at once, as it is.
func writeError(_ text: String) {
  var text = text
  text.withUTF8 { bytes in
    var at = 0
    while at < bytes.count {
      let count = write(2, bytes.baseAddress! + at, bytes.count - at)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      at += count
    }
  }
}
