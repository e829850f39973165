import Crypto
import Exchange
import Records
import TestSupport

@testable import Hub

/// A hub in memory with a clock that the test sets and seeded random numbers, and stations that exchange with it.
final class World {
  var now = 1_795_000_000_000  // 18/11/2026
  var free: Int?
  private var generator: SeededRandom
  private(set) var hub: Hub!

  static let province = "ubnd-tinh"
  /// UBND phường Thục Phán, and three communes.
  static let thucPhan = "xa-2025-01273/ubnd"
  static let communes = OrganDirectory.shipped.organs.filter { $0.level == .commune && $0.validTo == nil }

  init(seed: UInt64 = 1, hub make: ((System) throws -> Hub)? = nil) throws {
    generator = SeededRandom(seed: seed)
    let make = make ?? { try Hub.inMemory(name: "VP UBND tỉnh Cao Bằng", system: $0) }
    hub = try make(system)
  }

  var system: System {
    System(
      now: { [unowned self] in now }, random: { [unowned self] in random() }, free: { [unowned self] _ in free },
      codeCost: .light)
  }

  func random() -> UInt64 { generator.next() }

  func replace(hub: Hub) { self.hub = hub }

  func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: random() >> 20) } }

  /// Enrols a station and lets it exchange once, so that it knows a challenge.
  func station(
    _ organ: Organ.ID, _ mode: EnrolmentRequest.Mode = .first, replaces: StationName? = nil
  ) throws -> TestStation {
    let station = TestStation(self, organ)
    try station.enrol(mode, replaces: replaces)
    _ = try station.exchange()
    return station
  }
}

/// A station with a made-up journal: packs it, sends it, and reads the answers, as exchange.md says.
final class TestStation {
  let world: World
  let organ: Organ.ID
  var name: StationName
  var signing: Curve25519.Signing.PrivateKey
  let agreement: Curve25519.KeyAgreement.PrivateKey
  var epoch = 1
  var entries: [StoredEntry] = []
  var hashes: [Hash256] = []
  /// The sequence up to which the hub has acknowledged the journal.
  var acknowledged = 0
  var challenge: UInt64 = 0
  var cursor: Hello.Cursor?
  /// The digest of its mailbox up to the cursor.
  var digest = MailboxDigest.empty
  /// Whether it behaves as stations of e572599 did: knows no digest, and states every epoch of the hub.
  var isEarlier = false
  var held: [JournalHead] = []
  var hubKey: Curve25519.Signing.PublicKey?
  var room: Int?
  /// What arrived in the mailbox, by position.
  var mail: [Int: StoredEntry] = [:]
  var notices: [Notice] = []
  /// Entries of other stations of the office and of the hub.
  var others: [StoredEntry] = []
  var contents: [Hash256: [UInt8]] = [:]
  var wants: [Want] = []
  var pieces: [Piece] = []

  init(_ world: World, _ organ: Organ.ID) {
    self.world = world
    self.organ = organ
    name = StationName(number: UInt32(truncatingIfNeeded: world.random()))
    signing = try! Curve25519.Signing.PrivateKey(rawRepresentation: world.bytes(32))
    agreement = try! Curve25519.KeyAgreement.PrivateKey(rawRepresentation: world.bytes(32))
  }

  func request(
    _ mode: EnrolmentRequest.Mode, _ code: EnrolmentCode, replaces: StationName? = nil
  ) -> EnrolmentRequest {
    EnrolmentRequest(
      mode, replaces: replaces, station: name, name: "Máy văn thư",
      signingKey: Array(signing.publicKey.rawRepresentation),
      agreementKey: Array(agreement.publicKey.rawRepresentation), code: code)
  }

  /// Returns a request of version 2, sealed to the hub as it is sent, with the key that recognises its answer.
  func asks(
    _ mode: EnrolmentRequest.Mode, _ code: EnrolmentCode, hub: HubIdentity?,
    office: EnrolmentRequest.OwnOffice? = nil
  ) throws -> (request: EnrolmentRequest, key: EnrolmentKey, json: [UInt8]) {
    let (request, key) = try EnrolmentRequest.proved(
      mode, station: name, name: "Máy văn thư", signingKey: Array(signing.publicKey.rawRepresentation),
      agreementKey: Array(agreement.publicKey.rawRepresentation), office: office, code: code, hub: hub?.fingerprint,
      .light)
    return (request, key, try hub.map { try SealedRequest(request, to: $0, signing: signing).json } ?? request.json)
  }

  func enrol(_ mode: EnrolmentRequest.Mode, replaces: StationName? = nil) throws {
    let code = try world.hub.code(for: organ)
    let answer = try world.hub.enrol(request(mode, code, replaces: replaces))
    name = StationName(answer.station)!
    hubKey = try Curve25519.Signing.PublicKey(rawRepresentation: [UInt8](hexadecimal: answer.hub.signingKey)!)
  }

