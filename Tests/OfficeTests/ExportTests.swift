import Foundation
import Records
import Testing

@testable import Office

/// A register that is exported and imported again.
struct ExportTests {
  let today = Day(2026, 11, 20)
  private var context: ActContext { ActContext(clerk: "Văn thư 1", day: today, milliseconds: 1_795_000_000_000) }

  private func text(
    _ office: Office, _ direction: Book.Direction, _ format: ExportFormat = .csv, year: Int? = nil,
    guardsFormulas: Bool = true
  )
    throws -> String
  {
    var bytes: [UInt8] = []
    try office.export(direction, year: year, format: format, guardsFormulas: guardsFormulas) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func theTenColumnsOfTheLawStandFirstAndInItsOrder() throws {
    let commune = try Commune()
    try commune.register(commune.document())
    let rows = try text(commune.office, .incoming).split(separator: "\r\n")
    #expect(
      rows[0].hasPrefix(
        """
        \u{FEFF}Ngày đến,Số đến,Tác giả,\"Số, ký hiệu văn bản\",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn \
        bản,Đơn vị hoặc người nhận,Ngày chuyển,Ký nhận,Ghi chú,
        """
      ))
    #expect(
      rows[1].hasPrefix(
        "20/11/2026,1,UBND tỉnh Cao Bằng,118/UBND-VX,18/11/2026,Công văn V/v rà soát hộ nghèo,,,,,Công văn,Thường,"))
    #expect(
      try text(commune.office, .outgoing).hasPrefix(
        """
        \u{FEFF}\"Số, ký hiệu văn bản\",Ngày tháng văn bản,Tên loại và trích yếu nội dung văn bản,Người ký,Nơi nhận \
        văn bản,\"Đơn vị, người nhận bản lưu\",Số lượng bản,Ngày chuyển,Ký nhận,Ghi chú,
        """
      ))
  }

  @Test func quotesAndFormulasInTheSubject() throws {
    let commune = try Commune()
    try commune.register(commune.document("", "=1+1, \"họp\"; gấp"))
    #expect(try text(commune.office, .incoming).contains(",\"Công văn =1+1, \"\"họp\"\"; gấp\","))
    try commune.register(commune.document("", from: "@SUM(A1)", "V/v b"))
    #expect(try text(commune.office, .incoming).contains(",'@SUM(A1),"))
    #expect(try text(commune.office, .incoming, .tsv).contains("\t'@SUM(A1)\t"))
    #expect(try text(commune.office, .incoming, guardsFormulas: false).contains(",@SUM(A1),"))
    #expect(try !text(commune.office, .incoming, .tsv).contains("\"\""))
  }

  /// What came with a message is not cleaned before: on a terminal it must have no effect, and it can be imported
  /// again.
  @Test func noControlCharacterGetsIntoATable() throws {
    let commune = try Commune()
    try commune.register(commune.document("", "V/v\u{1B}[2J\u{9B}1A \u{202E}họp\u{200B}\tgấp\nmai"))
    #expect(try text(commune.office, .incoming).contains("\"Công văn V/v·[2J·1A ·họp\tgấp\nmai\""))
    #expect(try text(commune.office, .incoming, .tsv).contains("\tCông văn V/v·[2J·1A ·họp gấp mai\t"))
  }

  @Test func scriptsGetTheNamesOfAnnexVI() throws {
    let commune = try Commune()
    var document = commune.document()
    document.signer = Signer(position: "Chủ tịch", fullName: "Nông Văn A")
    document.urgency = .flash
    try commune.register(document)
    let json = try text(commune.office, .incoming, .json)
    let lines = try #require(JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[String: Any]])
    let line = lines[0]
    #expect(line["arrivalNumber"] as? Int == 1 && line["arrivalDate"] as? String == "2026-11-20")
    #expect(line["codeNumber"] as? String == "118" && line["codeNotation"] as? String == "UBND-VX")
    #expect(line["signerInfo"] as? [String: String] == ["position": "Chủ tịch", "fullName": "Nông Văn A"])
    #expect(line["urgency"] as? String == "hoatoc" && line["priority"] as? Int == 3)
    #expect(line["state"] as? String == "accepted" && line["dueDate"] is NSNull)
    #expect(try text(commune.office, .outgoing, .json) == "[\n]\n")
  }

  @Test func oneYearOrAllOfThem() throws {
    let office = try SampleOffice.inMemory(SamplePlan(documents: 400, seed: 3, today: today, years: 2))
    let years = try [2024, 2025, 2026].map { try office.export(.incoming, year: $0) { _ in } }
    #expect(try office.export(.incoming) { _ in } == years.reduce(0, +))
    #expect(years.allSatisfy { $0 > 0 } && years.reduce(0, +) == 260)
  }

  @Test func piecesStaySmallHoweverLongTheRegister() throws {
    let office = try SampleOffice.inMemory(SamplePlan(documents: 1_500, seed: 3, today: today))
    var pieces: [Int] = []
    try office.export(.incoming, format: .json) { pieces.append($0.count) }
    #expect(pieces.count > 5 && pieces.max()! < 1 << 17)
  }

  /// Texts of strangers: no cell is computed, and what is imported is what was written.
  @Test(arguments: [ExportFormat.csv, .tsv]) func whatWasGuardedComesBackAsItWas(_ format: ExportFormat) throws {
    let commune = try Commune()
    let texts = [
      "@SUM(1+1)|cmd", "=HYPERLINK(\"http://x\";\"xem\")", "+84 206 3852", "- tạm", "＝1+1", "'=1", "''@x",
      "'trong ngoặc'",
    ]
    for (place, text) in texts.enumerated() {
      var document = commune.document(
        "\(place + 1)/UBND", from: text, "V/v \(text)", type: place == 0 ? "=1" : "Công văn")
      document.note = text
      document.signer = Signer(position: text, fullName: text)
      document.documentID = text
      try commune.register(document)
    }
    let exported = try self.text(commune.office, .incoming, format)
    let separator = format == .csv ? "," : "\t"
    for cell in exported.split(whereSeparator: { $0.isNewline || "\(separator)\"".contains($0) }) {
      #expect(!"=+-@＝".contains(cell.first!), "\(cell)")
    }
    let empty = try Office.foundInMemory(
      Commune.profile, station: StationName("0a1b2c3d")!, books: [], context: context)
    let report = try empty.importRegister(Array(exported.utf8), context: context)
    #expect(report.isWritten, "\(report.refused.map(\.sentence.vietnamese))")
    for (place, text) in texts.enumerated() {
      let document = try empty.find("\(place + 1)", today: today).document
      let written = [document.organName, document.note, document.signer?.position, document.documentID]
      #expect(written.allSatisfy { $0 == text } && document.subject == "V/v \(text)", "\(document)")
      #expect(document.typeName == (place == 0 ? "=1" : "Công văn"))
    }
  }

  @Test(arguments: Book.Direction.allCases, [ExportFormat.csv, .tsv])
  func whatIsExportedComesBackTheSame(_ direction: Book.Direction, _ format: ExportFormat) throws {
    let first = try SampleOffice.inMemory(SamplePlan(documents: 1_200, seed: 5, today: today))
    let empty = try Office.foundInMemory(
      try first.profile, station: StationName("0a1b2c3d")!, books: [], context: context)
    let bytes = Array(try text(first, direction, format).utf8)
    let report = try empty.importRegister(bytes, options: ImportOptions(direction: direction), context: context)
    #expect(
      report.isWritten, "\(report.refusal?.vietnamese ?? "") \(report.refused.prefix(5).map(\.sentence.vietnamese))")
    func lines(_ office: Office) throws -> [DocumentLine] {
      try office.lines(.register(direction), limit: 10_000, today: today).sorted {
        ($0.book!, $0.number!) < ($1.book!, $1.number!)
      }
    }
    let (before, after) = (try lines(first), try lines(empty))
    #expect(before.count == after.count)
    for (before, after) in zip(before, after) {
      var document = before.document
      // The reason of a voided number is imported as its note, and a sender is recognised by name alone.
      if before.state == .voided { document.note = before.reason }
      document.organID = after.document.organID
      #expect(after.document == document && after.numberText == before.numberText && after.day == before.day)
      #expect(after.state == before.state && after.toPlaces == before.toPlaces && after.book == before.book)
    }
  }
}
