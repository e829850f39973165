import Foundation
import Testing
import Vietnamese

/// `vanthu convert`, from the shell.
@Suite struct ConvertTests {
  private let text = """
    ỦY BAN NHÂN DÂN XÃ ĐÀM THỦY
    Căn cứ kế hoạch đã ban hành, đề nghị các thôn báo cáo kết quả rà soát hộ nghèo.

    """

  private func file(_ world: ShellOffice, _ name: String, _ bytes: [UInt8]) throws -> String {
    let path = world.folder + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func bytes(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map(Array.init) }

  @Test(arguments: [CodePage.tcvn3, .tcvn5712, .vni, .viscii, .vps, .cp1258, .viqr, .utf8, .utf16LittleEndian])
  func anOldFileComesOutInUnicode(page: CodePage) throws {
    let world = try ShellOffice()
    let path = try file(world, "cu.txt", page.encode(text).bytes)
    let ended = try world("convert", path)
    #expect(ended.status == 0 && ended.output == text, "\(ended)")
    #expect(ended.error.hasPrefix("vanthu: ") && ended.error.contains(" → UTF-8"), "\(ended)")
  }

  @Test func textPastedFromAnOldFileIsMendedFromStandardInput() throws {
    let world = try ShellOffice()
    let path = try file(world, "cu.txt", Array("Céng hoµ x· héi chñ nghÜa ViÖt Nam\n".utf8))
    for words in [["convert"], ["convert", "-"]] {
      let ended = try world.run(words, before: ["/bin/sh", "-c", "exec \"$@\" < \(path)", "sh"])
      #expect(ended.output == "Cộng hoà xã hội chủ nghĩa Việt Nam\n", "\(ended)")
      #expect(ended.error.contains("TCVN3 (ABC) lưu nhầm thành UTF-8 (7/7"), "\(ended)")
    }
    let named = try world("convert", path, "--from", "abc", "--lang", "en")
    #expect(named.status == 1 && named.error.contains("--from tcvn3-utf8"), "\(named)")
  }

  @Test func aFileIsWrittenWholeAndNeverOverAnother() throws {
    let world = try ShellOffice()
    let old = try file(world, "cu.txt", CodePage.vni.encode(text).bytes)
    let new = world.folder + "/moi.txt"
    #expect(try world("convert", old, "--output", new).status == 0)
    #expect(bytes(new) == Array(text.utf8))
    let again = try world("convert", old, "--to", "viscii", "--output", new)
    #expect(again.status == 1 && again.error.contains("Đã có") && bytes(new) == Array(text.utf8), "\(again)")
    #expect(try world("convert", old, "--to", "viscii", "--output", new, "--overwrite").status == 0)
    #expect(bytes(new) == CodePage.viscii.encode(text).bytes)
    #expect(bytes(new + ".part") == nil)
  }

  @Test func whatMeansNothingIsRefusedWithItsPlaceAndNothingIsWritten() throws {
    let world = try ShellOffice()
    let path = try file(
      world, "cu.txt", CodePage.tcvn3.encode("một\nhai ").bytes + [0xFF] + CodePage.tcvn3.encode(text).bytes + [0xFF])
    let new = world.folder + "/moi.txt"
    let refused = try world("convert", path, "--from", "abc", "--output", new)
    #expect(refused.status == 1 && refused.output.isEmpty && bytes(new) == nil)
    #expect(
      refused.error.contains("Dòng 2, chữ thứ 5: 0xFF không có nghĩa trong TCVN3 (ABC) (và 1 chỗ nữa); xem lại --from"))
    #expect(refused.error.contains("--replace"))
    let replaced = try world("convert", path, "--from", "abc", "--replace")
    #expect(replaced.status == 0 && replaced.output == "một\nhai \u{FFFD}\(text)\u{FFFD}")
    #expect(
      replaced.error.contains("đã thay: dòng 2, chữ thứ 5: 0xFF\n")
        && replaced.error.contains("dòng 4, chữ thứ 1: 0xFF"))
  }

  @Test func lettersThatAnOldPageLacksAreNamed() throws {
    let world = try ShellOffice()
    let path = try file(world, "moi.txt", Array("Số 1\nđi Zürich\n".utf8))
    let refused = try world("convert", path, "--to", "vni")
    #expect(
      refused.status == 1 && refused.output.isEmpty && refused.error.contains("Dòng 2, chữ thứ 5: “ü”"), "\(refused)")
    #expect(try world("convert", path, "--to", "viqr", "--replace").output == "So^' 1\nddi Z?rich\n")
  }

  @Test func capitalsWithoutAByteOfTheirOwnAreCounted() throws {
    let world = try ShellOffice()
    let path = try file(world, "moi.txt", Array("TỜ TRÌNH\n".utf8))
    let ended = try world("convert", path, "--to", "abc", "--output", world.folder + "/cu.txt")
    #expect(ended.error.contains("2 chữ hoa có dấu") && ended.error.contains(".VnTimeH"), "\(ended)")
    #expect(try world("convert", world.folder + "/cu.txt", "--from", "abc", "--capitals").output == "TỜ TRÌNH\n")
  }

  @Test func whatIsNotCertainIsAsked() throws {
    let world = try ShellOffice()
    for (bytes, part) in [
      ([0x53, 0xE8, 0x20, 0x31], "nêu rõ bằng --from"), ([0x7F, 0x45, 0x4C, 0x46, 0, 0, 1], "không phải là tệp chữ"),
      (CodePage.tcvn3.encode(text).bytes + text.utf8, "tách tệp ra"),
    ] as [([UInt8], String)] {
      let path = try file(world, "cu.txt", bytes)
      let ended = try world("convert", path)
      #expect(ended.status == 1 && ended.output.isEmpty && ended.error.contains(part), "\(ended)")
    }
  }

  @Test func theScoresAreToldWithoutTurningAnything() throws {
    let world = try ShellOffice()
    let path = try file(world, "cu.txt", CodePage.vni.encode(text).bytes)
    let ended = try world("convert", path, "--dry-run")
    #expect(ended.output.hasPrefix("Bảng mã: VNI Windows, --from vni\nvni\t"), "\(ended)")
    let json = try world.json("convert", path)
    #expect(json["from"] as? String == "vni" && json["text"] as? String == text)
    #expect((json["scores"] as? [[String: Any]])?.first?["from"] as? String == "vni")
  }

  @Test func wrongLinesAreUsageErrors() throws {
    let world = try ShellOffice()
    #expect(try world("convert", "--from", "koi8").status == 2)
    #expect(try world("convert", "--to", "auto").status == 2)
    #expect(try world("convert", world.folder + "/khong-co.txt").status == 1)
    #expect(try world("convert", world.folder).error.contains("là thư mục"))
    #expect(try world("convert", "--to", "vni", "--json").error.contains("--output"))
  }

  @Test func anOldRegisterIsImportedInItsPage() throws {
    let world = try ShellOffice.founded()
    let table = "Số đến;Ngày đến;Tác giả;Trích yếu\n1;05/01/2026;Sở Y tế;V/v tiêm chủng mở rộng cho trẻ em\n"
    let path = try file(world, "so.csv", CodePage.vni.encode(table).bytes)
    let ended = try world("import", path)
    #expect(ended.status == 0 && ended.output.contains("Bảng mã của tệp: VNI Windows."), "\(ended)")
    #expect(try world.jsonList("list", "incoming")[0]["subject"] as? String == "V/v tiêm chủng mở rộng cho trẻ em")
    #expect(try world("import", path, "--encoding", "koi8").status == 2)
  }
}
