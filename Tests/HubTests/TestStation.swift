import Crypto
import Exchange
import Records
import TestProvince

@testable import Hub

/// A station with a made-up journal: packs it, sends it, and reads the answers, as exchange.md says. The properties of
/// the journal are also properties of the station.
@dynamicMemberLookup
final class TestStation {
  let world: World
  let organ: Organ.ID
  var journal: StationJournal
  /// The sequence up to which the hub has acknowledged the journal.
  var acknowledged = 0
  var challenge: UInt64 = 0
  var cursor: Hello.Cursor?
  /// The digest of its mailbox up to the cursor.
  var digest = MailboxDigest.empty
  /// Whether it behaves as stations of e572599 did: knows no digest, and states every epoch of the hub.
  var isEarlier = false
  /// The name of its last packet, which an answer answers.
  private var lastPacket: UInt64 = 0
  /// Whether it says its hello in short, and proves itself by the key it shares with the hub; it is answered alike.
  var isBrief = false
  var held: [JournalHead] = []
  var hubKey: Curve25519.Signing.PublicKey?
  var room: Int?
  /// The last right to give numbers that the hub has granted.
  var lease: Lease?
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
    journal = try! world.journal()
  }

  subscript<Value>(dynamicMember path: KeyPath<StationJournal, Value>) -> Value { journal[keyPath: path] }

  subscript<Value>(dynamicMember path: WritableKeyPath<StationJournal, Value>) -> Value {
    get { journal[keyPath: path] }
    set { journal[keyPath: path] = newValue }
  }

  func request(
    _ mode: EnrolmentRequest.Mode, _ code: EnrolmentCode, replaces: StationName? = nil
  ) -> EnrolmentRequest {
    journal.request(mode, code, replaces: replaces)
  }

  /// Returns a request of version 2, sealed to the hub as it is sent, with the key that recognises its answer.
  func asks(
    _ mode: EnrolmentRequest.Mode, _ code: EnrolmentCode, hub: HubIdentity?,
    office: EnrolmentRequest.OwnOffice? = nil
  ) throws -> (request: EnrolmentRequest, key: EnrolmentKey, json: [UInt8]) {
    let (request, key) = try EnrolmentRequest.proved(
      mode, station: journal.name, name: "Máy văn thư", signingKey: journal.signingKey,
      agreementKey: journal.agreementKey, office: office, code: code, hub: hub?.fingerprint, .light)
    let json = try hub.map { try SealedRequest(request, to: $0, signing: journal.signing).json } ?? request.json
    return (request, key, json)
  }

  func enrol(_ mode: EnrolmentRequest.Mode, replaces: StationName? = nil) throws {
    let code = try world.hub.code(for: organ)
    let answer = try world.hub.enrol(request(mode, code, replaces: replaces))
    journal.name = StationName(answer.station)!
    hubKey = try Curve25519.Signing.PublicKey(rawRepresentation: [UInt8](hexadecimal: answer.hub.signingKey)!)
  }

  // MARK: the journal

  @discardableResult
  func does(_ act: Act) throws -> EntryReference { try writes(StoredAct.text(of: act)) }

  @discardableResult
  func writes(_ act: String) -> EntryReference {
    let entry = journal.next(act, at: world.now)
    journal.append(entry)
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
    if !journal.entries.isEmpty { held.append(journal.position) }
    return Hello(held: held, cursor: cursor, room: room)
  }

  func run(from first: Int, to last: Int? = nil) -> EntryRun { journal.run(from: first, to: last) }

  /// Returns the packet as its parts: header, frames, end.
  func parts(
    from first: Int? = nil, wanting: [Want] = [], pieces: [Piece] = [], prove: Bool = true, frames own: [Frame]? = nil
  ) throws -> [[UInt8]] {
    lastPacket = world.random()
    var writer = try PacketWriter(
      PacketHeader(id: lastPacket, sender: journal.name, epoch: journal.epoch, receiver: .hub))
    var parts = [writer.start]
    if isBrief {
      let hello = hello
      parts += try writer.append(
        .brief(
          .station(
            .init(held: hello.held.map(BriefHello.Held.init), cursor: cursor, digest: digest, room: room))))
    } else {
      for part in hello.parts { parts += try writer.append(.hello(part)) }
    }
    if !isEarlier, !isBrief {
      parts += try writer.append(.place(.init(position: cursor?.position ?? 0, digest: digest)))
    }
    if prove, isBrief, let shared {
      parts.append(
        try writer.stamp(
          challenge: challenge, isSaid: true, next: 0, time: world.now, isLast: false, key: shared.toHub))
    } else if prove {
      parts.append(try writer.proof(challenge: challenge, next: 0, time: world.now, key: journal.signing))
    }
    let after = first.map { $0 - 1 } ?? acknowledged
    for frame in try own ?? journal.batches(after: after).flatMap(\.frames) { parts += try writer.append(frame) }
    if !wanting.isEmpty { parts += try writer.append(.wants(wanting)) }
    for piece in pieces { parts += try writer.append(.piece(piece)) }
    parts.append(try isBrief ? writer.stampedEnd() : writer.end())
    return parts
  }

  /// The keys it shares with the hub.
  var shared: SharedKeys? {
    SharedKeys(of: journal.name, journal.agreement, with: world.hub.station, world.hub.keys.agreement.publicKey)
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
    try world.hub.answer(to: packet, over: way, inPartsOf: size)
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
      case .brief(.hub(let told)): take(try told.hello(after: hello, hub: world.hub.station))
      case .hello(let hello): take(hello)
      case .stamp(let stamp):
        guard let proof = stamp.proof, let shared,
          stamp.holds(reader.digest, answering: lastPacket, key: shared.toStation)
        else { throw PacketRefusal.damaged(frame: 0) }
        challenge = proof.next ?? 0
      case .acknowledgement(let position):
        if position.station == journal.name, position.epoch == journal.epoch { acknowledged = position.sequence }
      case .wants(let more): wants += more
      case .entries(let run): hold(run)
      case .delivery(let delivery):
        for item in delivery.items {
          mail[item.position] = item.entry
          reach(item.position, digest.adding(item.entry.reference, item.entry.hash(after: item.previous)))
        }
      case .notice(let notice):
        if !["challenge", "deliveries"].contains(notice.code),
          notice.position == 0 || notice.position > cursor!.position
        {
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
      case .lease(let lease): self.lease = lease
      case .seal, .receipt, .end, .regained, .brief, .statement: break
      }
    }
    return frames
  }

  private func take(_ hello: Hello) {
    if let cursor = hello.cursor, cursor.incarnation != self.cursor?.incarnation {
      // With another log, a station of an earlier version begins its mailbox again.
      self.cursor = Hello.Cursor(
        incarnation: cursor.incarnation, position: isEarlier ? 0 : self.cursor?.position ?? 0)
    }
    if hello.cursor != nil {
      acknowledged = hello.held.first { $0.station == journal.name && $0.epoch == journal.epoch }?.sequence ?? 0
    }
    wants = []
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

extension World {
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
  var stamp: Stamp? { if case .stamp(let stamp) = self { stamp } else { nil } }
  var proof: Proof? { if case .proof(let proof) = self { proof } else { nil } }
  var brief: BriefHello.Hub? { if case .brief(.hub(let brief)) = self { brief } else { nil } }
}
