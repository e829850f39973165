import Foundation
import Testing

@testable import Commands
@testable import vanthu

/// `vanthu type` and `vanthu typing`, as a script uses them.
@Suite struct TypeCommandTests {
  /// The table of reference behaviour, through the real program: one run for all lines with the same options.
  @Test func theTableOfTypingIsWhatTheProgramPrints() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../VietnameseTests/Vectors/typing.tsv")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") && !$0.hasPrefix("method\t") }.map { $0.split(separator: "\t").map(String.init) }
    let office = try ShellOffice()
    var lines = 0
    for (key, group) in Dictionary(grouping: rows, by: { $0[0] + ";" + $0[3] }) {
      let input = try office.write("keys", group.map { $0[1] + "\n" }.joined())
      let options = key.split(separator: ";").map(String.init).flatMap { option -> [String] in
        let parts = option.split(separator: "=").map(String.init)
        switch parts[0] {
        case "style": return parts[1] == "any" ? [] : ["--style", parts[1]]
        case "spell", "restore": return ["--" + parts[0], parts[1] == "1" ? "on" : "off"]
        case "backspace": return ["--backspace", parts[1]]
        case "commit": return ["--commit"]
        default: return ["--method", parts[0]]
        }
      }
      let ended = try office.run(
        ["type"] + options, before: ["bash", "-c", "\"$@\" < \(input)", "bash"])
      #expect(ended.status == 0)
      let printed = ended.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for (row, text) in zip(group, printed) { #expect(text == row[2], "\(row)") }
      lines += printed.count - 1
    }
    #expect(lines == rows.count)
  }

  @Test func typingWantsNoOfficeAndIsRememberedForEachClerk() throws {
    let nobody = try ShellOffice()
    #expect(
      try nobody("typing").output
        == "Gõ chữ Việt: Telex, dấu kiểu cũ (hòa, thủy), có kiểm tra chính tả, trả lại từ nước ngoài.\n")
    let office = try ShellOffice.founded()
    #expect(try office("clerk", "add", "Nông Thị Hương").status == 0)
    #expect(try office("typing", "vni", "--tone", "new", "--as", "Nông Thị Hương").status == 0)
    #expect(try office("typing", "--as", "Nông Thị Hương").output.hasPrefix("Gõ chữ Việt: VNI, dấu kiểu mới"))
    #expect(try office("typing").output.hasPrefix("Gõ chữ Việt: Telex, dấu kiểu cũ"))
    #expect(try office("typing", "off").output.contains("đang tắt"))
    #expect(try office("typing", "--json").output.contains(#""method": "simple-telex", "on": false"#))
  }

  @Test func anyNameOfAClerkCanBeRemembered() throws {
    let office = try ShellOffice.founded()
    for name in ["Lan [một cửa]", "A=B", "# Nga"] {
      #expect(try office("clerk", "add", name).status == 0)
      #expect(try office("typing", "viqr", "--as", name).status == 0, "\(name)")
      #expect(try office("typing", "--as", name).output.hasPrefix("Gõ chữ Việt: VIQR"), "\(name)")
    }
  }

  @Test func aMistakeIsOneSentence() throws {
    let office = try ShellOffice()
    for (words, status) in [
      (["type", "--method", "unikey"], Int32(2)), (["type", "--backspace", "<<"], 1),
      (["typing", "--tone", "modern"], 2),
    ] {
      let ended = try office.run(words, before: ["bash", "-c", "\"$@\" < /dev/null", "bash"])
      #expect(ended.status == status && ended.output.isEmpty)
      #expect(ended.error.hasPrefix("vanthu: ") && ended.error.split(separator: "\n").count == 1)
    }
  }

  @Test func aSpoiltFileOfTypingIsNamedWithItsLine() throws {
    let office = try ShellOffice.founded()
    try FileManager.default.createDirectory(
      atPath: office.folder + "/config/vanthu", withIntermediateDirectories: true)
    _ = try office.write("config/vanthu/typing", "[Lan]\nmethod = dvorak\n")
    let ended = try office("typing")
    #expect(ended.status == 1 && ended.error.contains("dòng 2") && ended.error.contains("method = dvorak"))
  }
}
