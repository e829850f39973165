import Exchange
import FoundationEssentials
import Records

/// Each lie, as packets.
extension World {
  func tell(_ lie: Lie, _ liar: Liar) throws {
    log("the liar: \(lie.rawValue)")
    switch lie {
    case .nothing: try sendHonestly(liar)
    case .cursorAhead, .otherLog, .hubToldMore, .holdsEverything, .beginsAgain: try greet(lie, liar)
    case .gap: try leaveGap(liar)
    case .forgedIssuer, .correctedIssuer: try forgeIssuer(lie, liar)
    case .otherStation: try speakAsAnother(liar)
    case .hubsWords: try sayHubsWords(liar)
    case .readsByHash: try readByHash(liar)
    case .wrongBytes: try sendWrongBytes(liar)
    case .absurdSize: try nameAbsurdSizes(liar)
    case .othersDocuments: try changeOthersDocuments(liar)
    case .othersReports: try reportForOthers(liar)
    case .othersBooks: try takeOthersBooks(liar)
    case .otherTimes: try liveInOtherTimes(liar)
    case .unknownActs: try doUnknownActs(liar)
    case .othersBatches: try sendOthersBatches(liar)
    case .othersPackets: try sendOthersPackets(liar)
    case .twoStories: try tellTwoStories(liar)
    case .flood: try flood(liar)
    }
  }

  func ownName(_ liar: Liar) throws -> String { try name(liar.organ) }

  /// Sends a document as any office does, with a file whose bytes all follow.
  private func sendHonestly(_ liar: Liar) throws {
    let bytes = liar.chance.bytes(1 + liar.chance.below(2_000))
    let hash = Hash256(of: bytes)
    liar.files[hash] = bytes
    let issued = try liar.issue(
      liar.document(self, name: ownName(liar)), in: self, files: [liar.file(hash, bytes.count)])
    if liar.chance.one(in: 3) {
      try liar.write(.recalled(.init(document: issued.reference, reason: "Ký nhầm")), in: self)
    }
    try exchange(liar)
    try exchange(liar, nil, pieces(liar) { liar.files[$0] })
  }

  /// Returns pieces of what the hub requests, with these bytes.
  func pieces(_ liar: Liar, _ bytes: (Hash256) -> [UInt8]?) -> [Frame] {
    liar.wants.compactMap { want in
      guard let all = bytes(want.file), want.misses(0), !all.isEmpty else { return nil }
      return .piece(Piece(file: want.file, index: 0, offset: 0, bytes: Array(all.prefix(Piece.most))))
    }
  }

  // MARK: what it holds

  private func greet(_ lie: Lie, _ liar: Liar) throws {
    for _ in 0..<(lie == .beginsAgain ? 5 : 1 + liar.chance.below(3)) {
      var greeting = liar.greeting(at: time)
      let much = liar.chance.pick([1, 7, 1_000, 999_999, 1 << 40])
      switch lie {
      case .cursorAhead: greeting.cursor = Hello.Cursor(incarnation: liar.incarnation, position: liar.mailboxEnd + much)
      case .otherLog:
        greeting.cursor = Hello.Cursor(
          incarnation: liar.chance.next(), position: liar.chance.pick([0, liar.mailboxEnd, much]))
      case .hubToldMore:
        greeting.held = greeting.held.map {
          guard $0.station == host.hub.station else { return $0 }
          var position = $0
          if liar.chance.one(in: 2) { position.sequence += much }
          if liar.chance.one(in: 2) { position.hash = Hash256(of: liar.chance.bytes(8)) }
          return position
        }
      case .holdsEverything:
        greeting.held = truth.entries.keys.sorted { $0.description < $1.description }.prefix(300).compactMap {
          guard let hash = truth.entries[$0]?.first.flatMap({ Hash256($0.hash) }) else { return nil }
          return JournalHead($0.journal, sequence: $0.sequence, hash: hash)
        }
      default: greeting.cursor = liar.chance.one(in: 2) ? nil : Hello.Cursor(incarnation: liar.incarnation, position: 0)
      }
      try exchange(liar, greeting)
    }
  }

  /// Claims that the hub had the entries before these.
  private func leaveGap(_ liar: Liar) throws {
    try liar.write(.progressed(.init(document: anyEntry(liar), note: "đã họp")), in: self)
    let held = liar.held[liar.epoch] ?? 0
    for _ in 0..<2 { try liar.write(.progressed(.init(document: anyEntry(liar), note: "đã họp")), in: self) }
    let batches = try liar.batches(liar.epoch, after: held + 1 + liar.chance.below(2))
    for _ in 0..<(1 + liar.chance.below(3)) { try exchange(liar, nil, batches.flatMap(\.frames)) }
  }

  // MARK: who speaks

  private func forgeIssuer(_ lie: Lie, _ liar: Liar) throws {
    let wrong = liar.wrongName(self)
    if lie == .forgedIssuer {
      _ = try liar.issue(liar.document(self, name: wrong.name, organID: wrong.id), in: self)
    } else {
      let name = try ownName(liar)
      let issued = try liar.issue(liar.document(self, name: name), in: self)
      if liar.chance.one(in: 2) { try exchange(liar) }
      try liar.write(
        .corrected(.init(document: issued.reference, field: .organName, old: name, new: wrong.name, reason: "Sửa")),
        in: self)
    }
    try exchange(liar)
  }

