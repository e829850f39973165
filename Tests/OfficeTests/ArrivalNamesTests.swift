import Records
import Testing

@testable import Office

/// `moi-1`: what a clerk calls a document that has arrived and has no number yet.
struct ArrivalNamesTests {
  private func deliver(_ code: String, from station: UInt32, to commune: Commune) throws {
    let issued = Act.issued(
      .init(
        document: commune.document(code), book: "di-2026", number: 1, suffix: nil,
        to: [Recipient(name: "UBND xã Đàm Thủy")], draft: nil, reason: nil, files: nil, replaces: nil))
    let entry = StoredEntry(
      station: StationName(number: station), epoch: 1, sequence: 1, time: HybridTime(milliseconds: 1_795_000_000_000),
      day: Day(2026, 11, 20), clerk: "Văn thư 2", group: nil, act: try StoredAct.text(of: issued))
    try commune.office.act(commune.context) {
      try $0.receive(delivered: entry, after: .zero, position: 1, proof: [])
    }
  }

  @Test func afterTheHubCountsAnewTheDocumentThatStillWaitsIsMeant() throws {
    let commune = try Commune()
    try deliver("7/SNV", from: 1, to: commune)
    let first = try commune.office.find("moi-1", today: commune.context.day)
    try commune.office.act(commune.context) {
      _ = try $0.register(first.document, arrivedOn: commune.context.day, arrival: first)
    }
    try deliver("8/SNV", from: 2, to: commune)
    #expect(try commune.office.find("moi-1", today: commune.context.day).document.code == "8/SNV")
  }

  @Test func whatWasRegisteredIsStillFoundByTheNameItCameUnder() throws {
    let commune = try Commune()
    try deliver("7/SNV", from: 1, to: commune)
    let first = try commune.office.find("moi-1", today: commune.context.day)
    try commune.office.act(commune.context) {
      _ = try $0.register(first.document, arrivedOn: commune.context.day, arrival: first)
    }
    #expect(try commune.office.find("moi-1", today: commune.context.day).number == 1)
  }
}
