import Foundation

@testable import Vietnamese

/// Vectors/code-pages.tsv: the bytes of every Vietnamese letter in every page.
enum PageVectors {
  static let pages: [(column: String, page: CodePage)] = [
    ("tcvn3_abc", .tcvn3), ("tcvn5712_vn1", .tcvn5712), ("vni_windows", .vni), ("viscii_rfc1456", .viscii),
    ("vps_unikey", .vps), ("cp1258", .cp1258), ("viqr", .viqr),
  ]

  static let letters: [(letter: Character, bytes: [CodePage: [UInt8]])] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Vectors/code-pages.tsv")
    let rows = try! String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: "\t").map(String.init) }
    return rows.dropFirst().map { row in
      var bytes: [CodePage: [UInt8]] = [:]
      for (column, page) in pages {
        let cell = row[rows[0].firstIndex(of: column)!]
        bytes[page] = page == .viqr ? Array(cell.utf8) : cell.split(separator: " ").map { UInt8($0, radix: 16)! }
      }
      return (Character(row[0]), bytes)
    }
  }()

  static let oldPages = pages.map(\.page)

  /// Whether another letter has the same byte in this page.
  static func isShared(_ letter: Character, _ page: CodePage) -> Bool {
    letters.contains { $0.letter != letter && $0.bytes[page] == letters.first { $0.letter == letter }!.bytes[page] }
  }
}

/// Two paragraphs of the kind that every office has.
enum Paragraphs {
  static let report = """
    Căn cứ kế hoạch đã ban hành, Uỷ ban nhân dân xã báo cáo kết quả rà soát hộ nghèo sáu tháng đầu năm như sau: toàn \
    xã còn mười hai hộ,
    giảm ba hộ so với cùng kỳ năm trước. Đề nghị các thôn gửi danh sách về Văn phòng trước ngày 15 tháng 7 để tổng \
    hợp, trình Chủ tịch xem
    xét, quyết định.

    """
  static let heading = """
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    Độc lập - Tự do - Hạnh phúc
    ỦY BAN NHÂN DÂN XÃ
    Số: 15/QĐ-UBND
    QUYẾT ĐỊNH VỀ VIỆC NÂNG LƯƠNG THƯỜNG XUYÊN

    """
}

func hexadecimal(_ text: String) -> [UInt8] {
  let digits = text.filter { $0 != " " }
  return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits.dropFirst($0).prefix(2), radix: 16)! }
}

/// Returns what a program shows that reads the bytes as Western Windows, saved as UTF-8.
func misread(_ bytes: [UInt8]) -> [UInt8] {
  var text = String.UnicodeScalarView()
  for byte in bytes {
    let scalar = Windows1252.scalar(byte)
    text.append(Unicode.Scalar(scalar == 0 ? UInt32(byte) : scalar)!)
  }
  return Array(String(text).utf8)
}
