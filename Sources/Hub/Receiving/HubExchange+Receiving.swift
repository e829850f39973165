import Crypto
import Exchange
import GRDB
import Records
import RecordsSQL

extension HubExchange {
  /// The maximum number of positions in a hello: a station knows its office's journals and the hub's, and no province
  /// has more.
  static let mostHeld = 20_000
  /// The maximum bytes of wants, whose bitmaps are kept until they are answered.
  static let mostWanted = 1 << 20
  /// How many bytes of pieces are collected before they are written; a power cut loses at most these.
  static let pieceBuffer = 65_536
  /// How many milliseconds pieces are collected on a slow connection: after a cut the station continues from what was
  /// written.
  static let pieceTime = 2_000
  /// Free bytes below which no pieces are accepted; entries are.
  static let leastFree = 64 << 20

  /// Processes a frame. Returns what can be answered at once.
  func receive(_ frame: Frame) throws -> [UInt8] {
    if isReplaced { return [] }
    switch frame {
    case .hello(let more):
      // A hello after the proof is not covered by the signature.
      guard standing == .unproved else { return [] }
      guard hello.held.count + more.held.count <= HubExchange.mostHeld else { throw HubRefusal.tooMuch }
      hello.held += more.held
      hello.cursor = more.cursor ?? hello.cursor
      hello.room = more.room ?? hello.room
      return []
    case .place(let told):
      // As with the hello.
      if standing == .unproved { place = told }
      return []
    case .brief(let told):
      if standing == .unproved, brief == nil, case .station(let told) = told { brief = told }
      return []
    case .receipt(let receipt):
      try receive(receipt)
      return []
    case .proof(let proof):
      guard standing == .unproved else { return [] }
      try receive(proof)
      return []
    case .stamp(let stamp):
      if standing == .unproved { try receive(stamp) }
      return stamp.isLast ? try writePieces() : []
    case .entries(let run):
      guard run.entries.allSatisfy({ $0.canTravel && !$0.hasZeroByte }) else {
        return try refuse(run.entries.first?.reference)
      }
      do { try batch.append(run) } catch { return try refuse(run.entries.first?.reference) }
      return []
    case .seal(let seal): return try receive(seal)
    case .wants(let wants):
      for want in wants where wantedBytes < HubExchange.mostWanted {
        wanted.append(want)
        wantedBytes += want.bitmap.count + 64
      }
      return []
    case .piece(let piece):
      // Only pieces the station itself has signed for may use its office's storage.
      guard standing != .unproved, !isFull else { return [] }
      if pieces.isEmpty { firstPiece = hub.system.now() }
      pieces.append(piece)
      let isMuch = pieces.reduce(0) { $0 + $1.bytes.count } >= HubExchange.pieceBuffer
      return isMuch || hub.system.now() - firstPiece >= HubExchange.pieceTime ? try writePieces() : []
    case .end: return try writePieces()
    case .delivery(let delivery):
      try receive(broughtBack: delivery)
      return []
    case .statement(.asked(let entries)):
      askedStatements = Array((askedStatements + entries).prefix(StatementFrame.most))
      return []
    case .acknowledgement, .notice, .lease, .regained, .statement: return []
    }
  }

  // MARK: the proof

  /// A proof by the shared key. If it does not hold, the station is asked for a signature, as if it had proved nothing.
  private func receive(_ stamp: Stamp) throws {
    // A station that nobody answers does not know what its hub understands: on a stick and in an e-mail it signs.
    guard way == .line, let keys, let proof = stamp.proof,
      let shared = SharedKeys(ofHub: hub.station, hub.keys.agreement, with: keys.station, keys.agreement),
      stamp.holds(reader.digest, key: shared.toHub)
    else { return }
    self.shared = shared
    try proved(answering: proof.challenge ?? 0, at: proof.time)
  }

  private func receive(_ proof: Proof) throws {
    guard let keys else { return }
    guard proof.holds(reader.digest, key: keys.signing) else {
      // Not on a stick or by mail: the answer is sealed to the PC that has the name now, which would believe it.
      guard way == .line else { return }
      isReplaced = try hub.read { try Hub.formerKeys(of: keys.station, $0) }.contains {
        proof.holds(reader.digest, key: $0)
      }
      return
    }
    try proved(answering: proof.challenge, at: proof.time)
  }

  /// The station made this packet. Whether it made it now depends on what it answers.
  private func proved(answering challenge: UInt64, at time: Int) throws {
    guard let keys, let packet = reader.header?.id else { return }
    // In one transaction, because answering a challenge has to be on the disk anyway.
    let isNow = try hub.write { db in
      if way == .line {
        let answered = try Challenges.answered(challenge, by: packet, of: keys.station, hub.system, db)
        guard answered != .nothing else { return false }
        hasHeardLast = answered == .last
      }
      nextChallenge = try Challenges.next(for: keys.station, hub.system, db)
      try readBrief(db)
      try placeStation(keys, db)
      return true
    }
    standing = isNow ? .proved : .recorded
    provedTime = time
    guard isNow else { return }
    fence()
    if way == .line { skew = time - hub.system.now() }
    if going.isHeldBack { remark(.again, nil) }
    try beginIfProved()
  }

