import Exchange
import GRDB
import Records
import RecordsSQL

extension HubExchange {
  /// The next part of the answer; `nil` at its end. Each part is made when it is asked for, so nothing waits in memory.
  func sendNext() throws -> [UInt8]? {
    if outgoing == nil {
      let wants = try writePieces()
      outgoing = try begun()
      if !wants.isEmpty { return wants }
    }
    while let stage = outgoing?.stage, stage != .over {
      let part =
        switch stage {
        case .proof: try sendProof()
        case .end: try sendEnd()
        default: try hub.looking(sendByLooking)
        }
      if !part.isEmpty { return part }
      try passOver()
      try give()
      try grant()
    }
    return nil
  }

  /// The next part that only needs reading; empty at the end, or when something has to be written first.
  private func sendByLooking() throws -> [UInt8] {
    while let stage = outgoing?.stage, outgoing?.passedOver == nil, outgoing?.toGive == nil,
      outgoing?.hasToGrant != true
    {
      let part: [UInt8]
      switch stage {
      case .hello: part = try sendHello()
      case .notices: part = try sendNotice()
      case .receipt: part = try sendReceipt()
      case .statements: part = try sendStatement()
      case .wants: part = try sendWants()
      case .journals: part = try sendEntries()
      case .mailbox: part = try sendMail()
      case .pieces: part = try sendPiece()
      case .proof, .end, .over: return []
      }
      if !part.isEmpty { return part }
    }
    return []
  }

  private func begun() throws -> Outgoing {
    var outgoing = Outgoing()
    guard standing == .proved else {
      remark(isReplaced ? keys?.isRevoked == true ? .revoked : .replaced : .challenge, nil)
      // A station that has enrolled again, or whose last challenge this hub has lost.
      if !isReplaced { remark(.deliveries, nil) }
      return outgoing
    }
    try hub.finishContents(of: organ, from: sender)
    outgoing.position = going.position
    return outgoing
  }

  /// The entries the station lacks of the hub's journal and of its office's.
  private func lacking() throws -> [(journal: JournalName, next: Int, last: Int)] {
    if brief != nil { try hub.read(readBrief) }
    let held = Dictionary(hello.held.map { ($0.journal, $0) }) { $1 }
    var forked: [EntryReference] = []
    let lacking = try hub.read { db in
      // Of the hub's journal the newest epoch only: it begins with everything that is valid.
      let heads =
        try Journals.heads(of: hub.station, db).suffix(1) + stations(db).flatMap { try Journals.heads(of: $0, db) }
      return try heads.compactMap {
        head -> (journal: JournalName, next: Int, last: Int)? in
        let journal = head.journal
        guard let there = held[journal], there.sequence > 0 else { return (journal, 1, head.sequence) }
        guard there.sequence <= head.sequence else { return nil }
        guard try Journals.hash(at: there.sequence, of: journal, db) == there.hash else {
          if head.station != hub.station { forked.append(there.reference) }
          return nil
        }
        return there.sequence == head.sequence ? nil : (journal, there.sequence + 1, head.sequence)
      }
    }
    for entry in forked where !notices.contains(where: { $0.code == NoticeKind.fork.code }) { remark(.fork, entry) }
    return lacking
  }

  /// All stations of the office, including revoked ones.
  private func stations(_ db: Database) throws -> [StationName] {
    try StationName.fetchAll(
      db.cachedStatement(sql: "SELECT station FROM stations WHERE organ = ? ORDER BY enrolled, station"),
      arguments: [organ])
  }

  // MARK: the parts, in their order

  private func sendHello() throws -> [UInt8] {
    guard try hasLease() else { return [] }
    outgoing?.stage = .notices
    if standing == .proved { outgoing?.journals = try lacking() }
    let (held, end) = try hub.read { db in
      // An unproved sender is informed of its own journals only.
      let own = try standing == .proved ? stations(db) : [member].compactMap(\.self)
      return (try own.flatMap { try Journals.heads(of: $0, db) }, try Mailbox.end(of: organ, db))
    }
    let cursor = standing == .proved ? Hello.Cursor(incarnation: going.incarnation, position: end) : nil
    var frames = Hello(held: held, cursor: cursor).parts.map(Frame.hello)
    if shared != nil, let cursor, held.count <= BriefHello.mostPositions, !hello.isContradicted(by: held) {
      frames = [.brief(.hub(BriefHello.Hub(held: held, cursor, toWhoSaid: hello, hub: hub.station)))]
    }
    if standing == .proved, let said = going.said {
      if going.beginsAgain, let member {
        let kind = NoticeKind.deliveries
        let entry = EntryReference(station: member, epoch: reader.header?.epoch ?? 1, sequence: 0)
        frames.append(.notice(Notice(about: entry, code: kind.code, words: kind.words)))
      }
      frames.append(.place(said))
    }
    if let lease = outgoing?.lease ?? nil { frames.append(.lease(lease)) }
    return try frames.flatMap { try out?.append($0) ?? [] }
  }