  // MARK: the journal

  @discardableResult
  func does(_ act: Act) throws -> EntryReference { try writes(StoredAct.text(of: act)) }

  @discardableResult
  func writes(_ act: String) -> EntryReference {
    let entry = StoredEntry(
      station: name, epoch: epoch, sequence: entries.count + 1,
      time: HybridTime(milliseconds: Int64(world.now), counter: Int64(entries.count % 60_000)), day: Day(2026, 11, 20),
      clerk: "Nông Thị Hương", act: act)
    hashes.append(entry.hash(after: hashes.last ?? .zero))
    entries.append(entry)
    return entry.reference
  }

  /// Issues a document to the offices, in a book that was never opened.
  @discardableResult
  func issues(
    _ number: Int, to organs: [Organ.ID], book: String = "di-2026", urgency: Urgency = .routine,
    files: [StoredFile]? = nil,
    draft: EntryReference? = nil
  ) throws -> EntryReference {
    try does(
      .issued(
        .init(
          document: TestStation.document("\(number)/UBND-VX", urgency), book: book, number: number, suffix: nil,
          to: organs.map { Recipient(name: "nơi nhận", organID: $0) }, draft: draft, reason: nil, files: files,
          replaces: nil)))
  }

  static func document(_ code: String, _ urgency: Urgency = .routine) -> Document {
    Document(
      code: code, organName: "UBND xã", issuedDate: Day(2026, 11, 20), typeName: "Công văn", subject: "Về việc họp",
      urgency: urgency)
  }

  func note(_ text: String) throws { try does(.clerkNamed(.init(name: text))) }

  func file(_ bytes: [UInt8]) -> StoredFile {
    let hash = Hash256(of: bytes)
    contents[hash] = bytes
    return StoredFile(name: "a.pdf", sha256: hash.description, size: bytes.count, mediaType: "application/pdf")
  }

  // MARK: a packet

  var hello: Hello {
    var held = held
    if let last = entries.last {
      held.append(JournalHead(station: name, epoch: epoch, sequence: last.sequence, hash: hashes[hashes.count - 1]))
    }
    return Hello(held: held, cursor: cursor, room: room)
  }

  func run(from first: Int, to last: Int? = nil) -> EntryRun {
    EntryRun(
      previous: first == 1 ? .zero : hashes[first - 2], entries: Array(entries[(first - 1)..<(last ?? entries.count)]))
  }

  /// Returns the packet as its parts: header, frames, end.
  func parts(
    from first: Int? = nil, wanting: [Want] = [], pieces: [Piece] = [], prove: Bool = true, frames own: [Frame]? = nil
  ) throws -> [[UInt8]] {
    var writer = try PacketWriter(
      PacketHeader(id: world.random(), sender: name, epoch: epoch, receiver: .hub))
    var parts = [writer.start]
    for part in hello.parts { parts += try writer.append(.hello(part)) }
    if !isEarlier { parts += try writer.append(.place(.init(position: cursor?.position ?? 0, digest: digest))) }
    if prove { parts.append(try writer.proof(challenge: challenge, next: 0, time: world.now, key: signing)) }
    let first = first ?? acknowledged + 1
    if let own {
      for frame in own { parts += try writer.append(frame) }
    } else if first <= entries.count {
      var previous = run(from: first).previous
      for part in Batch.parts(of: run(from: first).entries) {
        let batch = try Batch.sign(EntryRun(previous: previous, entries: Array(part)), key: signing)
        previous = batch.seal.head
        for frame in batch.frames { parts += try writer.append(frame) }
      }
    }
    if !wanting.isEmpty { parts += try writer.append(.wants(wanting)) }
    for piece in pieces { parts += try writer.append(.piece(piece)) }
    parts.append(try writer.end())
    return parts
  }

  func packet(from first: Int? = nil, wanting: [Want] = [], pieces: [Piece] = []) throws -> [UInt8] {
    Array(try parts(from: first, wanting: wanting, pieces: pieces).joined())
  }

  /// Returns the pieces of contents the hub asked for, each as long as fits into a frame.
  func wantedPieces() -> [Piece] {
    var pieces: [Piece] = []
    for want in wants {
      guard let bytes = contents[want.file] else { continue }
      for index in 0..<want.pieces where want.misses(index) {
        let end = min(bytes.count, (index + 1) * WireLimits.piece)
        var at = index * WireLimits.piece + (want.begun[index] ?? 0)
        while at < end {
          let next = min(end, at + Piece.most)
          pieces.append(
            Piece(file: want.file, index: index, offset: at - index * WireLimits.piece, bytes: Array(bytes[at..<next])))
          at = next
        }
      }
    }
    return pieces
  }