  /// Reads the hello that was said in short as if it had been said in full. It is read again once the packet has ended:
  /// by then the entries are held that came with it.
  func readBrief(_ db: Database) throws {
    guard let brief else { return }
    hello.held = try brief.held.map { $0.head(try Journals.hash(at: $0.sequence, of: $0.journal, db)) }
    hello.cursor = brief.cursor ?? hello.cursor
    hello.room = brief.room ?? hello.room
    place = MailboxPlace(position: brief.cursor?.position ?? 0, digest: brief.digest)
  }

  // MARK: entries

  private func receive(_ seal: Seal) throws -> [UInt8] {
    let journal = seal.journal
    guard batch.waiting > 0, !closed.contains(journal) else {
      batch = OpenBatch()
      return []
    }
    guard seal.station != hub.station else {
      try receiveOwn(seal)
      return []
    }
    let owner = try seal.station == member ? keys : hub.read { try hub.member(seal.station, $0) }
    if seal.station != member, owner == nil || owner?.organ == organ { return try receive(ofColleague: seal, owner) }
    guard let owner, !owner.isRevoked, let whole = closed(seal, [owner.signing]) else {
      return try refuse(seal.reference)
    }
    return try receive(whole, seal, of: owner)
  }

  /// Receives what another station of the office wrote: the hub has lost it, and the station itself may be lost too.
  /// Any key counts that it ever had, because the entries may be older than its last one. What is not proved is passed
  /// over: the rest of the packet does not depend on it. The hub may have lost the key too, and hold another history by
  /// now: the station has to learn that it cannot follow its colleague any more.
  private func receive(ofColleague seal: Seal, _ owner: Member?) throws -> [UInt8] {
    let isOther = try standing == .proved && owner != nil && isContradicted(seal.journal)
    guard standing != .unproved, let owner,
      let whole = closed(seal, try [owner.signing] + hub.read { try Hub.formerKeys(of: seal.station, $0) })
    else {
      batch = OpenBatch()
      remark(isOther ? .fork : .signature, seal.reference)
      return []
    }
    return try receive(whole, seal, of: owner)
  }

  /// Whether the hub holds another entry under a name that the entries which wait for their seal follow or have.
  private func isContradicted(_ journal: JournalName) throws -> Bool {
    try hub.read { db in
      guard let head = try Journals.head(journal, db), head.sequence > 0 else { return false }
      return batch.hash(at: head.sequence).map { $0 != head.hash } ?? false
    }
  }

  /// Returns the batch that the seal closes, if it holds under one of the keys.
  private func closed(_ seal: Seal, _ keys: [Curve25519.Signing.PublicKey]) -> Batch? {
    defer { batch = OpenBatch() }
    for key in keys {
      var attempt = batch
      if let whole = try? attempt.close(seal, key: key) { return whole }
    }
    return nil
  }

  private func receive(_ whole: Batch, _ seal: Seal, of owner: Member) throws -> [UInt8] {
    let journal = seal.journal
    switch try hub.receive(whole, of: owner.organ) {
    case .held(let position, let new):
      entries += new
      return try out?.append(.acknowledgement(position)) ?? []
    case .gap(let entry):
      closed.insert(journal)
      remark(.gap, entry)
      // It continues from what is held. That more was acknowledged is only the station's claim.
      if standing == .proved, seal.station == member, let keys {
        try hub.write { try claim(.gap, keys, "\(entry)", $0) }
      }
    case .fork(let entry):
      closed.insert(journal)
      remark(.fork, entry)
    case .disorder(let entry): return try refuse(entry)
    case .over(let overstep):
      // What comes after it waits as well, until the next exchange.
      closed.insert(journal)
      try waits(overstep, seal.reference)
    }
    return []
  }

  /// A seal does not hold: nothing more is read. Returns the answer to the pieces before it.
  private func refuse(_ entry: EntryReference?) throws -> [UInt8] {
    batch = OpenBatch()
    isDeaf = true
    remark(.signature, entry)
    return try writePieces()
  }

  /// Reports an overstep: to the station the first of them, to the administrator every kind.
  private func waits(_ overstep: Overstep, _ entry: EntryReference?) throws {
    if oversteps.isEmpty { remark(.allowance(overstep), entry) }
    guard !oversteps.contains(overstep.kind) else { return }
    oversteps.append(overstep.kind)
    try hub.overstepped(overstep, by: organ)
  }

  func remark(_ kind: NoticeKind, _ entry: EntryReference?) {
    guard let header = reader.header else { return }
    let entry = entry ?? EntryReference(station: header.sender, epoch: header.epoch, sequence: 0)
    notices.append(Notice(about: entry, code: kind.code, words: kind.words))
  }

  // MARK: pieces

  /// Writes the pieces that wait to the disk. Returns what is still missing of their contents.
  func writePieces() throws -> [UInt8] {
    guard !pieces.isEmpty else { return [] }
    defer { pieces = [] }
    if let free = hub.system.free(hub.path), free < HubExchange.leastFree {
      isFull = true
      remark(.full, nil)
      return []
    }
    if let overstep = try hub.refusal(ofPiecesFrom: organ) {
      isFull = true
      try waits(overstep, nil)
      return []
    }
    try hub.store(pieces, of: organ, from: sender)
    var seen: Set<Hash256> = []
    let files = pieces.map(\.file).filter { seen.insert($0).inserted }
    let wants: [Want] = try hub.read { db in
      try files.compactMap { file in
        guard let size = try Contents.size(file, wroteOfBy: organ, db) else { return nil }
        return try Contents.want(file, size: size, of: organ, from: sender, db)
      }
    }
    return wants.isEmpty ? [] : try out?.append(.wants(wants)) ?? []
  }
}
