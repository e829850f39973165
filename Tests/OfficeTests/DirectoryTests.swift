import GRDB
import Records
import Testing

@testable import Office

/// What the hub says of the province is known at once in a program that is open all day.
struct DirectoryTests {
  private let hub = StationName(number: 0x00ff_00ff)

  /// Receives what the hub wrote in an epoch of its journal.
  private func hear(_ acts: [Act], epoch: Int, _ commune: Commune) throws {
    let entries = try acts.enumerated().map { place, act in
      StoredEntry(
        station: hub, epoch: epoch, sequence: place + 1,
        time: HybridTime(milliseconds: 1_795_000_000_000 + Int64(epoch * 100 + place)), day: Day(2026, 11, 20),
        clerk: "Trung tâm", group: nil, act: try StoredAct.text(of: act))
    }
    try commune.office.act(commune.context) { try $0.receive(journal: entries, after: .zero, isHub: true) }
  }

  private func listed(_ name: String) -> Act {
    .organsListed(.init(organs: [Organ(id: "trung-tam", name: name, level: .other)]))
  }

  /// A hub that was put back begins a new epoch, and counts its entries from 1 again.
  @Test func whatAHubThatWasPutBackSaysReplacesWhatItSaidBefore() throws {
    let commune = try Commune()
    try commune.office.act(commune.context) {
      try $0.keep(
        Enrolment(
          url: "", name: "Trung tâm", station: hub, signingKey: [], agreementKey: [], organ: "a", incarnation: 1))
    }
    try hear([listed("Tên cũ"), listed("Tên giữa")], epoch: 1, commune)
    #expect(try commune.office.directory["trung-tam"]?.name == "Tên giữa")
    let begun = Act.epochBegun(.init(from: EntryReference(station: hub, epoch: 1, sequence: 2)))
    try hear([begun, listed("Tên mới")], epoch: 2, commune)
    #expect(try commune.office.directory["trung-tam"]?.name == "Tên mới")
  }
}
