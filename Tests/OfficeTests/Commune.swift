import Records

@testable import Office

/// A commune's office in memory, or in a file, and a day to act on.
struct Commune {
  var office: Office
  var context: ActContext

  static let profile = OfficeProfile(
    organID: "000.00.00.H14", name: "UBND xã Đàm Thủy", place: "Đàm Thủy", superior: "UBND tỉnh Cao Bằng")

  init(_ today: Day = Day(2026, 11, 20), clerk: String = "Văn thư 1", file path: String? = nil) throws {
    context = ActContext(clerk: clerk, day: today, milliseconds: 1_795_000_000_000)
    let books = Book.usual(year: today.year)
    office =
      if let path {
        try Office.found(path, Commune.profile, station: StationName("0a1b2c3d")!, books: books, context: context)
      } else {
        try Office.foundInMemory(Commune.profile, station: StationName("0a1b2c3d")!, books: books, context: context)
      }
  }

  func document(
    _ code: String = "118/UBND-VX", from organ: String = "UBND tỉnh Cao Bằng",
    _ subject: String = "V/v rà soát hộ nghèo",
    issued: Day = Day(2026, 11, 18), type: String = "Công văn"
  ) -> Document {
    Document(code: code, organName: organ, issuedDate: issued, typeName: type, subject: subject)
  }

  @discardableResult
  func register(_ document: Document, anyway: String? = nil) throws -> DocumentLine {
    try office.act(context) { try $0.register(document, arrivedOn: context.day, anyway: anyway) }
  }

  func find(_ text: String) throws -> [String] {
    let query = ListQuery(try SearchQuery(text, today: context.day))
    return try office.lines(query, limit: 50, today: context.day).map(\.reference)
  }

  /// Returns an outgoing document of this office.
  func own(_ subject: String = "Về việc thành lập tổ công tác", type: String = "Quyết định") -> Document {
    Document(
      code: "", organName: "UBND xã Đàm Thủy", issuedDate: context.day, typeName: type, subject: subject,
      signer: Signer(position: "Chủ tịch", fullName: "Nông Văn A"))
  }

  @discardableResult
  func issue(_ document: Document? = nil, draft: DocumentLine? = nil, number: Int? = nil) throws -> DocumentLine {
    try office.act(context) {
      try $0.issue(document ?? own(), to: [Recipient(name: "UBND tỉnh Cao Bằng")], draft: draft, number: number)
    }
  }

  /// Registers that many documents, one after the other.
  func fill(_ count: Int, from first: Int = 1) throws {
    for number in first..<first + count { try register(document("\(number)/UBND-VX", "Báo cáo thứ \(number)")) }
  }
}
