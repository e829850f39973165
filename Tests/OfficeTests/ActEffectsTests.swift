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

  /// Only the hub states which offices are in the province, and nothing else; a station states everything else.
  @Test(arguments: GoldenTests.acts) func whatTheHubSaysNoStationSays(_ act: Act) {
    let isOfHub = act.onProvince != nil
    #expect(act.mayBeTold(isReceived: false, isHub: true) == (isOfHub || act.beginsEpoch), "\(act.name)")
    #expect(act.mayBeTold(isReceived: false, isHub: false) == !isOfHub, "\(act.name)")
    #expect(act.mayBeTold(isReceived: true, isHub: false) == act.travels, "\(act.name)")
  }
}
