import GRDB
import Testing

@testable import Office

struct DuplicatesTests {
  /// The question is asked at every registration: it must not become slower with the register.
  @Test func theQuestionIsAnsweredFromIndexesAlone() throws {
    let plan = try Commune().office.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + Duplicates.sql, arguments: [nil, "", "", "", nil])
        .map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("document_code") })
    #expect(plan.contains { $0.contains("document_identifier") })
    #expect(!plan.contains { $0.contains("document_direction") || $0.hasPrefix("SCAN document") })
  }
}
