import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// A content is sent because of delivery or possession, never because its hash is known; and what the hub requests
/// reveals nothing about others.
struct PossessionTests {
  let world = try! World()
  let sender: TestStation
  let reader: TestStation
  let thief: TestStation

  init() throws {
    sender = try world.station(World.province)
    reader = try world.station(World.thucPhan)
    thief = try world.station("xa-2025-01477/ubnd")
  }

  private func wanting(_ bytes: [UInt8]) -> [Want] {
    let count = Piece.count(in: bytes.count)
    return [Want(file: Hash256(of: bytes), pieces: count, missing: 0..<count)]
  }

  /// Returns a reference by a station that knows hash and size, and has not one byte.
  private func name(_ bytes: [UInt8]) -> StoredFile {
    StoredFile(
      name: "a.pdf", sha256: Hash256(of: bytes).description, size: bytes.count, mediaType: "application/pdf")
  }

  private func deliver(_ content: [UInt8]) throws {
    try sender.issues(1, to: [World.thucPhan], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    try sender.exchange()
    try reader.exchange()
    try reader.exchange(wanting: wanting(content))
    #expect(reader.pieces.flatMap(\.bytes) == content)
  }

  @Test func whoKnowsAHashReadsNothing() throws {
    let content = world.bytes(150_000)
    try deliver(content)
    let draft = try thief.does(.drafted(.init(document: TestStation.document(""), to: [])))
    try thief.does(.attached(.init(document: draft, file: name(content))))
    try thief.issues(1, to: [thief.organ, World.communes[8].id], files: [name(content)])
    try thief.exchange(wanting: wanting(content))
    try thief.exchange(wanting: wanting(content))
    #expect(thief.pieces.isEmpty)
    // Nor does an office that it sends the document to.
    let friend = try world.station(World.communes[8].id)
    try friend.exchange(wanting: wanting(content))
    #expect(friend.mail.count == 1 && friend.pieces.isEmpty)
  }

  /// Of two contents, one of which the hub has and one nobody has, the same is requested in the same way.
  @Test func whatTheHubAsksForTellsNothingOfOthers() throws {
    let (known, unknown) = (world.bytes(150_000), world.bytes(150_000))
    try deliver(known)
    try thief.issues(1, to: [], files: [name(known)])
    try thief.issues(2, to: [], files: [name(unknown)])
    try thief.exchange(pieces: false)
    #expect(thief.wants.map(\.file) == [known, unknown].map { Hash256(of: $0) })
    #expect(thief.wants[0].bitmap == thief.wants[1].bitmap && thief.wants[0].begun == thief.wants[1].begun)
    for content in [known, unknown] {
      let rubbish = Piece(file: Hash256(of: content), index: 0, offset: 0, bytes: world.bytes(1_000))
      let frames = try thief.send(thief.packet(pieces: [rubbish]))
      let wants = frames.flatMap { frame -> [Want] in if case .wants(let wants) = frame { wants } else { [] } }
      #expect(wants.filter { $0.file == Hash256(of: content) }.allSatisfy { $0.begun == [0: 1_000] })
    }
  }

  @Test func halfOfItIsNotTheWhole() throws {
    let content = world.bytes(150_000)
    try deliver(content)
    try thief.issues(1, to: [], files: [name(content)])
    try thief.exchange(pieces: false)
    // It has the first piece, and hopes for what the sender has sent.
    let first = Piece(file: Hash256(of: content), index: 0, offset: 0, bytes: Array(content[..<Piece.most]))
    try thief.send(thief.packet(pieces: [first]))
    try thief.exchange(wanting: wanting(content))
    #expect(thief.pieces.isEmpty)
    #expect(thief.wants.first?.begun == [0: Piece.most])
    // Rubbish after it damages only its own upload.
    thief.contents[Hash256(of: content)] = Array(content[..<Piece.most]) + world.bytes(150_000 - Piece.most)
    try thief.exchange()
    try thief.exchange(wanting: wanting(content), pieces: false)
    #expect(thief.pieces.isEmpty && thief.wants.first?.begun == [:])
    try reader.exchange(wanting: wanting(content))
    #expect(reader.pieces.suffix(1).first?.bytes.isEmpty == false)
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func whoHasEveryByteOfItPossessesIt() throws {
    let content = world.bytes(150_000)
    try deliver(content)
    try thief.issues(1, to: [World.communes[8].id], files: [thief.file(content)])
    try thief.exchange(pieces: false)
    let friend = try world.station(World.communes[8].id)
    try friend.exchange(wanting: wanting(content))
    #expect(friend.pieces.isEmpty)
    try thief.exchange()
    try thief.exchange(wanting: wanting(content))
    #expect(thief.wants.isEmpty && thief.pieces.flatMap(\.bytes) == content)
    try friend.exchange(wanting: wanting(content))
    #expect(friend.pieces.flatMap(\.bytes) == content)
    // On the disk it is stored once.
    #expect(try world.hub.figures().contents == 1)
    #expect(
      try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM pieces WHERE sender <> ''") } == 0)
  }

  @Test func whoWasGivenItSendsItOnWithoutSendingItAgain() throws {
    let content = world.bytes(100_000)
    try deliver(content)
    try reader.issues(1, to: [thief.organ], files: [reader.file(content)])
    try reader.exchange(pieces: false)
    #expect(reader.wants.isEmpty)
    try thief.exchange(wanting: wanting(content))
    #expect(thief.pieces.flatMap(\.bytes) == content)
  }

  @Test func whatIsSentOnBeforeItHasComeIsGivenWhenItComes() throws {
    let content = world.bytes(100_000)
    try sender.issues(1, to: [World.thucPhan], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    try reader.exchange()
    try reader.issues(1, to: [thief.organ], files: [name(content)])
    try reader.exchange(pieces: false)
    #expect(reader.wants.count == 1)
    try thief.exchange(wanting: wanting(content))
    #expect(thief.pieces.isEmpty)
    try sender.exchange()
    try reader.exchange(pieces: false)
    #expect(reader.wants.isEmpty)
    try thief.exchange(wanting: wanting(content))
    #expect(thief.pieces.flatMap(\.bytes) == content)
  }

  /// The right to the contents of a document ends when it is sent back; a recall alone takes nothing away.
  @Test(arguments: [false, true]) func whoGaveADocumentBackIsGivenItsContentsNoMore(isHadTwice: Bool) throws {
    let content = world.bytes(100_000)
    let document = try sender.issues(1, to: [World.thucPhan], files: [sender.file(content)])
    if isHadTwice { try sender.issues(2, to: [World.thucPhan], files: [sender.file(content)]) }
    try sender.exchange(pieces: false)
    try sender.exchange()
    try reader.exchange()
    let update = try sender.does(
      .corrected(.init(document: document, field: .subject, old: "a", new: "b", reason: "nhầm")))
    let recall = try sender.does(.recalled(.init(document: document, reason: "sai số")))
    try sender.exchange()
    try reader.exchange()
    func given() throws -> [UInt8] {
      reader.pieces = []
      try reader.exchange(wanting: wanting(content))
      return reader.pieces.flatMap(\.bytes)
    }
    func agree(to request: EntryReference?) throws {
      try reader.does(
        .reported(.init(document: document, recipient: World.thucPhan, status: .agreed, note: nil, answers: request)))
      try reader.exchange()
    }
    #expect(try given() == content)
    try agree(to: update)
    try agree(to: nil)
    #expect(try given() == content)
    try agree(to: recall)
    #expect(try given() == (isHadTwice ? content : []))
    #expect(try world.hub.verify().faults.isEmpty)
  }

  @Test func whatWasGivenBackBeforeItHadComeIsNotGivenWhenItComes() throws {
    let content = world.bytes(100_000)
    let document = try sender.issues(1, to: [World.thucPhan], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    try reader.exchange()
    let recall = try sender.does(.recalled(.init(document: document, reason: "sai số")))
    try sender.exchange(pieces: false)
    try reader.exchange()
    try reader.does(
      .reported(.init(document: document, recipient: World.thucPhan, status: .agreed, note: nil, answers: recall)))
    try reader.exchange()
    try sender.exchange()
    try reader.exchange(wanting: wanting(content))
    #expect(reader.pieces.isEmpty)
  }

  @Test func whichDocumentBroughtItIsFoundForWhatAnEarlierVersionDelivered() throws {
    let content = world.bytes(100_000)
    try deliver(content)
    let before = try world.hub.read { try Row.fetchAll($0, sql: "SELECT * FROM readings") }
    #expect(before.count == 1)
    try world.hub.write { db in
      try db.execute(sql: "DROP TABLE readings")
      try Readings.migrate(db)
    }
    #expect(try world.hub.read { try Row.fetchAll($0, sql: "SELECT * FROM readings") } == before)
  }

  /// A hub of an earlier version knew only which offices referenced a content and whether it was stored.
  @Test func whatAnEarlierVersionHeldIsItsUploadersAndItsReaders() throws {
    let content = world.bytes(100_000)
    try deliver(content)
    try thief.issues(1, to: [], files: [name(content)])
    try thief.exchange(pieces: false)
    let before = try world.hub.read { try Row.fetchAll($0, sql: "SELECT * FROM possessed ORDER BY organ") }
    #expect(before.map { $0["organ"] as String } == [World.province, World.thucPhan])
    try world.hub.write { db in
      try db.execute(sql: "DROP TABLE possessed; DROP TABLE delivered; UPDATE concerns SET wanted = 0")
      try Possession.migrate(db)
    }
    #expect(try world.hub.read { try Row.fetchAll($0, sql: "SELECT * FROM possessed ORDER BY organ") } == before)
    try thief.exchange(wanting: wanting(content), pieces: false)
    #expect(thief.pieces.isEmpty && thief.wants.count == 1)
    try reader.exchange(wanting: wanting(content))
    #expect(reader.pieces.count > 1)
  }
}