  private func speakAsAnother(_ liar: Liar) throws {
    let others = seats.map(\.station)
    guard let other = liar.chance.pick(from: others + [host.hub.station]) else { return }
    var greeting = liar.greeting(at: time)
    if liar.chance.one(in: 2) {
      // The packet comes in the name of the other station; the liar has only its own key.
      greeting.name = other
      let given = try answer(liar.packet(greeting, [], id: liar.chance.next()), to: liar, isItsOwn: false)
      if given.contains(where: \.isMail) { problem("sender", "the liar was given the mail of \(other)") }
    } else {
      try sealAsAnother(liar, other)
    }
  }

  /// Sends a seal of its own over an entry in the name of the other station, which continues what the hub really holds
  /// of it: only the key of the seal is wrong.
  private func sealAsAnother(_ liar: Liar, _ other: StationName) throws {
    guard let end = try host.end(of: other) else { return }
    let from = end.position.reference
    let isRestore = liar.chance.one(in: 4)
    let act: Act =
      isRestore
      ? .epochBegun(.init(from: from))
      : liar.chance.pick([
        .voided(.init(document: anyEntry(liar), reason: "Hủy")),
        .recalled(.init(document: othersDocument(liar) ?? anyEntry(liar), reason: "Thu hồi")),
        .clerkNamed(.init(name: "Kẻ Gian")),
      ])
    let entry = StoredEntry(
      station: other, epoch: isRestore ? from.epoch + 1 : from.epoch, sequence: isRestore ? 1 : from.sequence + 1,
      time: HybridTime(packed: max(HybridTime(milliseconds: time).packed, end.time.packed + 1)), day: today,
      clerk: "Văn thư", act: try StoredAct.text(of: act))
    let run = EntryRun(previous: end.position.hash, entries: [entry])
    try exchange(liar, nil, Batch.sign(run, key: liar.keys.signing).frames)
  }

  private func sayHubsWords(_ liar: Liar) throws {
    let victim = liar.chance.pick(seats)
    let signing = Array(liar.keys.signing.publicKey.rawRepresentation).hexadecimal
    let agreement = Array(liar.keys.agreement.publicKey.rawRepresentation).hexadecimal
    let (organ, namesake) = (liar.chance.pick(organs), liar.chance.pick(organs))
    let acts: [Act] = [
      .stationEnrolled(
        .init(
          station: liar.station.description, organ: victim.organ, name: "Máy", signingKey: signing,
          agreementKey: agreement)),
      .stationEnrolled(
        .init(
          station: victim.station.description, organ: victim.organ, name: "Máy", signingKey: signing,
          agreementKey: agreement)),
      // Another office under the key that the victim really has: what it sends would be shown as that office's.
      .stationEnrolled(
        .init(
          station: victim.station.description, organ: organ, name: "Máy",
          signingKey: try host.signingKey(of: victim.station) ?? signing, agreementKey: agreement)),
      .stationRevoked(.init(station: victim.station.description, reason: "Mất máy")),
      .organsListed(.init(organs: [Organ(id: liar.organ, name: try name(victim.organ), level: .commune)])),
      .organsListed(.init(organs: [Organ(id: organ, name: try name(namesake), level: .commune)])),
      .epochBegun(.init(from: anyEntry(liar))),
      .custodyHandedOver(.init(book: "di-\(today.year)", generation: 9, to: liar.station.description, last: 1)),
    ]
    for act in acts where liar.chance.one(in: 2) { try liar.write(act, in: self) }
    try exchange(liar)
  }

  // MARK: once more

  private func sendOthersBatches(_ liar: Liar) throws {
    guard let seat = liar.chance.pick(from: seats), let recorded = liar.chance.pick(from: seat.packets) else { return }
    let frames = PacketReader.read(recorded.bytes).frames.filter {
      switch $0 {
      case .entries, .seal, .piece: true
      default: false
      }
    }
    for case .piece(let piece) in frames { liar.heard.insert(piece.file) }
    try exchange(liar, nil, frames)
  }

  private func sendOthersPackets(_ liar: Liar) throws {
    guard let seat = liar.chance.pick(from: seats), let recorded = liar.chance.pick(from: seat.packets) else { return }
    let given = try answer(recorded.bytes, to: liar, isItsOwn: false)
    if given.contains(where: \.isMail), recorded.restores == hubRestores {
      problem("sender", "the liar was given the mail of desk \(seat.number) for a packet it had recorded")
    }
  }

  private func tellTwoStories(_ liar: Liar) throws {
    let name = try ownName(liar)
    _ = try liar.issue(liar.document(self, name: name), in: self)
    let first = try liar.news()
    try exchange(liar, nil, first)
    liar.forget(1)
    _ = try liar.issue(liar.document(self, name: name), in: self)
    let held = (liar.held[liar.epoch] ?? 1) - 1
    try exchange(liar, nil, liar.batches(liar.epoch, after: max(0, held)).flatMap(\.frames))
    // The first is what the hub has: it continues in another epoch, sometimes one that follows nothing.
    let epoch = liar.epoch
    if liar.chance.one(in: 3) {
      liar.epoch += 1
      try liar.found(in: self, name: name)
      try exchange(liar)
      liar.forgetWhatIsNotHeld()
      liar.epoch = epoch
    }
    try liar.beginEpoch(in: self)
    try liar.found(in: self, name: name)
  }

  private func flood(_ liar: Liar) throws {
    let name = try ownName(liar)
    for _ in 0..<(10 + liar.chance.below(30)) {
      var document = liar.document(self, name: name)
      document.urgency = .flash
      _ = try liar.issue(document, in: self, to: liar.everybody(self))
    }
    try exchange(liar)
  }
}

extension Frame {
  /// Whether it is meant for one office only.
  var isMail: Bool {
    switch self {
    case .delivery, .regained, .piece, .entries, .statement: true
    default: false
    }
  }
}
