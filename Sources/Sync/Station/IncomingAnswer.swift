import Crypto
import Exchange
import Office
import Records
import Wording

/// Processes the hub's packet as it arrives: every complete frame is on disk before the next one is read.
final class IncomingAnswer {
  unowned let exchange: StationExchange
  let enrolment: Enrolment
  let challenge: UInt64
  let hubKey: Curve25519.Signing.PublicKey
  private(set) var reader = PacketReader()
  private var batch = OpenBatch()

  // What the hub says of itself, believed once its proof has come.
  private var hello: Hello?
  private var wants: [Want] = []
  private var notices: [Notice] = []
  private var lease: Lease?
  var header: PacketHeader? { reader.header }
  private var isProved: Bool { provedTime != nil }
  /// When the hub answered, by its clock, as its proof says.
  private(set) var provedTime: Int?
  /// From a USB stick or an e-mail, which anybody may have written: what waits for the proof.
  private var returned: [Notice] = []
  private var reached: [ReachedItem] = []
  /// The position the mailbox is sent from, where the hub says so; and the chain of what was read.
  private var place: MailboxPlace?
  private var chain: MailboxChain?
  /// Files of which bytes came, and those of which more bytes came than anybody declared.
  private var given: Set<String> = []
  private var longer: Set<String> = []
  private var failure: (any Error)?
  /// Receipts that were answered, and those that the hub refused.
  var answeredStatements: Set<EntryReference> = []
  var refusedStatements: [(entry: EntryReference, reason: StatementFrame.Reason)] = []

  init(_ exchange: StationExchange, _ enrolment: Enrolment, answering challenge: UInt64) throws {
    self.exchange = exchange
    self.enrolment = enrolment
    self.challenge = challenge
    hubKey = try Curve25519.Signing.PublicKey(rawRepresentation: enrolment.signingKey)
  }

  func receive(_ bytes: [UInt8]) throws {
    reader.feed(bytes)
    while let frame = try reader.next() { try receive(frame) }
  }

  private func receive(_ frame: Frame) throws {
    try checkHeader()
    switch frame {
    case .acknowledgement(let head): if isFromHub { acknowledged(head) }
    case .hello(let hello): receive(hello)
    case .place(let place): try receive(place)
    case .lease(let lease): self.lease = lease
    case .regained(let delivery): try receive(regained: delivery)
    case .receipt(let receipt): try receive(receipt)
    case .statement(let frame): try receive(frame)
    case .entries(let run): try batch.append(run)
    case .seal(let seal): try close(seal)
    case .delivery(let delivery): try receive(delivery)
    case .notice(let notice): try receive(notice)
    case .wants(let wants): receive(wants)
    case .piece(let piece): try receive(piece)
    case .proof(let proof): try receive(proof)
    case .brief(let brief): if let hello = try hello(brief) { receive(hello) }
    case .stamp(let stamp): try receive(stamp)
    case .end: break
    }
  }

  private func checkHeader() throws {
    guard let header = reader.header else { return }
    guard header.sender == enrolment.station else { throw ExchangeRefusal.notTheHub }
    guard case .station(let name) = header.receiver, try name == exchange.office.stationName().station
    else {
      throw ExchangeRefusal.notForUs
    }
  }

  /// Whether to believe what the hub says unsigned before it has proved itself: over a connection, because this station
  /// called the hub and nobody else listens there. So an answer that breaks off need not come again.
  var isFromHub: Bool { exchange.way == .line }

  // MARK: what the hub holds

  /// Merges several hellos, where one frame does not hold all.
  private func receive(_ more: Hello) {
    if hello == nil { wants = [] }
    let held = hello?.held ?? []
    hello = Hello(held: held + more.held, cursor: more.cursor ?? hello?.cursor)
  }

  /// Tells where to resume after a cut; what is stored permanently is the receipt.
  private func acknowledged(_ head: JournalHead) {
    exchange.hasReached(head.journal, head.sequence)
    guard head.sequence > exchange.held[head.journal] ?? 0 else { return }
    exchange.held[head.journal] = head.sequence
    exchange.tally.moves += 1
  }

  private func receive(_ receipt: Receipt) throws {
    guard receipt.isSigned(by: hubKey) else { throw ExchangeRefusal.notTheHub }
    let held = receipt.held
    try exchange.office.act(exchange.conditions.context) { transaction in
      try transaction.acknowledged(held.reference, time: receipt.time, receipt: receipt.signature)
      try transaction.keep(.receipt, receipt.stored)
    }
    acknowledged(held)
  }

