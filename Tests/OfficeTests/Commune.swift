import Records

@testable import Office

/// A commune's office in memory, and a day to act on.
struct Commune {
  let office: Office
  var acting: Acting

  init(_ today: Day = Day(2026, 11, 20), clerk: String = "Văn thư 1") throws {
    acting = Acting(clerk: clerk, day: today, milliseconds: 1_795_000_000_000)
    office = try Office.foundInMemory(
      OfficeProfile(
        organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: "UBND tỉnh Cao Bằng"),
      station: "0a1b2c3d", books: Book.usual(year: today.year), acting: acting)
  }

  func document(
    _ code: String = "118/UBND-VX", from organ: String = "UBND tỉnh Cao Bằng", _ subject: String = "V/v rà soát hộ nghèo",
    issued: Day = Day(2026, 11, 18), type: String = "Công văn"
  ) -> Document {
    Document(code: code, organName: organ, issuedDate: issued, typeName: type, subject: subject)
  }

  @discardableResult
  func register(_ document: Document, anyway: String? = nil) throws -> DocumentLine {
    try office.act(acting) { try $0.register(document, arrivedOn: acting.day, anyway: anyway) }
  }

  func find(_ text: String) throws -> [String] {
    let query = ListQuery(try SearchQuery(text, today: acting.day))
    return try office.lines(query, limit: 50, today: acting.day).map(\.reference)
  }
}
