import GRDB
import Testing

@testable import Office

struct DuplicatesTests {
  /// Each commune numbers from 1: the same number of a namesake, or of the commune before the merger, is another
  /// document.
  @Test func namesakesAreNoDuplicatesOfEachOther() throws {
    let commune = try Commune()
    func register(_ id: String?) throws {
      var document = commune.document("5/UBND", from: "UBND xã Hưng Đạo")
      document.organID = id
      try commune.register(document)
    }
    try register("xa-01351/ubnd")
    try register("xa-01705/ubnd")
    #expect(throws: RegisterRefusal.self) { try register("xa-01705/ubnd") }
    // The office is not known: it may be one of them.
    #expect(throws: RegisterRefusal.self) { try register(nil) }
  }

  /// The query runs at every registration: it must not become slower as the register grows.
  @Test func theQuestionIsAnsweredFromIndexesAlone() throws {
    let plan = try Commune().office.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + Duplicates.sql, arguments: [nil, "", "", "", nil, 0])
        .map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("document_code") })
    #expect(plan.contains { $0.contains("document_identifier") })
    #expect(!plan.contains { $0.contains("document_direction") || $0.hasPrefix("SCAN document") })
  }
}
