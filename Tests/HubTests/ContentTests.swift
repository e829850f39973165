import Exchange
import GRDB
import Records
import TestProvince
import Testing

@testable import Hub

/// Contents in pieces: requested, resumed at the byte, accepted only when the hash is right, sent to the offices they
/// concern.
struct ContentTests {
  let world = try! World()
  let sender: TestStation
  let reader: TestStation

  init() throws {
    sender = try world.station(World.province)
    reader = try world.station(World.thucPhan)
  }

  private func isHeld(_ bytes: [UInt8]) throws -> Bool {
    try world.hub.read { try Contents.isHeld(Hash256(of: bytes), $0) }
  }

  private func wanting(_ bytes: [UInt8]) -> [Want] {
    let count = Piece.count(in: bytes.count)
    return [Want(file: Hash256(of: bytes), pieces: count, missing: 0..<count)]
  }

  @Test func theHubAsksForContentsTheMostUrgentDocumentFirst() throws {
    let (slow, fast, late) = (world.bytes(100), world.bytes(200), world.bytes(300))
    try sender.issues(1, to: [], files: [sender.file(slow)])
    try sender.issues(2, to: [], urgency: .flash, files: [sender.file(fast)])
    let document = try sender.does(.drafted(.init(document: TestStation.document("", .urgent), to: [])))
    try sender.does(.attached(.init(document: document, file: sender.file(late))))
    try sender.exchange(pieces: false)
    #expect(sender.wants.map(\.file) == [fast, late, slow].map { Hash256(of: $0) })
    try sender.exchange()
    #expect(try isHeld(slow) && isHeld(fast) && isHeld(late))
    try sender.exchange()
    #expect(sender.wants.isEmpty)
  }

