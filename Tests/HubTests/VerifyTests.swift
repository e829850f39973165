import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// Damage that no chain, seal or hash shows: the stations and the mailboxes are compared with the entries.
struct VerifyTests {
  let world = try! World()
  let sender: TestStation
  let reader: TestStation

  init() throws {
    sender = try world.station(World.province)
    reader = try world.station(World.thucPhan)
  }

  /// Two documents, of which the second was corrected, the first acknowledged; and a station that was revoked.
  private func lived() throws {
    let document = try sender.issues(1, to: [World.thucPhan])
    let second = try sender.issues(2, to: [World.thucPhan])
    try sender.exchange()
    try reader.exchange()
    try reader.does(
      .reported(.init(document: document, recipient: World.thucPhan, status: .arrived, note: nil, answers: nil)))
    try reader.exchange()
    try sender.does(.corrected(.init(document: second, field: .subject, old: "a", new: "b", reason: "nhầm")))
    try sender.exchange()
    let lost = try world.station(World.communes[8].id)
    try world.hub.revoke(lost.name.description, reason: "máy bị mất")
  }

  private func faults() throws -> [String] { try world.hub.verify().faults.map(\.vietnamese) }

  @Test(
    arguments: [
      ("DELETE FROM mailboxes WHERE organ = 'READER' AND position = 3", "thiếu 1 mục gửi cho cơ quan ấy"),
      ("DELETE FROM mailboxes WHERE organ = 'SENDER'", "thiếu 1 mục gửi cho cơ quan ấy"),
      (
        "DELETE FROM mailboxes WHERE organ = 'READER' AND position > 1; DELETE FROM readers",
        "đã giao tới thư thứ 2, chỉ còn 1"
      ),
      ("UPDATE stations SET revoked = NULL", "đã bị thu hồi theo sổ của trung tâm mà vẫn được nhận"),
      ("UPDATE stations SET revoked = 1 WHERE organ = 'READER'", "bị thu hồi mà sổ của trung tâm không ghi"),
      ("UPDATE stations SET organ = 'SENDER' WHERE organ = 'READER'", "không thuộc cơ quan"),
      (
        "UPDATE stationKeys SET agreementKey = zeroblob(32) WHERE station IN "
          + "(SELECT station FROM stations WHERE organ = 'READER')", "có khóa khác"
      ),
      (
        "INSERT INTO stations (station, organ, name, enrolled) VALUES ('00000001', 'READER', 'Máy lạ', 1)",
        "có trong bảng trạm mà sổ của trung tâm không ghi"
      ),
      (
        "DELETE FROM stationKeys WHERE station IN (SELECT station FROM stations WHERE revoked IS NOT NULL); "
          + "DELETE FROM stations WHERE revoked IS NOT NULL", "mất khỏi bảng trạm"
      ),
    ])
  func whatNoChainShowsIsFound(_ change: String, _ words: String) throws {
    try lived()
    #expect(try faults() == [])
    let sql = change.replacing("READER", with: World.thucPhan).replacing("SENDER", with: World.province)
    try world.hub.write { try $0.execute(sql: sql) }
    let faults = try faults()
    #expect(faults.contains { $0.contains(words) }, "\(faults)")
  }

  @Test func whatIsHeldBackOrRejectedIsNotMissed() throws {
    let draft = try sender.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try sender.does(.corrected(.init(document: draft, field: .subject, old: "a", new: "b", reason: "nhầm")))
    // About a document that was never sent to it, and about one that is not issued yet.
    let own = try reader.issues(7, to: [])
    try sender.does(
      .reported(.init(document: own, recipient: World.province, status: .arrived, note: nil, answers: nil)))
    try reader.does(
      .reported(.init(document: draft, recipient: World.thucPhan, status: .arrived, note: nil, answers: nil)))
    for station in [reader, sender, reader] { try station.exchange() }
    #expect(try faults() == [])
    try world.hub.startNewIncarnation()
    try lived()
    #expect(try faults() == [])
  }
}
