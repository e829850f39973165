import DurableFile
import Wording

/// A file named by an administrator.
enum InputFile {
  static let most = 16 << 20

  struct Unreadable: Refusal, Equatable {
    let path: String

    var words: Bilingual {
      Bilingual(
        "Không đọc được tệp \(path), hoặc tệp quá lớn; xem lại đường dẫn.",
        "The file \(path) cannot be read or is too large; check its path.")
    }
  }

  /// The contents of the file; `nil` if it cannot be read, is too large or is no regular file.
  static func read(_ path: String) throws -> [UInt8]? {
    do { return try OpenFile.all(path, atMost: most) } catch is FileFailure { return nil }
  }
}
