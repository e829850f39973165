import Office
import Records
import TestSupport
import Wording

extension FuzzTarget {
  /// Registers of other programs, imported by an office.
  static let csv = FuzzTarget("csv", share: 64) { founding in
    let day = Day(2026, 11, 20)
    let context = ActContext(clerk: "Văn thư", day: day, milliseconds: Int64(Packets.time))
    let office = try Office.foundInMemory(
      OfficeProfile(organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy"),
      station: StationName("0a1b2c3d")!,
      books: [],
      context: context)
    var inputs = 0
    return { chance in
      var bytes = Array(chance.pick(tables).utf8)
      if chance.one(in: 3) {
        Spoiling.spoil(&bytes, others: tables.map { Array($0.utf8) }, words: tableWords, &chance)
      } else {
        bytes = cellsSpoilt(bytes, &chance)
      }
      if chance.one(in: 12) {
        bytes = Array(String(decoding: bytes, as: UTF8.self).utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      }
      let options = ImportOptions(
        direction: chance.pick([nil, .incoming, .outgoing]), isDryRun: chance.one(in: 2), partly: chance.one(in: 2),
        gapReason: chance.one(in: 2) ? "sổ cũ thiếu" : nil)
      inputs += 1
      do {
        let report = try office.importRegister(bytes, options: options, context: context)
        try expect(!(options.isDryRun && report.isWritten), "a dry run has written")
        guard report.isWritten else { return report.refusal == nil ? .taken : .refused }
        if inputs % 8 == 0 {
          let found = try office.verify().findings
          try expect(found.isEmpty, "verify: \(found.first?.words.english ?? "")")
        }
        return .taken
      } catch is any Refusal { return .refused }
    }
  }

  private static func cellsSpoilt(_ bytes: [UInt8], _ chance: inout SeededRandom) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map {
      $0.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Array.init)
    }
    for _ in 0...chance.anySize(upTo: 4) {
      let line = chance.below(lines.count)
      let cell = chance.below(lines[line].count)
      switch chance.below(5) {
      case 0, 1, 2:
        lines[line][cell] = Array(SpoilingJSON.quoted(chance.pick(SpoilingJSON.texts + SpoilingJSON.numbers)).utf8)
      case 3: lines.insert(lines[line], at: chance.below(lines.count + 1))
      default: lines[line].swapAt(cell, chance.below(lines[line].count))
      }
    }
    return Array(lines.map { Array($0.joined(separator: [UInt8(ascii: ",")])) }.joined(separator: [0x0A]))
  }

  private static let tables = [
    """
    Ngày đến,Số đến,Tác giả,"Số, ký hiệu văn bản",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Đơn vị \
    hoặc người nhận,Ngày chuyển,Ký nhận,Ghi chú
    (1),(2),(3),(4),(5),(6),(7),(8),(9),(10)
    05/01/2026,1,UBND tỉnh Cao Bằng,12/UBND-VX,02/01/2026,Công văn V/v rà soát hộ nghèo,Văn phòng,,,Bản giấy
    2026-01-06,2,Ông Nông Văn A,,06/01/2026,"Đơn đề nghị: tranh chấp lối đi,
    có ảnh kèm theo",Tư pháp - Hộ tịch,,,
    6/1/2026,2a,Uỷ ban nhân dân tỉnh Cao Bằng,03/QĐ-UBND,05/01/2026,Về việc giao dự toán,,,,
    """,
    "Số đến;Ngày đến;Tác giả;Trích yếu\r\n1;05/01/2026;Sở Nội vụ;V/v báo cáo\r\n2;06/01/2026;Sở Y tế;V/v họp\r\n",
    "\u{FEFF}Số đến\tNgày đến\tTác giả\tTrích yếu\n1\t05/01/2026\tSở Nội vụ\tV/v báo cáo\n",
    """
    "Số, ký hiệu văn bản",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Người ký,Nơi nhận văn bản,"Đơn vị, \
    người nhận bản lưu",Số lượng bản,Ghi chú
    01/QĐ-UBND,05/01/2026,Quyết định về việc giao dự toán,Nông Văn A,UBND tỉnh,Văn phòng,3,
    02/UBND-VX,06/01/2026,Công văn về việc họp,Nông Văn A,Sở Nội vụ,Văn phòng,1,
    """,
  ]

  private static let tableWords = [
    ",", ";", "\t", "\n", "\r", "\r\n", "\"", "\"\"", "\u{0}", "\u{FEFF}", "(1)", "31/02/2026", "99999999999999999999",
    "1-999999999", "0", "-1", "1a",
  ].map { Array($0.utf8) }
}
