import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// What the hub does with acts of programs that are not ours and name an entry of no station: it keeps them in the
/// journal like any act it cannot read, delivers them to nobody, and says so to the office, whichever it is.
struct MalformedReferencesTests {
  private let world = try! World()

  /// Returns acts that name an entry of `station`, in every place where an act names one.
  private func acts(_ station: String, about document: EntryReference) throws -> [String] {
    let nobody = EntryReference("abcdef01.1.1")!
    let issued = Act.issued(
      .init(
        document: TestStation.document("9/UBND-VX"), book: "di-2026", number: 9, suffix: nil,
        to: [Recipient(name: "nơi nhận", organID: World.province)], draft: nil, reason: nil, files: nil,
        replaces: nobody))
    let acts: [Act] = [
      .recalled(.init(document: nobody, reason: "gửi nhầm")), .undone(.init(entry: nobody, document: document)), issued,
      .reported(.init(document: nobody, recipient: "x", status: .arrived, note: nil, answers: nil)),
      .reported(.init(document: document, recipient: "x", status: .arrived, note: nil, answers: nobody)),
      .submitted(.init(document: nobody, to: nil)),
    ]
    return try acts.map { try StoredAct.text(of: $0).replacing("\"abcdef01.", with: "\"\(station).") }
  }

  @Test(arguments: ["ABCDEF01", "x"])
  func theyAreKeptAndDeliveredToNobody(_ station: String) throws {
    let readers = try [World.province, World.thucPhan].map { try world.station($0) }
    for office in try [World.thucPhan, World.province].map({ try world.station($0, .join) }) {
      let reader = readers[office.organ == World.province ? 1 : 0]
      let document = try office.issues(1, to: [reader.organ])
      for act in try acts(station, about: document) { office.writes(act) }
      try office.exchange()
      #expect(office.acknowledged == 7)
      try office.exchange()
      #expect(office.notices.filter { $0.position > 0 }.map(\.code) == Array(repeating: "act", count: 6))
      try reader.exchange()
      #expect(reader.mail.values.filter { $0.station == office.name }.map(\.reference) == [document])
      // The other station of the office is given its journal as it is.
      let colleague = try #require(readers.first { $0.organ == office.organ })
      try colleague.exchange()
      #expect(colleague.others.filter { $0.station == office.name } == office.entries)
    }
    #expect(try world.hub.verify().faults == [])
  }

  /// An earlier version kept some of them until the document is issued.
  @Test func oneThatAnEarlierVersionKeptStopsNobody() throws {
    let (office, reader) = (try world.station(World.thucPhan), try world.station(World.province))
    let colleague = try world.station(World.thucPhan, .join)
    let draft = try office.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try office.exchange()
    for act in try acts("x", about: draft) { colleague.writes(act) }
    try colleague.exchange()
    try world.hub.write { db in
      try db.execute(
        sql: "INSERT INTO early (entry, document) SELECT place, ? FROM entries WHERE station = ?",
        arguments: [draft.description, colleague.name.description])
    }
    try office.issues(1, to: [World.province], draft: draft)
    try office.exchange()
    try reader.exchange()
    #expect(reader.mail.values.map(\.reference.station) == [office.name])
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM early") } == 0)
    #expect(try world.hub.verify().faults == [])
  }
}
