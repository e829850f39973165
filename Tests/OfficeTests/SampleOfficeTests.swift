import GRDB
import Glibc
import Records
import Testing

@testable import Office

struct SampleOfficeTests {
  let today = Day(2026, 11, 20)

  private func plan(_ documents: Int, seed: UInt64 = 7, years: Int? = nil) -> SamplePlan {
    SamplePlan(documents: documents, seed: seed, today: today, years: years)
  }

  private func lines(_ office: Office, _ query: ListQuery = ListQuery(SearchQuery())) throws -> [DocumentLine] {
    try office.lines(query, limit: 1_000_000, today: today)
  }

  @Test func theSameSeedGivesTheSameActsAndAnotherSeedOthers() throws {
    func chain(_ seed: UInt64) throws -> Hash256 {
      try SampleOffice.inMemory(plan(300, seed: seed)).read { try Station.read($0).hash }
    }
    #expect(try chain(7) == chain(7))
    #expect(try chain(7) != chain(8))
  }

  @Test(arguments: [0, 1, 2, 10, 137, 1_000]) func anOfficeHasAsManyDocumentsAsWereAskedFor(_ documents: Int) throws {
    let office = try SampleOffice.inMemory(plan(documents))
    #expect(try lines(office).count == documents)
    #expect(try office.figures().map(\.amount).reduce(0, +) == documents)
  }

  @Test func aboutTwoInThreeComeInAndEveryBookCountsWithoutAGap() throws {
    let office = try SampleOffice.inMemory(plan(2_000, years: 3))
    let incoming = try lines(office, .register(.incoming))
    #expect(incoming.count == 1_300)
    #expect(try office.verify().findings == [])
    for bookState in try office.bookStates() where bookState.lastNumber > 0 {
      let numbers = try lines(office).filter { $0.book == bookState.book.id }.compactMap(\.number).sorted()
      #expect(numbers == Array(1...bookState.lastNumber))
    }
    #expect(Set(try office.bookStates().map(\.book.year)) == [2023, 2024, 2025, 2026])
  }

  @Test func documentsComeOnWorkingDaysOfTheYearsAsked() throws {
    let days = try lines(try SampleOffice.inMemory(plan(1_000))).map(\.day)
    #expect(days.allSatisfy(WorkingCalendar.shipped.isWorkingDay))
    #expect(days.min()! >= Day(2025, 11, 20) && days.max()! <= today)
  }

  @Test(arguments: [1_000, 12_000]) func onlyTheLastWeeksAreOpenAndTheBoxShowsEveryNeed(_ documents: Int) throws {
    let office = try SampleOffice.inMemory(plan(documents))
    let box = try office.inbox(today: today, calendar: .shipped)
    #expect(box.count >= 20 && box.count <= 300)
    #expect(box.map(\.line.day).min()! >= Day(2026, 10, 1))
    let needs = Dictionary(grouping: box, by: \.need).mapValues(\.count)
    for need in [Need.urgent, .overdue, .dueSoon, .toHandOn, .opinion, .inHand, .draft] {
      #expect(needs[need] ?? 0 > 0, "\(need)")
    }
    #expect(box.contains { $0.line.document.dueDate == today })
    #expect((needs[.urgent] ?? 0) < box.count / 2)
  }

  @Test func subjectsAreOfEightToThirtySyllablesInSpelledVietnamese() throws {
    let subjects = try lines(try SampleOffice.inMemory(plan(3_000))).map(\.document.subject)
    let short = subjects.filter { !(5...36).contains($0.split(separator: " ").count) }
    #expect(short.isEmpty)
    #expect(subjects.allSatisfy { !$0.contains("{") && !$0.contains("  ") })
    #expect(Set(subjects).count > subjects.count * 6 / 10)
  }

  @Test func whatHappensInAnOfficeHappensHere() throws {
    let office = try SampleOffice.inMemory(plan(6_000))
    let acts = try office.read { try Set(String.fetchAll($0, sql: "SELECT DISTINCT key FROM journal, json_each(act)")) }
    #expect(
      acts.isSuperset(of: [
        "registered", "submitted", "routed", "progressed", "settled", "sentBack", "corrected", "voided", "drafted",
        "redrafted", "draftDiscarded", "issued", "groupNamed",
      ]))
    #expect(try lines(office).contains { $0.answer != nil })
    #expect(try lines(office, ListQuery(try SearchQuery("nhom tu cac xom", today: today))).isEmpty)
    #expect(try lines(office, ListQuery(try SearchQuery("giam ngheo", today: today))).count > 20)
  }

  @Test func theFileIsWholeWhenItIsMadeAndNoneIsLeftWhenItIsGivenUp() throws {
    struct Enough: Error {}
    let path = "/tmp/vanthu-sample-\(UInt64.random(in: 0 ... .max)).vanthu"
    defer { unlink(path) }
    var told: [Int] = []
    #expect(throws: Enough.self) {
      try SampleOffice.make(plan(5_000), at: path) {
        told.append($0); if told.count == 2 { throw Enough() }
      }
    }
    #expect(told.count == 2 && access(path, F_OK) != 0)
    try SampleOffice.make(plan(500), at: path)
    #expect(try Office.open(path).figures().map(\.amount).reduce(0, +) == 500)
    #expect(throws: OpenRefusal.exists(path)) { try SampleOffice.make(plan(5), at: path) }
  }
}
