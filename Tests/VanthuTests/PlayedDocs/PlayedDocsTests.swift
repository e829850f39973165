import Foundation
import TestSupport
import Testing

/// The lines of the documents do what is said: every `sh` block of a chapter is typed, line by line, on one sample
/// office, and each line must succeed. A `text` block after it is the answer of its lines.
///
/// Comments directly above a block:
///
/// * `<!-- trước đó: … -->`: lines for the shell that the reader need not type: the files of the example, a hub.
/// * `<!-- tệp: … -->`: what is in the block is in that file from then on.
/// * `<!-- mã: 1 -->`: its last line ends with that status.
/// * `<!-- không chạy: … -->`: it cannot be played; one of `reasons`.
struct PlayedDocsTests {
  static let documents = Docs.all.filter {
    $0.path.hasPrefix("docs/huong-dan/") || ["README.md", "CONTRIBUTING.md", "docs/HACKING.md"].contains($0.path)
  }

  /// Why a block that is marked so is not played.
  static let reasons = [
    "gói": "installs or removes packages of the system",
    "dựng": "builds the project, as the tests did that run now",
    "máy chủ": "needs a PC with systemd, users of its own and root",
    "đường mạng": "needs the name, the mail server or the certificate of a real province",
    "đồng hồ": "needs another date than today's",
    "giây phút": "ends only when somebody ends it",
    "ví dụ": "part of a screen, of an example that the chapter does not tell",
    "tệp cấu hình": "part of a file of another program; other tests read it",
    "hai máy": "needs two PCs that gave one number; DoubledNumberTests",
  ]

  /// A block is played, the answer of one that is, or marked with its reason.
  @Test(arguments: documents) func everyBlockIsPlayedOrSaysWhyNot(file: DocumentFile) {
    var follows = false
    for block in file.blocks {
      if let reason = block.marks["không chạy"] {
        #expect(Self.reasons[reason] != nil, "\(file), \(block): nobody knows the reason “\(reason)”")
        follows = false
        continue
      }
      if block.marks["màn hình"] != nil || block.marks["tệp"] != nil { continue }
      switch block.language {
      case "sh": follows = true
      case "text": #expect(follows, "\(file), \(block): the answer of which lines?")
      case "swift", "ini": follows = false
      default: Issue.record("\(file), \(block): a block that nothing plays; mark it, or make it sh")
      }
    }
  }

  @Test func eachReasonIsNeeded() {
    let used = Set(Self.documents.flatMap { $0.blocks.compactMap { $0.marks["không chạy"] } })
    #expect(used == Set(Self.reasons.keys))
  }

  @Test(
    arguments: documents.filter { file in file.blocks.contains { $0.language == "sh" } })
  func theLinesDoWhatIsSaid(file: DocumentFile) throws {
    let isFirstRun = file.text.contains("<!-- sổ: chưa có -->")
    let played = try Played(office: isFirstRun ? nil : SampleOffice.ofTheGuide.get())
    var said = ""
    for block in file.blocks where block.marks["không chạy"] == nil && block.marks["màn hình"] == nil {
      for line in block.lines(of: "trước đó") {
        // The first of several commands that fails must not be hidden by the last one.
        let ended = try played.type("set -e; \(line)")
        #expect(ended.status == 0, "\(file), before \(block): \(line)\n\(ended)")
      }
      if let path = block.marks["tệp"] { try played.write(block.lines, to: path) }
      if block.language == "text" {
        if let missing = Answer(block.lines, ofAnyDay: file.path.contains("/14-") || file.path.contains("/15-"))
          .missing(from: said)
        {
          Issue.record("\(file), \(block): nothing said\n\(missing)\nbut\n\(said)")
        }
        continue
      }
      guard block.language == "sh" else { continue }
      said = ""
      let lines = block.shellLines.filter { !$0.hasPrefix("#") }
      for (index, line) in lines.enumerated() {
        let ended = try played.type(line)
        let wanted = index == lines.count - 1 ? block.marks["mã"].flatMap { Int32($0) } ?? 0 : 0
        #expect(ended.status == wanted, "\(file), \(block): \(line)\n\(ended)")
        said += ended.output + ended.error
      }
    }
  }
}