  private func sendNotice() throws -> [UInt8] {
    guard let noticed = outgoing?.noticed, noticed < notices.count else {
      outgoing?.stage = standing == .proved ? .receipt : .proof
      return []
    }
    outgoing?.noticed += 1
    return try out?.append(.notice(notices[noticed])) ?? []
  }

  private func sendReceipt() throws -> [UInt8] {
    outgoing?.stage = .statements
    guard entries > 0, let member, let header = reader.header else { return [] }
    let row = try hub.read { db in
      try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT epoch, sequence, hash, place FROM journals WHERE station = ? \
            ORDER BY epoch = ? DESC, epoch DESC LIMIT 1
            """),
        arguments: [member, header.epoch])
    }
    guard let row else { return [] }
    let head = JournalHead(station: member, epoch: row[0], sequence: row[1], hash: try row.stored(2))
    let receipt = try Receipt(
      incarnation: hub.incarnation, held: head, position: row[3], time: max(0, hub.system.now()), key: hub.keys.signing)
    return try out?.append(.receipt(receipt)) ?? []
  }

  /// Answers one of the questions for a statement. What there is no room for is asked again.
  private func sendStatement() throws -> [UInt8] {
    guard let stated = outgoing?.stated, stated < askedStatements.count else {
      outgoing?.stage = .wants
      return []
    }
    outgoing?.stated += 1
    let asked = askedStatements[stated]
    do {
      return try within([.statement(try hub.read { try hub.statement(about: asked, for: organ, $0) })]) ?? []
    } catch PacketRefusal.frameTooLong {
      return try within([.statement(.refused(asked, .long))]) ?? []
    }
  }

  private func sendWants() throws -> [UInt8] {
    if outgoing?.missing == nil {
      outgoing?.missing = try hub.read { try Contents.missing(of: organ, $0) }[...]
    }
    var wants: [Want] = []
    var size = 0
    while size < 8_192, let hash = outgoing?.missing?.popFirst() {
      let want = try hub.read { db in
        try Contents.size(hash, wroteOfBy: organ, db).map {
          try Contents.want(hash, size: $0, of: organ, from: sender, db)
        }
      }
      guard let want, want.pieces > 0 else { continue }
      wants.append(want)
      size += 40 + want.bitmap.count + 5 * want.begun.count
    }
    guard !wants.isEmpty else {
      outgoing?.stage = .journals
      return []
    }
    return try within([.wants(wants)]) ?? []
  }

  private func sendEntries() throws -> [UInt8] {
    guard let next = outgoing?.journals.first else {
      outgoing?.stage = going.isHeldBack ? .pieces : .mailbox
      return []
    }
    let (journal, sequence, last) = next
    guard sequence <= last,
      let batch = try hub.read({ try Journals.batch(with: sequence, of: journal, $0) })
    else {
      outgoing?.journals.removeFirst()
      return []
    }
    outgoing?.journals[0].next = batch.seal.last + 1
    return try within(batch.frames) ?? []
  }

  private func sendProof() throws -> [UInt8] {
    outgoing?.stage = .end
    guard let member, let header = reader.header else { return [] }
    let next = try nextChallenge ?? hub.write { try Challenges.next(for: member, hub.system, $0) }
    if let shared {
      // It is the end as well.
      outgoing?.stage = .over
      return try out?.stamp(
        challenge: header.id, next: next, time: max(0, hub.system.now()), key: shared.toStation) ?? []
    }
    return try out?.proof(
      challenge: header.id, next: next, time: max(0, hub.system.now()), key: hub.keys.signing) ?? []
  }

  private func sendEnd() throws -> [UInt8] {
    outgoing?.stage = .over
    return try out?.end() ?? []
  }

  /// Appends frames if the station has room for them; otherwise the answer ends with its proof.
  func within(_ frames: [Frame]) throws -> [UInt8]? {
    if let part = try out?.append(frames, within: hello.room) { return part }
    outgoing?.stage = .proof
    return nil
  }
}