  @Test func aContentThatWasCutGoesOnAtTheByte() throws {
    let content = world.bytes(150_000)
    try sender.issues(1, to: [], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    let pieces = sender.wantedPieces()
    let parts = try sender.parts(pieces: Array(pieces.prefix(4)))
    let answer = world.hub.answer(over: .line)
    // Only half of the last frame arrives.
    let bytes = Array(parts.dropLast().joined())
    _ = try answer.feed(Array(bytes.dropLast(10_000)))
    answer.cut()
    try sender.exchange(pieces: false)
    let want = try #require(sender.wants.first)
    #expect(!want.misses(0) && want.misses(1) && want.misses(2))
    #expect(want.begun.isEmpty)
    // Half a piece, of which the first frame arrived.
    let half = sender.wantedPieces()
    try sender.send(sender.packet(pieces: [half[0]]))
    #expect(sender.wants.last?.begun == [1: Piece.most])
    #expect(sender.wantedPieces()[0].offset == Piece.most)
    // The same bytes again, from another offset, and after a gap.
    let again = Piece(file: half[0].file, index: 1, offset: 100, bytes: Array(half[0].bytes[100..<200]))
    let behind = Piece(file: half[0].file, index: 1, offset: Piece.most + 5, bytes: [1, 2, 3])
    let beyond = Piece(file: half[0].file, index: 9, offset: 0, bytes: [1])
    let nobodys = Piece(file: world.hashOf(1), index: 0, offset: 0, bytes: [1])
    try sender.send(sender.packet(pieces: [again, behind, beyond, nobodys]))
    try sender.exchange(pieces: false)
    #expect(sender.wants.first?.begun == [1: Piece.most])
    try sender.exchange()
    #expect(try isHeld(content))
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM pieces WHERE sender <> ''") } == 0)
  }

  @Test func whatIsMissingIsSaidWhilePiecesComeIn() throws {
    let content = world.bytes(200_000)
    try sender.issues(1, to: [], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    let parts = try sender.parts(pieces: sender.wantedPieces())
    let answer = world.hub.answer(over: .line)
    var reader = PacketReader()
    reader.feed(try answer.feed(Array(parts.dropLast().joined())))
    var wants: [Want] = []
    while let frame = try reader.next() { if case .wants(let more) = frame { wants += more } }
    #expect(wants.count >= 2)
    #expect(wants[0].misses(3) && !wants[0].misses(0))
  }

  @Test func onASlowLineNoMoreThanTwoSecondsOfAFileCanBeLost() throws {
    let content = world.bytes(200_000)
    try sender.issues(1, to: [], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    let parts = try sender.parts(pieces: sender.wantedPieces())
    let answer = world.hub.answer(over: .line)
    var answered = 0
    for part in parts.prefix(7) {
      world.now += 1_200
      answered = try answer.feed(part).count
    }
    #expect(answered > 0)
    // The hub does not know that this connection is dead; the station uses another.
    try sender.exchange(pieces: false)
    #expect(try #require(sender.wants.first).begun != [:] || !sender.wants[0].misses(0))
  }

  @Test func aContentHeldAlreadyIsNotSentAgain() throws {
    let content = world.bytes(70_000)
    try sender.issues(1, to: [World.thucPhan], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    try sender.exchange()
    try reader.exchange()
    try reader.issues(1, to: [World.province], files: [reader.file(content)])
    try reader.exchange(pieces: false)
    #expect(reader.wants.isEmpty)
  }

  @Test func aReaderIsGivenThePiecesItWantsAndOthersAreNot() throws {
    let content = world.bytes(100_000)
    try sender.issues(1, to: [World.thucPhan], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    try reader.exchange(wanting: wanting(content))
    #expect(reader.pieces.isEmpty)
    try sender.exchange()
    let count = Piece.count(in: content.count)
    try reader.exchange(
      wanting: [Want(file: Hash256(of: content), pieces: count, missing: [1], begun: [1: 10_000])])
    #expect(reader.pieces.first?.index == 1 && reader.pieces.first?.offset == 10_000)
    #expect(reader.pieces.flatMap(\.bytes) == Array(content[(65_536 + 10_000)...]))
    let stranger = try world.station(World.communes[8].id)
    try stranger.exchange(wanting: wanting(content))
    #expect(stranger.pieces.isEmpty)
  }

  @Test func wrongBytesAreThrownAwayAndHarmNobodyElse() throws {
    let content = world.bytes(1_000)
    let file = sender.file(content)
    try sender.issues(1, to: [World.thucPhan], files: [file])
    try sender.exchange(pieces: false)
    try reader.exchange()
    // The reader claims that it references the content as well, and sends rubbish.
    try reader.issues(1, to: [], files: [file])
    try reader.exchange(pieces: false)
    let rubbish = Piece(file: Hash256(of: content), index: 0, offset: 0, bytes: world.bytes(1_000))
    try reader.send(reader.packet(pieces: [rubbish]))
    #expect(try !isHeld(content))
    try reader.exchange(pieces: false)
    #expect(reader.wants.first?.begun == [:])
    try sender.exchange()
    #expect(try isHeld(content))
  }

  @Test func onAFullDiskEntriesAreTakenAndPiecesAreNot() throws {
    let content = world.bytes(1_000)
    try sender.issues(1, to: [], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    world.free = 1_000_000
    try sender.issues(2, to: [World.thucPhan])
    let frames = try sender.exchange()
    #expect(frames.compactMap { $0.notice?.code } == ["full"])
    #expect(sender.acknowledged == 2)
    #expect(try !isHeld(content))
    world.free = 1 << 30
    try sender.exchange()
    #expect(try isHeld(content))
  }

  @Test func piecesOfAnUnprovenPacketAreNotTaken() throws {
    let content = world.bytes(1_000)
    try sender.issues(1, to: [], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    let parts = try sender.parts(pieces: sender.wantedPieces(), prove: false)
    try sender.send(Array(parts.joined()))
    #expect(try !isHeld(content))
  }

  /// A colleague's PC had declared for the same file that it is a gigabyte long, that it is empty, and one byte more
  /// than it is.
  @Test(arguments: [[], [1 << 30], [0, 40_001, 1 << 30], [39_999]])
  func ofSeveralSizesTheHashTellsWhichIsRight(_ lies: [Int]) throws {
    let content = world.bytes(40_000)
    let file = sender.file(content)
    for (number, size) in lies.enumerated() {
      var lie = file
      lie.size = size
      try sender.issues(number + 2, to: [World.thucPhan], files: [lie])
    }
    try sender.exchange(pieces: false)
    try sender.issues(1, to: [World.thucPhan], files: [file])
    for _ in 1...2 { try sender.exchange() }
    #expect(try isHeld(content))
    #expect(sender.wants.isEmpty)
  }

  /// Otherwise the hub would read a gigabyte again in every exchange, and for every size that a station can declare.
  @Test func whatIsNotTheContentIsReadThroughOnceAtFewSizes() throws {
    let content = world.bytes(40_000)
    for number in 1...20 {
      var lie = sender.file(content)
      lie.size = 40_000 + number
      try sender.issues(number, to: [], files: [lie])
    }
    try sender.exchange(pieces: false)
    let hash = Hash256(of: content)
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sizes") } == 4)
    #expect(try world.hub.read { try Contents.size(hash, wroteOfBy: sender.organ, $0) } == 40_004)
    sender.contents[hash] = world.bytes(40_001)
    try sender.exchange()
    let station = sender.name.description
    #expect(try world.hub.read { try Contents.sent(hash, station, $0) } == 40_001)
    #expect(try world.hub.read { try !Contents.isWhole(hash, sender.organ, station, $0) })
    // Another size is tried.
    sender.contents[hash] = world.bytes(40_002)
    try sender.send(sender.packet(pieces: [Piece(file: hash, index: 0, offset: 40_001, bytes: [0])]))
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT size FROM tried") } == 40_002)
    // At the largest size it is discarded, and what arrives after that is tried again.
    try sender.send(sender.packet(pieces: [Piece(file: hash, index: 0, offset: 40_002, bytes: [0, 0])]))
    #expect(try world.hub.read { try Contents.sent(hash, station, $0) } == 0)
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM tried") } == 0)
  }

  @Test func whatARevokedStationNeverEndedTakesNoRoom() throws {
    let content = world.bytes(40_000)
    try sender.issues(1, to: [], files: [sender.file(content)])
    try sender.exchange(pieces: false)
    try sender.send(
      sender.packet(pieces: [Piece(file: Hash256(of: content), index: 0, offset: 0, bytes: Array(content[..<30_000]))]))
    #expect(try world.hub.read { try Quota.kept(sender.organ, $0) } == 30_000)
    try world.hub.revoke(sender.name.description, reason: "mất máy")
    #expect(try world.hub.read { try Quota.kept(sender.organ, $0) } == 0)
    #expect(try world.hub.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM pieces") } == 0)
  }

  @Test func anEmptyFileIsHeldAtOnce() throws {
    try sender.issues(1, to: [], files: [sender.file([])])
    try sender.exchange(pieces: false)
    #expect(sender.wants.isEmpty)
    #expect(try isHeld([]))
  }

  @Test func aContentOfImpossibleSizeIsNotAskedFor() throws {
    for size in [-1, 1 << 40] {
      let file = StoredFile(name: "a", sha256: world.hashOf(size).description, size: size, mediaType: "x")
      try sender.issues(sender.entries.count + 1, to: [], files: [file])
    }
    let file = StoredFile(name: "a", sha256: "không phải", size: 5, mediaType: "x")
    try sender.issues(3, to: [], files: [file])
    try sender.exchange(pieces: false)
    #expect(sender.wants.isEmpty && sender.notices.isEmpty)
  }
}