  /// While pieces are sent, what is missing of one file; after the hello, everything.
  private func receive(_ wants: [Want]) {
    self.wants += wants
    for want in wants where isFromHub {
      if let place = exchange.wants.firstIndex(where: { $0.file == want.file }) {
        if exchange.wants[place] != want { exchange.tally.moves += 1 }
        exchange.wants[place] = want
      }
    }
  }

  // MARK: what others did

  private func close(_ seal: Seal) throws {
    let isHub = seal.station == enrolment.station
    let keys = try isHub ? [hubKey] : signingKeys(of: seal.station)
    let batch = try opened(seal, keys)
    let (own, epoch) = try exchange.office.stationName()
    do {
      try exchange.office.act(exchange.conditions.context) { transaction in
        try transaction.receive(journal: batch.run.entries, after: batch.run.previous, isHub: isHub)
        if isHub { try transaction.keep(.seal, seal.stored) }
        if !isHub, seal.station != own { try transaction.keepSeal(seal.stored, through: seal.reference) }
        if batch.seal.station == own, batch.seal.epoch >= epoch {
          // Our own entries came back from the hub, of this epoch or a later one: the file is an old copy, and numbers
          // may have been given since.
          try transaction.goOnAfterOldCopy()
        }
      }
    } catch IntakeRefusal.otherStory where batch.seal.station == own {
      // Signed by this station: somebody went on working in an old copy of the file.
      try exchange.office.act(exchange.conditions.context) { try $0.change { $0.refusal = .fork } }
      throw ExchangeRefusal.fork
    }
    exchange.tally.receivedEntries += batch.run.entries.count
    exchange.tally.moves += 1
  }

  private func opened(_ seal: Seal, _ keys: [Curve25519.Signing.PublicKey]) throws -> Batch {
    defer { batch = OpenBatch() }
    guard !keys.isEmpty else { throw ExchangeRefusal.unknownSigner(seal.station.description) }
    var refusal: PacketRefusal?
    for key in keys {
      var attempt = batch
      do throws(PacketRefusal) { return try attempt.close(seal, key: key) } catch { refusal = error }
    }
    throw refusal!
  }

  /// Handles the position from which the hub sends the mailbox.
  private func receive(_ place: MailboxPlace) throws {
    self.place = place
    guard isFromHub else { return }
    try exchange.office.act(exchange.conditions.context) { try begin(place, $0) }
  }

  private func begin(_ place: MailboxPlace, _ transaction: OfficeTransaction) throws {
    let before = try transaction.mailboxPlace().position
    chain = try MailboxChain(from: place, transaction)
    let now = try transaction.mailboxPlace().position
    if now != before { exchange.tally.moves += 1 }
    if now < before { exchange.beginsAgain = true }
  }

  /// Handles that an item of the mailbox was received. Returns whether the cursor has moved to it.
  func reach(_ item: ReachedItem, _ transaction: OfficeTransaction) throws -> Bool {
    guard isFromHub else {
      reached.append(item)
      return false
    }
    return try pass(item.position, item.step, transaction)
  }

  private func pass(_ position: Int, _ step: MailboxChain.Step, _ transaction: OfficeTransaction) throws -> Bool {
    // Without a place frame, the hub's incarnation (`log`) tells whether this is the mailbox we know.
    if chain == nil, hello?.cursor?.incarnation == enrolment.incarnation {
      chain = try MailboxChain(fromHere: transaction)
    }
    return try chain?.pass(position, step, transaction) ?? false
  }

  private func receive(_ notice: Notice) throws {
    guard notice.position > 0 else { return notices.append(notice) }
    let item = ReachedItem(notice)
    guard isFromHub else {
      returned.append(notice)
      return reached.append(item)
    }
    try exchange.office.act(exchange.conditions.context) { transaction in
      try transaction.keep(notice)
      guard try reach(item, transaction) else { return }
      exchange.tally.moves += 1
      _ = try named(item, transaction)
    }
  }

