import Foundation
import Records
import Testing

@testable import Office

/// Every act changes the registers, and in the right way: a new act without this fails here.
struct ActEffectsTests {
  @Test(arguments: GoldenTests.acts) func whatItIsAboutSaysWhatItChanges(_ act: Act) {
    switch act.body {
    case is any OfficeAct: #expect((act.onOffice == nil) != (act.onProvince == nil), "\(act.name)")
    case is any NewLineAct: #expect(act.making != nil && act.changing == nil, "\(act.name)")
    case is any NumberingAct: #expect(act.making != nil && act.changing != nil, "\(act.name)")
    case is any DocumentAct: #expect(act.making == nil && act.changing != nil, "\(act.name)")
    default: Issue.record("\(act.name) is about nothing: give it one of the roles of ActBody.swift")
    }
  }

  @Test(arguments: GoldenTests.acts) func whatTravelsHasAnAudienceAndWhatStaysHasNone(_ act: Act) {
    let entry = EntryReference(station: StationName("0a1b2c3d")!, epoch: 1, sequence: 9)
    #expect((act.body.audience(of: entry) != .nobody) == act.travels, "\(act.name)")
    #expect(act.body is any StaysInOffice != act.travels, "\(act.name)")
    #expect(type(of: act.body).name == act.name)
  }

  /// The table of docs/internals/exchange.md, "Whose acts change what": an act that travels has a row there.
  @Test func whatAnActOfAnotherOfficeDoesIsInTheTable() throws {
    let folder = #filePath.dropLast("Tests/OfficeTests/ActEffectsTests.swift".count)
    let page = try String(contentsOfFile: "\(folder)docs/internals/exchange.md", encoding: .utf8)
    let sign = { (effect: ForeignEffect) in
      switch effect {
      case .changesLine: "changes"
      case .asks(let request): "asks: \(request.rawValue)"
      case .isRecorded: "–"
      }
    }
    for name in ActName.allCases {
      guard let act = GoldenTests.acts.first(where: { $0.name == name }) else { continue }
      guard let travelling = act.body as? any TravellingAct else { continue }
      let cells = DocumentStage.allCases.map { sign(type(of: travelling).effect(at: $0)) }
      let row = "| `\(name.rawValue)` | \(cells.joined(separator: " | ")) |"
      #expect(page.contains(row), "\(row)")
    }
  }

  /// Only the hub states which offices are in the province, and nothing else; a station states everything else.
  @Test(arguments: GoldenTests.acts) func whatTheHubSaysNoStationSays(_ act: Act) {
    let isOfHub = act.onProvince != nil
    #expect(act.mayBeTold(isReceived: false, isHub: true) == (isOfHub || act.beginsEpoch), "\(act.name)")
    #expect(act.mayBeTold(isReceived: false, isHub: false) == !isOfHub, "\(act.name)")
    #expect(act.mayBeTold(isReceived: true, isHub: false) == act.travels, "\(act.name)")
  }
}
