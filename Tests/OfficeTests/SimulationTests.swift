import GRDB
import Records
import Testing

@testable import Office

struct SimulationTests {
  @Test(arguments: 1...200) func theBooksHoldWhateverTheDaysBring(seed: Int) throws {
    let simulation = try Simulation(seed: seed)
    for step in 1...30 {
      try simulation.step()
      if step % 15 == 0 { try check(simulation, "seed \(seed), step \(step)") }
    }
  }

  /// So that a replay, an undo and a restore are tried with every field of the table.
  @Test func everyFieldHasAValueNowAndThen() throws {
    var missing = Set(Field.allCases)
    for seed in 1...30 where !missing.isEmpty {
      let simulation = try Simulation(seed: seed)
      for _ in 1...30 { try simulation.step() }
      let lines = try simulation.commune.office.read {
        try DocumentLine.fetchAll($0, sql: "SELECT \(DocumentLine.columns) FROM document")
      }
      missing = missing.filter { field in lines.allSatisfy { $0.value(of: field).isEmpty } }
    }
    #expect(missing.isEmpty)
  }

  private func check(_ simulation: Simulation, _ moment: Comment) throws {
    let office = simulation.commune.office
    let report = try office.verify()
    #expect(report.findings == [], moment)
    let lines = try office.read { try DocumentLine.fetchAll($0, sql: "SELECT \(DocumentLine.columns) FROM document") }
    for line in lines {
      let entry = line.entry.split(separator: "/").first.flatMap { EntryReference(String($0)) }
      #expect(try entry.map { try journalHolds($0, office) } == true, moment)
      if line.state.isOpen, !line.document.code.isEmpty, line.id % 3 == 0 {
        #expect(try simulation.commune.find(line.document.code).contains(line.reference), moment)
      }
    }
    for word in simulation.withdrawn { #expect(try simulation.commune.find(word) == [], "\(word), \(moment)") }
    let numbers = Dictionary(grouping: lines.filter { $0.book != nil && $0.suffix.isEmpty }, by: { $0.book! })
    for (book, lines) in numbers { #expect(Set(lines.map(\.number)).count == lines.count, "\(book), \(moment)") }
  }

  private func journalHolds(_ entry: EntryReference, _ office: Office) throws -> Bool {
    try office.read { try Journal($0).entry(entry) } != nil
  }
}
