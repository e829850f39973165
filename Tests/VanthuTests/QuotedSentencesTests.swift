import Foundation
import Testing

/// The sentences that the guide quotes from the program, in chapter 11, at the end of chapter 14 and on the page beside
/// the PC, are the program's.
///
/// Each piece between `…`, `“…”` and numbers must be in the sources. What a source inserts, `\\(…)`, may stand for up
/// to four words of a piece.
struct QuotedSentencesTests {
  @Test(arguments: [("11-loi-thuong-gap", "# "), ("14-gui-nhan", "## Khi có trục trặc"), ("mot-trang", "# ")])
  func everyQuotedSentenceIsInTheSources(chapter: String, heading: String) throws {
    let text = try Docs.read("docs/huong-dan/\(chapter).md").text
    let start = try #require(text.range(of: heading)).upperBound
    let part = text[start...].components(separatedBy: chapter.hasPrefix("14") ? "\n## " : "\u{0}")[0]
    var count = 0
    for row in part.split(separator: "\n") where row.hasPrefix("| *") {
      let cell = row.split(separator: "|")[0]
      for quoted in cell.matches(of: /\*([^*]+)\*/).map({ String($0.1) }) {
        for piece in Self.pieces(quoted) where !Self.inserted.contains(piece) {
          count += 1
          #expect(Self.isSaid(piece), "\(chapter) quotes “\(quoted)”: no sentence has “\(piece)”")
        }
      }
    }
    #expect(count > 4)
  }

  /// Pieces in which the program inserts more than once.
  private static let inserted: Set = [
    "đã hoàn thành, không chuyển được nữa; hoàn tác việc trước nếu nhầm",
    "không hoàn tác được; số đã cấp thì hủy bằng vanthu void", "sau loai:; ví dụ loai:qd",
    // Of the question about the clock.
    "Hôm nay là thứ",
  ]

  private static func pieces(_ sentence: String) -> [String] {
    sentence.replacing(/“[^”]*”|\d+×\d+|\d+/, with: "…").split(separator: "…")
      .map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " .,;:")) }.filter { $0.count >= 4 }
  }

  private static func isSaid(_ piece: String) -> Bool {
    if has(piece) { return true }
    let words = piece.split(separator: " ")
    for first in 0..<words.count {
      for last in first..<min(first + 4, words.count) where words.count - (last - first + 1) >= 2 {
        let said = words[..<first] + ["…"] + words[(last + 1)...]
        if has(said.joined(separator: " ")) { return true }
      }
    }
    return false
  }

  private static func has(_ piece: String) -> Bool { sources.range(of: Data(piece.utf8)) != nil }

  /// All Swift sources, with `…` for each interpolation, and joined strings as one.
  private static let sources: Data = {
    let folder = Docs.root + "/Sources"
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var all: [UInt8] = []
    for path in paths where path.hasSuffix(".swift") {
      let bytes = [UInt8](FileManager.default.contents(atPath: folder + "/" + path) ?? Data())
      all += withoutInterpolations(bytes) + [0x0A]
    }
    var text = String(decoding: all, as: UTF8.self)
    text.replace(/"\s*\+\s*"/, with: "")
    text.replace(/\\\n\s*/, with: "")
    return Data(text.utf8)
  }()

  private static func withoutInterpolations(_ bytes: [UInt8]) -> [UInt8] {
    var (out, place) = ([UInt8](), 0)
    while place < bytes.count {
      guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "(") else {
        out.append(bytes[place])
        place += 1
        continue
      }
      var depth = 1
      place += 2
      while place < bytes.count, depth > 0 {
        if bytes[place] == UInt8(ascii: "(") { depth += 1 } else if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
        place += 1
      }
      out += Array("…".utf8)
    }
    return out
  }
}
