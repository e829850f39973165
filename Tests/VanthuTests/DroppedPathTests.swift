import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import vanthu

/// A path that is dropped on the window, or copied in the file manager, is understood.
struct DroppedPathTests {
  private let place = TemporaryFolder()
  private var folder: String { place.path }

  init() throws {
    try FileManager.default.createDirectory(atPath: folder + "/may quet", withIntermediateDirectories: true)
  }

  private func file(_ name: String) throws -> String {
    let path = "\(folder)/\(name)"
    try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// A field is one line: a name of two lines would become another name.
  @Test func aNameOfTwoLinesIsNotProposed() throws {
    for name in ["một.pdf", "hai\ndòng.pdf", "b; a.pdf"] { _ = try file(name) }
    let proposed = FileNames.proposals(folder + "/", limit: 9).map { String($0.text.dropFirst(folder.count + 1)) }
    #expect(proposed == ["b; a.pdf", "may quet/", "một.pdf"])
  }

  @Test func quotedEscapedAndFileAddressesAreUnderstood() throws {
    let path = try file("may quet/quét 1.pdf")
    let escaped = path.replacingOccurrences(of: " ", with: "\\ ")
    let uri = "file://" + path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)!
    for typed in ["'\(path)' ", "\"\(path)\"", escaped, escaped + " ", uri, uri + "\n", "  \(path) ", path] {
      #expect(DroppedPath.meant(typed) == path, "\(typed)")
    }
    #expect(DroppedPath.meant("file://localhost" + uri.dropFirst(7)) == path)
    #expect(DroppedPath.meant("file://may-khac" + uri.dropFirst(7)) == "file://may-khac" + uri.dropFirst(7))
    let apostrophe = try file("it's.pdf")
    #expect(DroppedPath.meant("'\(folder)/it'\\''s.pdf' ") == apostrophe)
    #expect(DroppedPath.meant(apostrophe) == apostrophe)
    // The path of a new file is understood too.
    #expect(DroppedPath.meant("'\(folder)/mới.csv' ") == "\(folder)/mới.csv")
  }

  @Test func aFileThatIsCalledSoIsThatFile() throws {
    _ = try file("a b.pdf")
    for name in ["'a b.pdf'", "a\\ b.pdf", "\"a b.pdf\"", " a b.pdf ", "a%20b.pdf"] {
      let path = try file(name)
      #expect(DroppedPath.meant(path) == path, "\(name)")
    }
    #expect(DroppedPath.meant("'\(folder)/a b.pdf'") == "\(folder)/a b.pdf")
  }

  @Test func severalAtOnceAreSeveral() throws {
    let (one, two) = (try file("1.pdf"), try file("2 hai.pdf"))
    #expect(DroppedPath.list("'\(one)' '\(two)' ") == [one, two])
    #expect(DroppedPath.list("\(one) \(two.replacingOccurrences(of: " ", with: "\\ "))") == [one, two])
    #expect(DroppedPath.list("file://\(one)\r\nfile://\(folder)/2%20hai.pdf\r\n") == [one, two])
    // Everything else is text.
    for text in ["báo cáo 'quý'", "1.pdf 2.pdf", "it's", "", "file:", "'chưa đóng"] {
      #expect(DroppedPath.list(text)?.count ?? 0 < 2, "\(text)")
    }
    #expect(DroppedPath.list(two) == nil)
  }

  @Test func aNameIsItsBytes() throws {
    let decomposed = try file("Ba\u{301}o ca\u{301}o.pdf")
    #expect(Array(DroppedPath.meant("'\(decomposed)' ").utf8) == Array(decomposed.utf8))
    let uri = "file://\(folder)/Ba%CC%81o%20ca%CC%81o.pdf"
    #expect(Array(DroppedPath.meant(uri).utf8) == Array(decomposed.utf8))
    let completed = FileNames.proposals("\(folder)/Báo", limit: 5).map { Array($0.text.utf8) }
    #expect(completed == [Array(decomposed.utf8)])
  }
}
