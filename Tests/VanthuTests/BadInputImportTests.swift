import Foundation
import Glibc
import TestSupport
import Testing

/// Imported tables: broken, huge, hostile; and an import that is killed.
@Suite struct BadInputImportTests {
  private static let header = "Số đến;Ngày đến;Tác giả;Số, ký hiệu;Ngày văn bản;Tên loại;Trích yếu\n"
  private static func row(_ number: Int, subject: String = "V/v việc") -> String {
    "\(number);05/01/2026;UBND tỉnh Cao Bằng;\(number)/UBND-VX;04/01/2026;Công văn;\(subject)\n"
  }

  private static let tables: [(name: String, text: String)] = [
    ("ten megabytes in a field", header + row(1, subject: String(repeating: "rất dài ", count: 900_000))),
    ("a quote that never ends", header + row(1, subject: "\"mở" + String(repeating: "\nvà tiếp", count: 50_000))),
    ("an empty file", ""),
    ("a header alone", header),
    ("columns nobody knows", "a;b;c\n1;2;3\n"),
    ("a wrong day", header + row(1).replacingOccurrences(of: "04/01/2026", with: "30/02/2026")),
    ("a number twice", header + row(1) + row(1)),
    ("a number that runs over", header + row(1).replacingOccurrences(of: "1;05", with: "99999999999999999999;05")),
    ("a symbol without number", header + row(1).replacingOccurrences(of: "1/UBND-VX", with: "UBND-VX")),
    ("a picture", String(repeating: "\u{89}PNG\r\n\u{1a}\n\0\0\0\r", count: 1000)),
  ]

  @Test(arguments: tables.map(\.name)) func aBrokenTableIsRefusedAndNothingIsTaken(name: String) throws {
    let office = try ShellOffice.founded(day: "2026-11-23")
    let path = try office.write("so.csv", Self.tables.first { $0.name == name }!.text)
    let before = office.bytes
    for words in [["import", path], ["import", path, "--lang", "en"], ["import", path, "--json"]] {
      let ended = try office.run(words)
      #expect(ended.status == 1, "\(ended)")
      let said = ended.output + ended.error
      #expect(said.count > 20 && said.count < 20_000, "\(said.count) characters")
      #expect(!said.contains("Lỗi chương trình") && !said.contains("Fault of"), "\(ended)")
      #expect(!said.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" }, "\(ended)")
      #expect(office.bytes == before)
    }
  }

  @Test func controlCharactersInATableAreCleaned() throws {
    let office = try ShellOffice.founded()
    let path = try office.write(
      "so.csv", Self.header + Self.row(1, subject: "V/v \u{1b}[31mđỏ\u{1b}[0m\0 \u{202e}ngược"))
    let ended = try office("import", path)
    if ended.status == 0 {
      #expect(try office.jsonList("list", "incoming")[0]["subject"] as? String == "V/v đỏ ngược")
    }
    #expect(!(ended.output + ended.error).unicodeScalars.contains("\u{1b}"), "\(ended)")
  }

  /// An import is one transaction: all lines or none.
  @Test func aKilledImportTookAllOrNothing() throws {
    var dice = SeededRandom(seed: UInt64.random(in: 1...999_999))
    let table = Self.header + (1...1000).map { Self.row($0) }.joined()
    var usual = 1_500_000.0
    for round in 0...6 {
      let office = try ShellOffice.founded()
      let path = try office.write("so.csv", table)
      let began = DispatchTime.now().uptimeNanoseconds
      let running = try office.start(["import", path, "--json"])
      if round > 0 { usleep(UInt32.random(in: 0...UInt32(usual * 1.1), using: &dice)) }
      let ended = round > 0 ? running.end() : running.wait()
      if round == 0 { usual = Double(DispatchTime.now().uptimeNanoseconds - began) / 1000 }
      let lines = try office.jsonList("list", "incoming").count
      #expect(lines == 0 || lines == 1000, "round \(round): \(lines) lines; \(ended.status)")
      if ended.status == 0 { #expect(lines == 1000, "\(ended)") }
      #expect(try office.register("9999/UBND")["arrivalNumber"] as? Int == lines + 1)
      if round % 4 == 0 { try expectSound(office, "round \(round)") }
    }
  }
}