  /// Sends everything and reads the answer; once more when the hub asks for another proof, as a station does.
  @discardableResult
  func exchange(wanting: [Want] = [], pieces: Bool = true, over way: Transport = .line) throws -> [Frame] {
    let frames = try send(packet(wanting: wanting, pieces: pieces ? wantedPieces() : []), over: way)
    guard frames.contains(where: { $0.notice?.code == "challenge" }) else { return frames }
    return try send(packet(wanting: wanting, pieces: pieces ? wantedPieces() : []), over: way)
  }

  @discardableResult
  func send(_ packet: [UInt8], over way: Transport = .line, feeding size: Int = 5_000) throws -> [Frame] {
    try take(raw(packet, over: way, feeding: size))
  }

  /// Returns the bytes of the answer.
  func raw(_ packet: [UInt8], over way: Transport = .line, feeding size: Int = 5_000) throws -> [UInt8] {
    let answer = world.hub.answer(over: way)
    var bytes: [UInt8] = []
    for start in stride(from: 0, to: packet.count, by: size) {
      bytes += try answer.feed(Array(packet[start..<min(packet.count, start + size)]))
    }
    try answer.finish { bytes += $0 }
    return bytes
  }

  // MARK: the answer

  @discardableResult
  func take(_ bytes: [UInt8]) throws -> [Frame] {
    var reader = PacketReader()
    reader.feed(bytes)
    var frames: [Frame] = []
    while let frame = try reader.next() {
      frames.append(frame)
      switch frame {
      case .hello(let hello):
        if let cursor = hello.cursor, cursor.incarnation != self.cursor?.incarnation {
          // With another log, a station of an earlier version begins its mailbox again.
          self.cursor = Hello.Cursor(
            incarnation: cursor.incarnation, position: isEarlier ? 0 : self.cursor?.position ?? 0)
        }
        if hello.cursor != nil {
          acknowledged = hello.held.first { $0.station == name && $0.epoch == epoch }?.sequence ?? 0
        }
        wants = []
      case .acknowledgement(let position):
        if position.station == name, position.epoch == epoch { acknowledged = position.sequence }
      case .wants(let more): wants += more
      case .entries(let run): hold(run)
      case .delivery(let delivery):
        for item in delivery.items {
          mail[item.position] = item.entry
          reach(item.position, digest.adding(item.entry.reference, item.entry.hash(after: item.previous)))
        }
      case .notice(let notice):
        if notice.code != "challenge", notice.position == 0 || notice.position > cursor!.position {
          notices.append(notice)
        }
        if notice.position > 0 { reach(notice.position, digest.adding(notice: notice.code, about: notice.entry)) }
      case .place(let place):
        guard !isEarlier, place.position == 0, cursor!.position > 0, place.digest == digest else { break }
        (cursor!.position, digest) = (0, .empty)
      case .piece(let piece): pieces.append(piece)
      case .proof(let proof):
        guard proof.holds(reader.digest, key: hubKey!) else { throw PacketRefusal.damaged(frame: 0) }
        challenge = proof.next
      case .seal, .receipt, .end: break
      }
    }
    return frames
  }

  private func reach(_ position: Int, _ next: MailboxDigest) {
    if position == cursor!.position + 1 { (cursor!.position, digest) = (position, next) }
  }

  private func hold(_ run: EntryRun) {
    guard let first = run.entries.first, let last = run.entries.last else { return }
    let place = held.firstIndex { $0.station == first.station && $0.epoch == first.epoch }
    let known = place.map { held[$0].sequence } ?? 0
    others += run.entries.filter { $0.sequence > known }
    let position = JournalHead(
      station: last.station, epoch: last.epoch, sequence: last.sequence, hash: run.hashes.last!)
    guard last.sequence > known else { return }
    if let place { held[place] = position } else { held.append(position) }
  }

  /// What arrived in the mailbox, in order, as acts.
  var received: [Act] {
    get throws { try mail.sorted { $0.key < $1.key }.map { try StoredAct.act(from: $0.value.act) } }
  }
}

extension Frame {
  var place: MailboxPlace? { if case .place(let place) = self { place } else { nil } }
  var notice: Notice? { if case .notice(let notice) = self { notice } else { nil } }
  var acknowledged: JournalHead? { if case .acknowledgement(let position) = self { position } else { nil } }
  var hello: Hello? { if case .hello(let hello) = self { hello } else { nil } }
  var delivery: Delivery? { if case .delivery(let delivery) = self { delivery } else { nil } }
  var receipt: Receipt? { if case .receipt(let receipt) = self { receipt } else { nil } }
  var run: EntryRun? { if case .entries(let run) = self { run } else { nil } }
  var piece: Piece? { if case .piece(let piece) = self { piece } else { nil } }
  var isEnd: Bool { if case .end = self { true } else { false } }
}
