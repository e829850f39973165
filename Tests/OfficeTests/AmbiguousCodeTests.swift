import Records
import Testing

@testable import Office

/// Every commune numbers from 1, so one code is that of many documents: none is picked silently.
struct AmbiguousCodeTests {
  private let commune: Commune

  init() throws { commune = try Commune() }

  private func find(_ text: String, _ direction: Book.Direction? = nil) throws -> DocumentLine {
    try commune.office.find(text, today: commune.context.day, direction: direction)
  }

  @Test func theArrivalNumberIsAskedFor() throws {
    try commune.register(commune.document("5/UBND", from: "UBND xã Hưng Đạo"))
    #expect(try find("5/UBND").number == 1)
    let other = try commune.register(commune.document("5/UBND", from: "UBND xã Đàm Thủy"))
    #expect(throws: LookupRefusal.several("5/UBND", ["2 (UBND xã Đàm Thủy)", "1 (UBND xã Hưng Đạo)"])) {
      try find("5/UBND")
    }
    #expect(throws: LookupRefusal.self) { try find("5/UBND", .incoming) }
    #expect(try find("1").document.organName == "UBND xã Hưng Đạo")
    // One that is void is not meant.
    try commune.office.act(commune.context) { _ = try $0.void(other, reason: "Nhập nhầm") }
    #expect(try find("5/UBND").number == 1)
  }
}
