import Glibc
import Wording

/// A file an administrator names.
enum InputFile {
  static let most = 16 << 20

  struct Unreadable: Refusal, Equatable {
    let path: String

    var words: Words {
      Words(
        "Không đọc được tệp \(path), hoặc tệp quá lớn; xem lại đường dẫn.",
        "The file \(path) cannot be read or is too large; look at its path.")
    }
  }

  /// All of it; `nil` when it cannot be read.
  static func read(_ path: String) throws -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = part.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0, bytes.count <= most else { return nil }
      if count == 0 { return bytes }
      bytes += part[..<count]
    }
  }
}
