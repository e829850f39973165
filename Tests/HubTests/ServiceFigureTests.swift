import Records
import TestProvince
import TestSupport
import Testing

@testable import Hub

/// What a monitor of the hub is informed of.
struct ServiceFigureTests {
  let folder = TemporaryFolder()

  @Test func whatWaitsForAnOfficeWaitsOnWhenItsStationIsRevoked() throws {
    let world = try World()
    let (sender, reader) = (try world.station(World.province), try world.station(World.thucPhan))
    try sender.issues(1, to: [World.thucPhan])
    try sender.exchange()
    #expect(try world.hub.figures().metrics.contains("vanthu_hub_waiting 1\n"))
    try world.hub.revoke(reader.name.description, reason: "máy mất")
    #expect(try world.hub.figures().metrics.contains("vanthu_hub_waiting 1\n"))
    #expect(try world.hub.figures().unserved.map(\.waiting) == [1])
  }

  @Test func diskBackupCodesContactsAndRefusalsAreTold() throws {
    let world = try World { try Hub.create("\(self.folder.path)/hub", name: "Tỉnh", system: $0) }
    world.free = 5_000_000_000
    let (hub, reader) = (world.hub, try HubReader(of: world.hub))
    var text = try reader.serviceFigures().metrics
    #expect(text.contains("vanthu_hub_free_bytes 5000000000\n") && text.contains("vanthu_hub_last_backup_ms 0\n"))
    #expect(!text.contains("vanthu_hub_backup_age_seconds") && text.contains("vanthu_hub_open_codes 0\n"))
    _ = try world.station(World.thucPhan)
    let came = world.now
    _ = try hub.code(for: World.province)
    try hub.backup(to: "\(folder.path)/copy")
    world.now += 90_000
    text = try reader.serviceFigures().metrics
    #expect(text.contains("vanthu_hub_backup_age_seconds 90\n") && text.contains("vanthu_hub_open_codes 1\n"))
    #expect(text.contains("vanthu_hub_office_last_contact_ms{office=\"\(World.thucPhan)\"} \(came)\n"))
    world.now += 8 * 86_400_000
    #expect(try reader.serviceFigures().metrics.contains("vanthu_hub_open_codes 0\n"))
    let pen = try AuditPen(of: hub) { 1_795_000_000_000 }
    let stranger = AuditActor(who: "?", from: "10.0.0.1")
    for _ in 0..<3 { pen.refused(.exchangeRefused, by: stranger, "unknownStation", detail: "0a1b2c3d") }
    #expect(pen.metrics.hasSuffix("{what=\"exchangeRefused\",kind=\"unknownStation\"} 3\n"))
    for line in (text + pen.metrics).split(separator: "\n") where line.first != "#" {
      #expect(line.wholeMatch(of: #/[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?\d+/#) != nil, "\(line)")
    }
  }
}
