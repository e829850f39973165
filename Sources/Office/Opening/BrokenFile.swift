import DurableFile
import Wording

/// A broken file in the place of an office's, recognised by its beginning and its length.
public enum BrokenFile: Equatable, Sendable {
  case empty
  case zeros
  /// Shorter than its own header says: the bytes it has, the bytes it should have.
  case cutOff(Int, of: Int)
  /// A database without one of our tables.
  case withoutTables
  /// The file is gone, and a log beside it holds acts.
  case logOnly

  /// Returns what is wrong with the file; `nil` if it is none of this.
  static func of(_ path: String) -> BrokenFile? {
    guard let mark = FileMark(path) else { return (FileMark(path + "-wal")?.size ?? 0) > 0 ? .logOnly : nil }
    guard mark.isRegular else { return nil }
    if mark.size == 0 { return .empty }
    let head = beginning(of: path)
    if head.allSatisfy({ $0 == 0 }) { return .zeros }
    guard let size = size(head), size > mark.size else { return nil }
    return .cutOff(mark.size, of: size)
  }

  /// Returns how long a file of ours should be according to its header, in bytes; nil if it is not ours.
  static func size(_ head: [UInt8]) -> Int? {
    func number(_ range: Range<Int>) -> Int { head[range].reduce(0) { $0 << 8 | Int($1) } }
    guard head.count >= 100, head[..<16] == Array("SQLite format 3\0".utf8)[...],
      number(68..<72) == OfficeFile.applicationID
    else { return nil }
    let page = number(16..<18) == 1 ? 65_536 : number(16..<18)
    return page * number(28..<32)
  }

  static func beginning(of path: String) -> [UInt8] {
    guard let file = try? OpenFile(path) else { return [] }
    return (try? file.read(4096, at: 0)) ?? []
  }

  /// Returns what is wrong, without a full stop.
  public func words(_ path: String) -> Bilingual {
    switch self {
    case .empty:
      Bilingual(
        "Tệp \(path) rỗng (0 byte), thường do mất điện hoặc đầy đĩa",
        "\(path) is empty (0 bytes), as a power cut or a full disk leaves it")
    case .zeros:
      Bilingual(
        "Tệp \(path) chỉ toàn byte 0, thường do mất điện", "\(path) holds nothing but zeros, as a power cut leaves it")
    case .cutOff(let size, let whole):
      Bilingual(
        "Tệp \(path) bị cụt: có \(size) byte, phải có \(whole)",
        "\(path) is cut off: it has \(size) bytes and should have \(whole)")
    case .withoutTables:
      Bilingual("Tệp \(path) không có bảng nào của vanthu", "\(path) has none of vanthu's tables")
    case .logOnly:
      Bilingual(
        "Không có tệp \(path), chỉ còn \(path)-wal", "There is no file \(path), only \(path)-wal")
    }
  }
}
