import GRDB
import Records
import TestSupport
import Testing
import Vietnamese

@testable import Office

struct OrderTests {
  private static let organs = [
    "UBND tỉnh Cao Bằng", "Sở Y tế tỉnh Cao Bằng", "Đảng ủy xã Đàm Thủy", "Sở Nội vụ tỉnh Cao Bằng", "UBND xã Hòa An",
    "Ủy ban nhân dân xã Hoà An", "UBND xã Hoa Thám", "Bộ Tài chính",
  ]
  private static let subjects = [
    "V/v rà soát hộ nghèo", "Về việc rà soát hộ nghèo", "Báo cáo quý 2", "Báo cáo quý 10", "V/v đôn đốc",
    "Dự toán năm 2027", "Họp xóm",
  ]
  private static let signers = ["Nông Văn An", "Bế Thị Ánh", "Đ/c Lê An", "Hoàng Bình", nil]
  private static let types = ["Công văn", "Quyết định", "Báo cáo", "Đơn thư", "Giấy mời"]

  /// Returns a commune with registers of two years in no order at all.
  private func commune(_ count: Int = 120, seed: Int = 1) throws -> Commune {
    var chance = Chance(seed)
    var commune = try Commune(Day(2025, 12, 1))
    for part in 0..<2 {
      for number in 0..<count / 2 {
        var document = commune.document(
          "\(part)\(number)/A", from: chance.pick(Self.organs), chance.pick(Self.subjects), issued: Day(2025, 11, 18),
          type: chance.pick(Self.types))
        document.signer = chance.pick(Self.signers).map { Signer(position: nil, fullName: $0) }
        if chance.one(in: 4) {
          document.signer = document.signer ?? Signer(position: "Chủ tịch", fullName: "Nông Văn A")
          (document.organName, document.issuedDate) = ("UBND xã Đàm Thủy", commune.context.day)
          try commune.issue(document)
        } else {
          try commune.register(document)
        }
      }
      commune.context = ActContext(clerk: "Văn thư 1", day: Day(2026, 11, 20), milliseconds: 1_795_000_000_000)
      if part == 1 { try commune.office.act(commune.context) { try $0.draft(commune.own("Dự thảo"), to: []) } }
    }
    return commune
  }

  private func all(_ commune: Commune, _ query: ListQuery) throws -> [DocumentLine] {
    try commune.office.lines(query, limit: 1_000, today: commune.context.day)
  }

  @Test(
    "A register by agency: names in dictionary order, either spelling of one in one place, the newest first of each")
  func byAgency() throws {
    let commune = try commune()
    let lines = try all(commune, .register(.incoming, order: .organ))
    var names: [String] = []
    for line in lines where names.last != OrganDirectory.nameKey(line.document.organName) {
      names.append(OrganDirectory.nameKey(line.document.organName))
    }
    let expected = [
      "Bộ Tài chính", "Đảng ủy xã Đàm Thủy", "Sở Nội vụ tỉnh Cao Bằng", "Sở Y tế tỉnh Cao Bằng", "UBND tỉnh Cao Bằng",
      "UBND xã Hoa Thám", "UBND xã Hòa An",
    ]
    #expect(names == expected.map(OrganDirectory.nameKey))
    for (one, other) in zip(lines, lines.dropFirst())
    where OrganDirectory.nameKey(one.document.organName) == OrganDirectory.nameKey(other.document.organName) {
      #expect(one.id > other.id)
    }
  }

