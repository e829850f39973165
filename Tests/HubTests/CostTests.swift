import GRDB
import Records
import TestProvince
import Testing
import Wording

@testable import Hub

/// The cost of an exchange in transactions: one takes the hub as long as several look-ups in one, and one that waits
/// for the disk much longer.
struct CostTests {
  private let world = try! World()
  private let statements = Statements()

  private final class Statements {
    var all: [String] = []

    func count(_ word: String) -> Int { all.count { $0.hasPrefix(word) } }
  }

  /// Counts the statements that `body` runs.
  private func watched(_ body: () throws -> Void) throws {
    let statements = statements
    try world.hub.database.writeWithoutTransaction { db in
      db.trace { if case .statement(let statement) = $0 { statements.all.append(statement.sql) } }
    }
    try body()
    try world.hub.database.writeWithoutTransaction { $0.trace(nil) }
  }

  @Test func nothingNewIsSixTransactionsOneOfWhichWaits() throws {
    let station = try world.station(World.thucPhan)
    try station.exchange()
    try watched { try station.exchange() }
    #expect(statements.count("BEGIN") <= 6, "\(statements.all)")
    #expect(statements.count("PRAGMA synchronous = FULL") == 1)
    // After this one SQLite would parse all cached statements again.
    #expect(statements.count("PRAGMA query_only") == 0)
  }

  /// However many changes of it there were before, and without any reader.
  @Test func aChangeOfADocumentCostsTheSameAsTheOnesBeforeIt() throws {
    let station = try world.station(World.thucPhan)
    let document = try station.issues(1, to: [])
    try station.exchange()
    var costs: [Int] = []
    for round in 0..<3 {
      for number in 1...40 {
        let change = try station.does(
          .corrected(.init(document: document, field: .subject, old: "", new: "lần \(round) \(number)", reason: "nhầm"))
        )
        if number % 4 == 0 { try station.does(.undone(.init(entry: change, document: document))) }
      }
      statements.all = []
      try watched { try station.exchange() }
      costs.append(statements.all.count)
    }
    #expect(costs[2] <= costs[0] + 10, "\(costs)")
    #expect(try world.hub.quotas(of: World.thucPhan)[0].spent.recipients == 150)
    statements.all = []
    var faults: [Bilingual] = []
    try watched { faults = try world.hub.verify().faults }
    #expect(faults == [])
    #expect(statements.all.count < 10 * station.entries.count + 500, "\(statements.all.count)")
    #expect(
      try HubReader(of: world.hub).documents(of: World.thucPhan, matching: "", before: nil, limit: 9).map(\.subject)
        == [
          "lần 2 39"
        ])
  }

  @Test func entriesAreTwoTransactionsMoreOneOfWhichWaits() throws {
    let station = try world.station(World.thucPhan)
    for number in 1...20 { try station.note("Nông Thị Hương \(number)") }
    try watched { try station.exchange() }
    #expect(statements.count("BEGIN") <= 8, "\(statements.all)")
    #expect(statements.count("PRAGMA synchronous = FULL") == 2)
  }
}
