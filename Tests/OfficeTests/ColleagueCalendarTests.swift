import Records
import Testing

@testable import Office

/// A colleague's program has written a table of days off that no desk can have written.
struct ColleagueCalendarTests {
  @Test func aTableOfAnotherYearsDaysIsSetAside() throws {
    let commune = try Commune()
    let day = Holiday(day: Day(2028, 1, 3), kind: .off, name: "x", source: "tb")
    let tables: [Act] = [
      .calendarSet(.init(year: 2027, holidays: [day])), .calendarSet(.init(year: 2029, holidays: [])),
    ]
    let entries = try tables.enumerated().map { place, act in
      StoredEntry(
        station: StationName(number: 0x0a0b_0c0d), epoch: 1, sequence: place + 1,
        time: HybridTime(milliseconds: 1_795_000_000_000, counter: Int64(place)), day: Day(2026, 11, 20),
        clerk: "Kẻ gian", group: nil, act: try StoredAct.text(of: act))
    }
    try commune.office.act(commune.context) { try $0.receive(journal: entries, after: .zero, isHub: false) }
    try commune.office.act(commune.context) { try $0.setCalendar(2028, [day]) }
    let report = try commune.office.verify()
    #expect(report.remarks.count == 1 && report.findings.isEmpty)
  }
}
