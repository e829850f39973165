import DurableFile
import Wording

/// A small text file (at most 1 MiB), unchanged.
package enum TextFile {
  package static func read(_ path: String) throws -> String {
    let place = try FileNames.found(path)
    guard let bytes = try? OpenFile.all(place, atMost: 1 << 20) else {
      throw TextFileRefusal.unreadable(path)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

package enum TextFileRefusal: Refusal, Equatable {
  case unreadable(String)
  case empty(String)

  package var words: Bilingual {
    switch self {
    case .unreadable(let path):
      Bilingual(
        "Không đọc được \(path); xem lại tên tệp và quyền đọc.",
        "\(path) cannot be read; check its name and permissions.")
    case .empty(let path):
      Bilingual(
        "Tệp \(path) không có dòng nào; lịch nghỉ giữ nguyên.", "\(path) has no lines; the holidays stay as they are.")
    }
  }
}