  private func receive(_ piece: Piece) throws {
    let sha256 = piece.file.description
    given.insert(sha256)
    var arrived = ArrivedPiece()
    try exchange.office.act(exchange.conditions.context) { transaction in
      arrived = try transaction.receive(piece: piece.index, at: piece.offset, of: sha256, piece.bytes)
    }
    if arrived.isBeyond { longer.insert(sha256) }
    if arrived.isNew { exchange.tally.moves += 1 }
    if arrived.isWhole { exchange.tally.receivedFiles += 1 }
  }

  // MARK: the end

  private func receive(_ proof: Proof) throws {
    guard proof.holds(reader.digest, key: hubKey), exchange.way != .line || proof.challenge == challenge else {
      throw ExchangeRefusal.notTheHub
    }
    if exchange.shared != nil { exchange.hasToSign = true }
    try proved(at: proof.time, next: proof.next)
  }

  /// The hub has proved all that it said so far: that is kept.
  ///
  /// - Parameters:
  ///   - time: the hub's clock.
  ///   - next: the challenge for the next packet.
  func proved(at time: Int, next: UInt64) throws {
    provedTime = time
    let now = exchange.conditions.clock()
    let replacement = replacement
    let isRefused = replacement != nil || notices.contains { $0.code == "challenge" }
    let hello = hello
    let own = try exchange.office.stationName().station
    // Another station of the office may have forked its journal; this file is sound all the same.
    let isFork = notices.contains { $0.code == "fork" && $0.entry.station == own }
    let held = try held(of: own, hello)
    let colleagues = try isRefused ? [] : heldOfColleagues(besides: own, hello)
    let place = place
    var replaced: [EntryReference] = []
    try exchange.office.act(exchange.conditions.context) { transaction in
      for notice in returned { try transaction.keep(notice) }
      try keepRefusedStatements(transaction)
      if !isFromHub, let place { try begin(place, transaction) }
      for item in reached where try pass(item.position, item.step, transaction) {
        exchange.tally.moves += 1
        if try named(item, transaction) { replaced.append(item.entry) }
      }
      try transaction.note(hubTime: Int64(time), isNow: exchange.way == .line)
      try transaction.change { enrolment in
        enrolment.challenge = next
        enrolment.skew =
          exchange.way == .line
          ? Int64(time) - now : ClockSkew(of: Int64(time), between: lease?.asked, and: now).milliseconds
        if exchange.way == .line { enrolment.forms = header?.forms ?? 0 }
        if isFork { enrolment.refusal = .fork }
        if let replacement {
          enrolment.refusal = replacement
        } else if !isRefused, exchange.way == .line, enrolment.refusal?.replacement != nil {
          enrolment.refusal = nil
        }
        if place != nil { enrolment.tellsPlaces = true }
        // A hub that grants leases knows it too: an old copy of the file may have forgotten that it was asked.
        if lease != nil || notices.contains(where: { $0.code == "deliveries" }) { enrolment.takesBack = true }
        if let cursor = hello?.cursor, !isRefused {
          // A place frame tells whether the mailbox is the one we know; without one, another incarnation means that it
          // is not.
          if cursor.incarnation != enrolment.incarnation, place == nil {
            enrolment.cursor = 0
            exchange.tally.moves += 1
          }
          enrolment.incarnation = cursor.incarnation
          enrolment.mailboxEnd = cursor.position
        }
      }
      // The hub names all it holds of our journals: less than before, if it was restored from a backup.
      for held in held { try transaction.acknowledged(held, time: time, receipt: nil) }
      try transaction.colleaguesHeld(colleagues, refused: exchange.refused(of: colleagues, notices))
      if !isRefused { try transaction.wereShown(exchange.brought) }
      if !isRefused, !isBudgetUsedUp {
        let spoilt = try transaction.update(
          requested: exchange.way == .line ? exchange.asked : [], given: given, longer: longer)
        // Counts once per run: what is damaged at the hub arrives damaged every time.
        if !spoilt.isSubset(of: exchange.spoilt) { exchange.tally.moves += 1 }
        exchange.spoilt.formUnion(spoilt)
      }
      if !isRefused {
        try transaction.lacking(wants.map(\.file.description))
        try transaction.tellMissing()
        if let lease {
          try take(lease, held, hubTime: Int64(time), now, transaction)
        } else if Int64(time) <= now + Lease.skew, exchange.way != .line || Int64(time) >= now - Lease.skew {
          // A hub that grants leases refuses one to a clock that is wrong.
          try transaction.hasNoLease()
        }
      }
    }
    try exchange.office.settleHistories(replaced, exchange.conditions.context)
    for held in held { learn(held) }
    if !isRefused, exchange.wants != wants {
      let due = try exchange.due()
      exchange.wants = wants
      if try exchange.due() != due { exchange.tally.moves += 1 }
    }
  }