  @Test("Subjects without V/v, numbers in them by value; signers by given name, what nobody signed last")
  func byOthers() throws {
    let commune = try commune()
    func distinct(_ order: ListOrder, _ text: (DocumentLine) -> String) throws -> [String] {
      try all(commune, .register(.incoming, order: order)).map(text).reduce(into: []) {
        if $0.last != $1 { $0.append($1) }
      }
    }
    #expect(
      try distinct(.subject) { String($0.document.subject.replacing("V/v ", with: "").replacing("Về việc ", with: "")) }
        == [
          "Báo cáo quý 2", "Báo cáo quý 10", "Dự toán năm 2027", "đôn đốc", "Họp xóm", "rà soát hộ nghèo",
        ])
    #expect(
      try distinct(.signer) { $0.document.signer?.fullName ?? "" } == [
        "Đ/c Lê An", "Nông Văn An", "Bế Thị Ánh", "Hoàng Bình", "",
      ])
    #expect(
      try distinct(.type) { $0.document.typeName } == ["Báo cáo", "Công văn", "Đơn thư", "Giấy mời", "Quyết định"])
    let numbers = try all(commune, .register(.incoming, year: 2026, order: .number)).map(\.number)
    #expect(numbers == Array(1...numbers.count))
  }

  @Test("Outgoing documents by agency are by whom they go to")
  func outgoing() throws {
    let commune = try Commune()
    for name in ["UBND tỉnh Cao Bằng", "Xóm Bản Gun", "Sở Y tế"] {
      try commune.office.act(commune.context) { try $0.issue(commune.own(), to: [Recipient(name: name)]) }
    }
    #expect(
      try all(commune, .register(.outgoing, order: .organ)).map(\.toPlaces) == [
        "Sở Y tế", "UBND tỉnh Cao Bằng", "Xóm Bản Gun",
      ])
  }

  /// Whatever the order and the list, pages of any size, forward and backward, are the list: nothing twice, nothing
  /// missing.
  @Test(arguments: ListOrder.allCases)
  func pagesAreTheList(order: ListOrder) throws {
    let commune = try commune()
    let today = commune.context.day
    let queries = [
      ListQuery.register(.incoming, order: order), .register(.incoming, year: 2025, order: order),
      .register(.outgoing, year: 2026, order: order), .register(.outgoing, order: order),
      .register(.incoming, filter: try SearchQuery("loai:cv", today: today), order: order),
      .register(.incoming, filter: try SearchQuery("trangthai:moi", today: today), order: order),
      ListQuery(try SearchQuery("bao cao", today: today), order: order), ListQuery(SearchQuery(), order: order),
    ]
    for query in queries {
      let office = commune.office
      let usual = try office.lines(
        ListQuery(query.search, includesDrafts: query.includesDrafts), limit: 1_000, today: today)
      let whole = try all(commune, query)
      #expect(Set(whole.map(\.id)) == Set(usual.map(\.id)) && whole.count == usual.count && !whole.isEmpty)
      for limit in [1, 7, 50] {
        for walk in [ListWalk.older, .newer] {
          var pages: [DocumentLine] = []
          var from: Int64?
          while case let page = try office.lines(query, from: from, walk: walk, limit: limit, today: today),
            !page.isEmpty
          {
            pages = walk == .older ? pages + page : page + pages
            from = walk == .older ? page.last!.id : page.first!.id
          }
          #expect(pages.map(\.id) == whole.map(\.id), "\(order) \(limit) \(walk)")
        }
      }
    }
  }

  @Test("A sorted register is walked by an index, never sorted whole")
  func walkedByIndex() throws {
    let commune = try commune()
    for order in ListOrder.allCases where order != .day {
      for direction in Book.Direction.allCases {
        let from = try #require(try all(commune, .register(direction, order: order)).dropFirst(10).first).id
        let asked = Asked()
        commune.office.database.inDatabase { db in db.trace { asked.sql.append($0.expandedDescription) } }
        _ = try commune.office.lines(
          .register(direction, year: 2026, order: order), from: from, limit: 20, today: commune.context.day)
        commune.office.database.inDatabase { db in db.trace() }
        let pages = asked.sql.filter { $0.contains("INDEXED BY") }
        #expect(!pages.isEmpty)
        for sql in pages {
          let plan = try commune.office.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
          }
          #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(sql)\n\(plan)")
        }
      }
    }
  }

  private final class Asked: @unchecked Sendable { var sql: [String] = [] }

  @Test("A corrected name moves its line; replay makes the same keys")
  func corrected() throws {
    let folder = TemporaryFolder()
    let commune = try Commune(file: "\(folder.path)/office.vanthu")
    for name in ["Sở Nội vụ", "Sở Y tế", "UBND tỉnh"] {
      try commune.register(commune.document("1/\(name.count)", from: name))
    }
    let line = try commune.office.find("1", today: commune.context.day)
    try commune.office.act(commune.context) { transaction in
      try transaction.correct(line, .organName, to: "Văn phòng Chính phủ", reason: "ghi nhầm")
      try transaction.correct(line, .signer, to: "Lê An", reason: "thiếu")
    }
    #expect(try all(commune, .register(.incoming, order: .organ)).map(\.reference) == ["2", "3", "1"])
    #expect(try all(commune, .register(.incoming, order: .signer)).map(\.reference) == ["1", "3", "2"])
    #expect(try commune.office.verify().isSound)
  }

  @Test("A file from before gets its keys when it is opened, the same as if they had always been there")
  func migration() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/office.vanthu"
    var before: [[String: DatabaseValue]] = []
    func lines(_ db: Database) throws -> [[String: DatabaseValue]] {
      try Row.fetchAll(db, sql: "SELECT * FROM document ORDER BY id").map { Dictionary(uniqueKeysWithValues: $0) }
    }
    do {
      let commune = try Commune(file: path)
      for (number, name) in Self.organs.enumerated() {
        try commune.register(commune.document("\(number)/A", from: name))
      }
      try commune.issue()
      try commune.office.database.write { db in
        before = try lines(db)
        let indexes = "SELECT name FROM sqlite_master WHERE type = 'index' AND name GLOB 'document_*Order'"
        for name in try String.fetchAll(db, sql: indexes) { try db.execute(sql: "DROP INDEX \(name)") }
        for column in OrdersMigration.columns { try db.execute(sql: "ALTER TABLE document DROP COLUMN \(column)") }
        try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier = 'orders'")
      }
    }
    let office = try Office.open(path)
    #expect(before.count == Self.organs.count + 1)
    #expect(try office.read(lines) == before)
    #expect(try office.verify().isSound)
  }

  @Test("A reserved number and a document without a type stand in every order")
  func emptyTexts() {
    #expect(OrderKeys.organ("").elementsEqual([0xFF]) && OrderKeys.signer(nil).elementsEqual([0xFF]))
    #expect(OrderKeys.subject("V/v").lexicographicallyPrecedes(OrderKeys.none))
    #expect(OrderKeys.subject("V/v họp") == OrderKeys.subject("Họp"))
    #expect(OrderKeys.organ(String(repeating: "Ủy ban nhân dân ", count: 10_000)).count <= 48)
  }
}