  /// Whether the hub says, in an answer that it has signed, that it accepts nothing from this station any more.
  private var replacement: Enrolment.Refused? {
    notices.lazy.compactMap { Enrolment.Refused(rawValue: $0.code) }.first { $0.replacement != nil }
  }

  /// - Returns: what to do next.
  func finish() throws -> Outlook {
    guard isProved, reader.ending == .whole else { return .cut }
    if let refusal = replacement?.replacement { throw refusal }
    let own = try exchange.office.stationName().station
    // It stays so in the exchanges of this run that do not show again what the hub cannot take.
    if let fork = notices.first(where: { $0.code == "fork" && $0.entry.station != own }) {
      exchange.contradicted = fork.entry.station
    }
    let isChallenged = notices.contains { $0.code == "challenge" }
    exchange.challenges = isChallenged ? exchange.challenges + 1 : 0
    // A first challenge is answered by a new proof; a second one in a row may follow because that answer was lost; a
    // third means that no proof is accepted.
    if exchange.challenges >= 3 { throw ExchangeRefusal.keyNotGood }
    if isChallenged || notices.contains(where: { $0.code == "gap" }) { return .more }
    if exchange.showsEvidence(asked: notices.contains { $0.code == "evidence" }) { return .more }
    if try exchange.showsColleagues() || exchange.bringsMore() { return .more }
    // The hub said it once and it was stored, even if the answer broke off after it: nothing of this file is sent any
    // more.
    if try exchange.office.enrolment()?.refusal == .fork { throw ExchangeRefusal.fork }
    exchange.isHeldBack = notices.contains { $0.code == "again" }
    exchange.hasTakenEverything = try !exchange.isHeldBack && isEverythingHere()
    if exchange.hasTakenEverything {
      try exchange.office.hubHasToldAll(at: exchange.way == .line ? nil : provedTime.map(Int64.init))
    }
    exchange.isHubFull = notices.contains { $0.code == "full" }
    exchange.allowance = notices.first { $0.code == "allowance" }?.words
    let conditions = exchange.conditions
    try settleStatements()
    if try isEverythingTold() { return .done }
    // The hub accepts no more of ours today; asking again would change nothing.
    if exchange.allowance != nil, exchange.hasTakenEverything { return .limited }
    return conditions.isTimeUp() || isBudgetUsedUp ? .limited : .more
  }

  /// Whether the answer may have stopped because the budget was used up. With 4 KiB left or more, the hub sent all it
  /// had.
  private var isBudgetUsedUp: Bool {
    guard let budget = exchange.conditions.budget else { return false }
    return budget - exchange.tally.sentBytes - exchange.tally.receivedBytes < 4 << 10
  }

  /// Whether the mailbox was received to its end, and the office's journals as far as the hub says it holds them: an
  /// answer with little room may stop before either.
  private func isEverythingHere() throws -> Bool {
    guard let enrolment = try exchange.office.enrolment(), enrolment.cursor >= enrolment.mailboxEnd else {
      return false
    }
    let heads = try exchange.office.journalHeads()
    return (hello?.held ?? []).allSatisfy { held in
      let head = heads.first { $0.journal == held.journal }
      return head?.sequence ?? 0 >= held.sequence
    }
  }

  private func isEverythingTold() throws -> Bool {
    let isTold = try exchange.hasToldEverything()
    let hasRoom = exchange.conditions.hasRoom()
    let isTaken = !hasRoom || exchange.hasTakenEverything
    let hasFiles = try !hasRoom || exchange.awaited().isEmpty
    let isAnswered = try !expectsStatements || exchange.office.statementsAsked(most: 1).isEmpty
    return isTold && isTaken && hasFiles && isAnswered
  }
}

extension OfficeTransaction {
  fileprivate func keep(_ notice: Notice) throws {
    if let released = ReleasedNotice(code: notice.code) { return try delivered(released.entries) }
    // The entry itself comes with it.
    if notice.code == "regained" { return }
    try returned(
      notice.entry, position: notice.position, code: notice.code, vietnamese: notice.words.vietnamese,
      english: notice.words.english)
  }
}
